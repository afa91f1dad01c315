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
    // Texts take half the memory that nullable values do, and pairs come by the million.
    private readonly string? pPosition = PPosition?.Value;
    private readonly string? qPosition;

    /// <summary>Where p lies relative to q, when both belong to the same montage; else <c>null</c>.</summary>
    public MontageRelativePosition? PPosition
    {
        get => pPosition is null ? null : new MontageRelativePosition(pPosition);
        init => pPosition = value?.Value;
    }

    /// <summary>Where q lies relative to p: opposite of <see cref="PPosition"/>, unless a file says something else.</summary>
    public MontageRelativePosition? QPosition
    {
        get => qPosition is null ? Opposite(PPosition) : new MontageRelativePosition(qPosition);
        init => qPosition = value == Opposite(PPosition) ? null : value?.Value;
    }

    internal static MontageRelativePosition? Opposite(MontageRelativePosition? position) => position?.Value switch
    {
        MontageRelativePosition.Names.Top => MontageRelativePosition.Bottom,
        MontageRelativePosition.Names.Bottom => MontageRelativePosition.Top,
        MontageRelativePosition.Names.Left => MontageRelativePosition.Right,
        MontageRelativePosition.Names.Right => MontageRelativePosition.Left,
        _ => null,
    };
}
