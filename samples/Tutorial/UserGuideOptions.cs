namespace Tutorial;

internal sealed record UserGuideOptions
{
    public required IReadOnlyList<string> TileFiles { get; init; }

    public required IReadOnlyList<string> TransformFiles { get; init; }

    public required int Sections { get; init; }

    /// <summary>Where the embedded server keeps its data; a file that is made anew when <c>null</c>.</summary>
    public string? DatabasePath { get; init; }

    /// <summary>The server to use; that of RENDER_HOST, or an embedded one, when <c>null</c>.</summary>
    public Uri? Server { get; init; }

    /// <summary>Whether there is a server, so that none is to be started.</summary>
    public bool HasServer => Server is not null || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("RENDER_HOST"));
}
