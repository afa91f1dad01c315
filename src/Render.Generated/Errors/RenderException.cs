using System.Net;

namespace Render;

/// <summary>
/// An operation of the render web service failed. Subtypes are the failures that a caller can act on; this type itself stands
/// for the rest, such as an error inside of the server.
/// </summary>
public class RenderException : Exception
{
    private const string HtmlRemedy =
        "The server takes .html at the end of a path for the wish to get a page, so that a name that ends in it cannot be asked for by itself. Ask for its layer or group, or give it another name.";

    /// <summary>Creates an exception that belongs to no request.</summary>
    /// <param name="message">What failed, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public RenderException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal RenderException(RenderFailure failure, string? remedy = null)
        : base(failure.Describe(remedy), failure.Cause)
    {
        Operation = failure.Operation;
        Method = failure.Method;
        RequestUri = failure.RequestUri;
        StatusCode = failure.StatusCode;
        ServerText = failure.ServerText;
        RequestId = failure.RequestId;
        ElementsRead = failure.ElementsRead;
        BytesRead = failure.BytesRead;
        MayHaveTakenEffect = failure.MayHaveTakenEffect;
    }

    /// <summary>The operation that failed, such as <c>Stacks.GetStack</c>, or <c>null</c> when no request was made.</summary>
    public string? Operation { get; }

    /// <summary>The request's method, or <c>null</c> when no request was made.</summary>
    public HttpMethod? Method { get; }

    /// <summary>The request's URL, or <c>null</c> when no request was made.</summary>
    public Uri? RequestUri { get; }

    /// <summary>The status of the answer, or <c>null</c> when there was none.</summary>
    public HttpStatusCode? StatusCode { get; }

    /// <summary>What the server said, at most 4,000 characters, or <c>null</c> when it said nothing.</summary>
    public string? ServerText { get; }

    /// <summary>The identifier that the server or a proxy gave the request (<c>X-Request-Id</c>), or <c>null</c>.</summary>
    public string? RequestId { get; }

    /// <summary>
    /// How many elements of a streamed answer had been read when it broke off, or <c>null</c> when the answer was not streamed or had not
    /// begun.
    /// </summary>
    public long? ElementsRead { get; }

    /// <summary>
    /// How many bytes of an image had been read when it broke off, or <c>null</c> when the answer was no image or had not begun.
    /// </summary>
    public long? BytesRead { get; }

    /// <summary>
    /// Whether the operation may have been done all the same: the request, or an attempt before the last one, may have reached the server, and
    /// what the server made of it was not answered, or not in a way that can be read.
    /// </summary>
    public bool MayHaveTakenEffect { get; }

    internal static async Task<RenderException> FromResponseAsync(
        HttpRequestMessage request, HttpResponseMessage response, Uri? baseAddress, CancellationToken cancellationToken)
    {
        var failure = await RenderFailure.ReadAsync(request, response, cancellationToken).ConfigureAwait(false);
        return failure switch
        {
            { SaysStackState: true } => new RenderStackStateException(failure),
            { StatusCode: HttpStatusCode.NotAcceptable } when request.RequestUri!.AbsolutePath.EndsWith(".html", StringComparison.Ordinal) =>
                new RenderBadRequestException(failure, HtmlRemedy),
            { StatusCode: >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest } =>
                new RenderRedirectException(failure, LocationOf(request, response), baseAddress),
            { StatusCode: HttpStatusCode.NotFound } => new RenderNotFoundException(failure),
            { StatusCode: HttpStatusCode.RequestTimeout or HttpStatusCode.GatewayTimeout } => new RenderTimeoutException(failure),
            {
                StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable
            } => new RenderUnavailableException(failure),
            { StatusCode: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError } => new RenderBadRequestException(failure),
            _ => new RenderException(failure),
        };
    }

    internal static RenderException? FromTransport(
        HttpRequestMessage request,
        Exception exception,
        CancellationToken cancellationToken,
        long? elementsRead = null,
        long? bytesRead = null)
    {
        return exception switch
        {
            RenderException => null,
            OperationCanceledException { InnerException: ObjectDisposedException } => null,
            OperationCanceledException when cancellationToken.IsCancellationRequested => null,
            OperationCanceledException => new RenderTimeoutException(Failure()),
            HttpRequestException or IOException or InvalidDataException => new RenderUnavailableException(Failure()),
            _ => null,
        };

        RenderFailure Failure() => RenderFailure.WithoutAnswer(request, exception, elementsRead) with { BytesRead = bytesRead };
    }

    /// <summary>What a request ends with when its client is disposed while it is under way, as with other clients of .NET, but with the reason.</summary>
    internal static OperationCanceledException Disposed(HttpRequestMessage request)
    {
        var cause = new ObjectDisposedException(objectName: null, "the client was disposed while the request was under way");
        var message = RenderFailure.WithoutAnswer(request, cause)
            .Describe("Whether the server received it is unknown. Dispose the client when everything is awaited.");
        return new TaskCanceledException(message, cause);
    }

    private static Uri? LocationOf(HttpRequestMessage request, HttpResponseMessage response) => response.Headers.Location switch
    {
        { IsAbsoluteUri: false } relative => new Uri(request.RequestUri!, relative),
        var location => location,
    };
}
