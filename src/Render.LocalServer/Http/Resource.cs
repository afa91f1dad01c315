using Microsoft.Net.Http.Headers;

namespace Render.LocalServer;

/// <summary>The operations of one path: chooses by method, and refuses what does not fit before anything is read.</summary>
internal sealed class Resource
{
    private readonly Dictionary<string, (Operation Operation, OperationHandler Handler, bool IsOffered)> byMethod = [];

    public IEnumerable<Operation> Operations => byMethod.Values.Select(entry => entry.Operation);

    public void Add(Operation operation, OperationHandler handler, bool isOffered) =>
        byMethod.Add(operation.Method, (operation, handler, isOffered));

    public async Task InvokeAsync(HttpContext context) =>
        await (await AnswerAsync(context).ConfigureAwait(false)).WriteAsync(context).ConfigureAwait(false);

    private async Task<Answer> AnswerAsync(HttpContext context)
    {
        var method = HttpMethods.IsHead(context.Request.Method) ? HttpMethods.Get : context.Request.Method;
        if (!byMethod.TryGetValue(method, out var entry))
        {
            var allow = AllowedMethods();
            context.Response.Headers.Allow = allow;
            return HttpMethods.IsOptions(method) ? Answer.Text(allow) : Answer.Empty(StatusCodes.Status405MethodNotAllowed);
        }

        if (entry.IsOffered)
        {
            if (!Produces(entry.Operation, context.Request))
                return Answer.Empty(StatusCodes.Status406NotAcceptable);

            if (!Consumes(entry.Operation, context.Request))
                return Answer.Empty(StatusCodes.Status415UnsupportedMediaType);
        }

        return await entry.Handler(new OperationRequest(context), context.RequestAborted).ConfigureAwait(false);
    }

    private string AllowedMethods()
    {
        IEnumerable<string> head = byMethod.ContainsKey(HttpMethods.Get) ? [HttpMethods.Head] : [];
        return string.Join(", ", [.. head, .. byMethod.Keys, HttpMethods.Options]);
    }

    private static bool Consumes(Operation operation, HttpRequest request) =>
        operation.Consumes is null
        || (MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals(operation.Consumes, StringComparison.OrdinalIgnoreCase));

    private static bool Produces(Operation operation, HttpRequest request)
    {
        if (operation.Produces is null)
            return true;

        // The Java server takes this suffix for a wish, and has no pages.
        if (request.Path.Value!.EndsWith(".html", StringComparison.Ordinal))
            return false;

        if (request.Headers.Accept.Count == 0)
            return true;

        var produced = new MediaTypeHeaderValue(operation.Produces);
        return request.GetTypedHeaders().Accept is not { Count: > 0 } accepted
            || accepted.Any(range => range.Quality is not 0 && produced.IsSubsetOf(new MediaTypeHeaderValue(range.MediaType)));
    }
}
