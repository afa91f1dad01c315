namespace Render.LocalServer;

/// <summary>Something that the request names does not exist.</summary>
internal sealed class NotFoundException(string message) : ServiceException(message)
{
    /// <inheritdoc/>
    public override Answer ToAnswer(HttpRequest request) => Answer.Text(Message, StatusCodes.Status404NotFound);
}
