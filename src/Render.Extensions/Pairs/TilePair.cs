namespace Render;

/// <summary>Two tiles that are neighbours, p before q in the order in which the server stores matches.</summary>
/// <param name="P">The first tile: section id and tile id.</param>
/// <param name="Q">The second tile.</param>
/// <param name="PPosition">
/// Where p lies relative to q by the upper left corners of their boxes, when both are in the same layer, be it in different sections of it;
/// else <c>null</c>. p of two equal corners is at the top.
/// </param>
public readonly record struct TilePair(CanvasId P, CanvasId Q, MontageRelativePosition? PPosition = null)
{
    /// <summary>Where q lies relative to p: opposite of <see cref="PPosition"/>.</summary>
    public MontageRelativePosition? QPosition => Opposite(PPosition);

    internal static MontageRelativePosition? Opposite(MontageRelativePosition? position) => position switch
    {
        MontageRelativePosition.Top => MontageRelativePosition.Bottom,
        MontageRelativePosition.Bottom => MontageRelativePosition.Top,
        MontageRelativePosition.Left => MontageRelativePosition.Right,
        MontageRelativePosition.Right => MontageRelativePosition.Left,
        _ => null,
    };
}
