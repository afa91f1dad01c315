namespace Render.LocalServer;

/// <summary>A parameter of the path or the query is no number, or no value of its enumeration: there is no such resource.</summary>
internal sealed class UnparsableParameterException() : ServiceException(null)
{
    /// <inheritdoc/>
    public override Answer ToAnswer(HttpRequest request) => Answer.Empty(StatusCodes.Status404NotFound);
}
