namespace Render.LocalServer;

/// <summary>The request makes sense, but not now. The Java server answers 500, not 409.</summary>
internal sealed class IllegalStateException(string message) : ServiceException(message)
{
    /// <inheritdoc/>
    public override Answer ToAnswer(HttpRequest request) => Answer.Text(Message, StatusCodes.Status500InternalServerError);
}
