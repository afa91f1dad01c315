namespace Render.Extensions.Tests.Support;

/// <summary>A theory that needs <see cref="RealData"/>, and says so where there is none.</summary>
internal sealed class RealDataTheoryAttribute : TheoryAttribute
{
    public RealDataTheoryAttribute()
    {
        if (!RealData.IsThere)
            Skip = "The tiles of real projects are not on this machine.";
    }
}
