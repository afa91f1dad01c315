namespace Render;

/// <summary>What can be wrong with matches, by themselves or beside a stack.</summary>
public enum MatchProblem
{
    /// <summary>A group or an id is missing, or there is no pair at all.</summary>
    MissingId,

    /// <summary>Both sides are the same tile.</summary>
    SelfMatch,

    /// <summary>p comes after q as text: the server would exchange them when it stores the pair.</summary>
    OutOfOrder,

    /// <summary>The pair comes a second time, in the same order or the other.</summary>
    RepeatedPair,

    /// <summary>There are no points, or a list of them is missing.</summary>
    MissingPoints,

    /// <summary>The numbers of coordinates and weights disagree.</summary>
    LengthsDiffer,

    /// <summary>Coordinates or weights are NaN or infinite. Counted by points.</summary>
    NotFinite,

    /// <summary>Weights are below zero. Counted by points.</summary>
    NegativeWeight,

    /// <summary>The count that is stored is not the number of weights.</summary>
    CountDiffers,

    /// <summary>Points come a second time, with the same coordinates on both sides. Counted by points.</summary>
    RepeatedPoint,

    /// <summary>The stack does not have the tile. Counted by sides of pairs.</summary>
    UnknownTile,

    /// <summary>The group is not the section id of the tile, but that of another section. Counted by sides of pairs.</summary>
    GroupDiffers,

    /// <summary>The group is no section of the stack. Counted by sides of pairs.</summary>
    UnknownGroup,

    /// <summary>Points lie outside of the tile. Counted by points.</summary>
    OutsideOfTile,

    /// <summary>
    /// Where the tile ends cannot be told: it has no size, no transform with the label that the space names, or a transform that cannot be
    /// computed. Counted by sides of pairs.
    /// </summary>
    UnknownExtent,

    /// <summary>The owner of the collection is not the owner of the stack.</summary>
    OwnerDiffers,
}
