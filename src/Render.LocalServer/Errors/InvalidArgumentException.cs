namespace Render.LocalServer;

/// <summary>The request does not make sense.</summary>
internal sealed class InvalidArgumentException(string message) : ServiceException(message)
{
    /// <inheritdoc/>
    public override Answer ToAnswer(HttpRequest request) => Answer.Text(Message, StatusCodes.Status400BadRequest);
}
