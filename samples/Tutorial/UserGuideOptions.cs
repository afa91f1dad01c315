namespace Tutorial;

internal sealed record UserGuideOptions
{
    public required IReadOnlyList<string> TileFiles { get; init; }

    public required IReadOnlyList<string> TransformFiles { get; init; }

    public required int Sections { get; init; }

    public required string DatabasePath { get; init; }
}
