namespace Render.LocalServer;

/// <summary>A query finds more tiles than the Java server gives at once.</summary>
/// <param name="words">What was looked for.</param>
internal sealed class TooManyTilesException(string words) : ServiceException(words)
{
    /// <inheritdoc/>
    public override Answer ToAnswer(HttpRequest request)
    {
        var rules = LineRules.Of(request);
        return Answer.Text(rules.TooManyTiles(rules.MostTiles, Message), StatusCodes.Status400BadRequest);
    }
}
