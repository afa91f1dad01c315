using Microsoft.AspNetCore.Http.Features;

namespace Render.LocalServer;

/// <summary>
/// All that the lines of the server do differently, in one place; which operations and parameters they have, the contract says. A record for
/// each line: what is not in it is the same in both.
/// </summary>
internal sealed record LineRules
{
    /// <summary>The line.</summary>
    public required ServerLine Line { get; init; }

    /// <summary>How many tiles a query may find.</summary>
    public required int MostTiles { get; init; }

    /// <summary>What is said of more of them: the limit, and what was looked for.</summary>
    public required Func<int, string, string> TooManyTiles { get; init; }

    /// <summary>What is said of names that are too long together: what they make, how long that may be, and how long it is.</summary>
    public required Func<NamesTooLong, string> NamesTooLong { get; init; }

    /// <summary>What Jackson says of a value of another kind: the Java class, and Jackson's name of the token.</summary>
    public required Func<string, string, string> Mismatch { get; init; }

    /// <summary>What Jackson puts around the name of a type of numbers.</summary>
    public required string Quote { get; init; }

    /// <summary>Whether tiles and channels have a filter of their own; otherwise that is a member like any unknown one.</summary>
    public required bool HasTileFilters { get; init; }

    /// <summary>Whether bounds of tiles say their z once more, as the bounds of other things do.</summary>
    public required bool TileBoundsHaveZ { get; init; }

    private static LineRules Line40 { get; } = new()
    {
        Line = ServerLine.Line40,
        MostTiles = 50_001,
        TooManyTiles = (most, words) => $"query too broad, over {most} tiles match {words}",
        NamesTooLong = names => $"{names.Kind} name '{names.Text}' must be less than {names.Most} characters, {names.Remedy} should be reduced",
        Mismatch = (type, token) => $"Cannot deserialize instance of `{type}` out of {token} token",
        Quote = "",
        HasTileFilters = false,
        TileBoundsHaveZ = false,
    };

    private static LineRules Line43 { get; } = new()
    {
        Line = ServerLine.Line43,
        MostTiles = 500_001,
        TooManyTiles = (most, words) =>
            $"query too broad, MAX_TILE_SPEC_COUNT_FOR_QUERIES is {most - 1} but over {most} tiles match {words}",
        NamesTooLong = names => $"{names.Kind} name '{names.Text}' has {names.Text.Length} characters but it must be less than {names.Most} characters, "
            + $"{names.Remedy} should be reduced by at least {names.Text.Length - names.Most} characters",
        Mismatch = (type, token) => $"Cannot deserialize value of type `{type}` from {KindOf(token)} value (token `JsonToken.{token}`)",
        Quote = "`",
        HasTileFilters = true,
        TileBoundsHaveZ = true,
    };

    /// <summary>The rules of a line.</summary>
    public static LineRules Of(ServerLine line) => line == ServerLine.Line43 ? Line43 : Line40;

    /// <summary>The rules of the server that serves a request.</summary>
    public static LineRules Of(HttpRequest request) => request.HttpContext.Features.GetRequiredFeature<LineRules>();

    private static string KindOf(string token) => token switch
    {
        "START_ARRAY" or "END_ARRAY" => "Array",
        "START_OBJECT" or "END_OBJECT" or "FIELD_NAME" => "Object",
        "VALUE_STRING" => "String",
        "VALUE_NUMBER_INT" => "Integer",
        "VALUE_NUMBER_FLOAT" => "Floating-point",
        "VALUE_TRUE" or "VALUE_FALSE" => "Boolean",
        _ => "Null",
    };
}
