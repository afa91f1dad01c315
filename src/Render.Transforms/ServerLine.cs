namespace Render;

/// <summary>
/// A line of the render server that is alive. The two parted in 2023 and neither contains the other: what belongs to one of them only
/// says so in its documentation.
/// </summary>
public enum ServerLine
{
    /// <summary>4.0.2, branch <c>master</c>, and what follows on it.</summary>
    Line40 = 0,

    /// <summary>4.3, branch <c>newsolver</c>, and what follows on it.</summary>
    Line43 = 1,
}
