namespace Render.LocalServer;

/// <summary>The body does not parse, or does not bind to the model.</summary>
internal sealed class UnreadableBodyException(string message) : ServiceException(message)
{
    /// <inheritdoc/>
    public override Answer ToAnswer(HttpRequest request) => Answer.Html(HtmlText.Escape(Message), StatusCodes.Status400BadRequest);
}
