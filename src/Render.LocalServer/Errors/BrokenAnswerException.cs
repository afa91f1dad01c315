namespace Render.LocalServer;

/// <summary>The Java server fails here without a word, outside of its own error handling.</summary>
internal sealed class BrokenAnswerException() : ServiceException(null)
{
    /// <inheritdoc/>
    public override Answer ToAnswer(HttpRequest request) => Answer.BrokenOff(request.Method);
}
