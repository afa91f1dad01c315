namespace Render;

/// <summary>The server refuses the request as it is (4xx other than 404, 408 and 429): correct the argument that its text names.</summary>
public sealed class RenderBadRequestException : RenderException
{
    internal RenderBadRequestException(RenderFailure failure, string? remedy = null)
        : base(failure, remedy)
    {
    }
}
