namespace Render.LocalServer;

/// <summary>Turns what goes wrong into answers, in one place.</summary>
internal static class ErrorAnswers
{
    public static async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (ServiceException exception)
        {
            await exception.ToAnswer(context.Request).WriteAsync(context).ConfigureAwait(false);
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted
            && exception is not BadHttpRequestException)
        {
            await Answer.Text(exception.Message, StatusCodes.Status500InternalServerError).WriteAsync(context).ConfigureAwait(false);
        }
    }
}
