namespace Render.LocalServer;

/// <summary>The names in a request are too long together.</summary>
internal sealed class NamesTooLongException(NamesTooLong names) : ServiceException(names.Text)
{
    /// <inheritdoc/>
    public override Answer ToAnswer(HttpRequest request) =>
        Answer.Text(LineRules.Of(request).NamesTooLong(names), StatusCodes.Status400BadRequest);
}
