namespace Render.Extensions.Tests.Faults;

/// <summary>What happens to a connection that is cut.</summary>
public enum CutKind
{
    /// <summary>It is closed, as if everything were said.</summary>
    Close,

    /// <summary>It is torn down.</summary>
    Reset,

    /// <summary>It stays open, and nothing comes through any more.</summary>
    Stall,
}
