namespace Render.SpecSync;

/// <summary>The words for what is new. A person replaces them: the server's own are not ours to copy.</summary>
/// <param name="Version">The version of the server that has it; <c>null</c> when it is not known.</param>
internal sealed record Wording(string? Version)
{
    /// <summary>For what a description is asked of.</summary>
    public string Description =>
        Version is null ? "New on the server; not yet described." : $"New in version {Version}; not yet described.";

    /// <summary>For operations, whose summary is one sentence without another full stop.</summary>
    public static string Summary => "New on the server and not yet described.";

    public static string Answer => "What the server answers is not yet described.";
}
