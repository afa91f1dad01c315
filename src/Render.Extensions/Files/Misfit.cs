namespace Render;

/// <summary>Says what JSON is that is not what a file should hold, and what to do with it.</summary>
internal static class Misfit
{
    /// <summary>What objects with a certain member are, and the remedy.</summary>
    private static readonly (string Member, string Kind)[] Kinds =
    [
        ("neighborPairs", $"a file of tile pairs. Read it with {nameof(TilePairFiles)}."),
        ("swagger", "the description of a web service. Name the file with the specs instead."),
        ("openapi", "the description of a web service. Name the file with the specs instead."),
        ("tileIdToSpecMap", $"a resolved tile collection, with tiles and transforms. Read it with {nameof(SpecFiles)}, or import it as a file of tiles."),
        ("transformIdToSpecMap", $"a resolved tile collection, with tiles and transforms. Read it with {nameof(SpecFiles)}, or import it as a file of tiles."),
        ("pGroupId", "a pair with its point matches. Files of them are imported into match collections."),
        ("pId", "a pair with its point matches. Files of them are imported into match collections."),
        ("transform", $"a change of transforms ({{\"tileId\": …, \"transform\": {{…}}}}). Read it with {nameof(TransformChangeFiles)}."),
        ("tileId", "a tile spec. Name it as a file of tiles."),
        ("className", "a transform spec. Name it as a file of transforms."),
        ("stackId", "the metadata of a stack. Name the file with the specs instead."),
        ("tileSpecs", "render parameters, which show what is drawn. Put its tileSpecs into an array of their own."),
    ];

    /// <summary>Says what a document is that should hold specs of a kind and is an object.</summary>
    /// <param name="expected">The specs.</param>
    /// <param name="members">The members of the object, and which of them are arrays.</param>
    public static string Describe(SpecKind expected, IReadOnlyList<(string Name, bool IsArray)> members)
    {
        string wanted = Expected(expected);
        if (members.Any(member => member.Name == IdOf(expected)))
            return $"it holds a single {NameOf(expected)}, or one a line. {wanted} Put it into an array, or let the name end in .jsonl if each line has one.";

        if (Kind(members.Select(member => member.Name)) is { } other)
            return $"it looks like {other} {wanted}";

        return members.FirstOrDefault(member => member.IsArray) is { Name: { } array }
            ? $"it is an object with an array in '{array}'. {wanted} If these are the {NameOf(expected)}s, write that array alone."
            : $"it is an object{(members.Count == 0 ? " without members" : $" with '{string.Join("', '", members.Take(5).Select(member => member.Name))}'")}. {wanted}";
    }

    /// <summary>What else an object is, by its members, as the end of a sentence; <c>null</c> if that is not known.</summary>
    public static string? Kind(IEnumerable<string> members)
    {
        var names = members.ToHashSet(StringComparer.Ordinal);
        return Array.Find(Kinds, kind => names.Contains(kind.Member)).Kind;
    }

    /// <summary>What a document should hold.</summary>
    public static string Expected(SpecKind kind) => kind switch
    {
        SpecKind.TransformChange => "An array of transform changes is expected ([{\"tileId\": …, \"transform\": {…}}, …]).",
        SpecKind.Matches => "An array of pairs with matches is expected ([{\"pGroupId\": …, \"pId\": …, \"qGroupId\": …, \"qId\": …, \"matches\": {…}}, …]).",
        SpecKind.Tile => "An array of tile specs is expected, or a resolved tile collection (with tileIdToSpecMap).",
        _ => "An array of transform specs is expected, or a resolved tile collection (with transformIdToSpecMap).",
    };

    private static string NameOf(SpecKind kind) => kind switch
    {
        SpecKind.TransformChange => "transform change",
        SpecKind.Matches => "pair with matches",
        SpecKind.Tile => "tile spec",
        _ => "transform spec",
    };

    private static string IdOf(SpecKind kind) => kind switch
    {
        SpecKind.Transform => "className",
        SpecKind.Matches => "pId",
        _ => "tileId",
    };
}
