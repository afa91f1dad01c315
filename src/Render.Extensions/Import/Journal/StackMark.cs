using System.Globalization;

namespace Render;

/// <summary>What tells a stack from another one that has its name.</summary>
/// <param name="Version">The version's number: reopening the stack, or giving it a new version, raises it.</param>
/// <param name="Created">When the version was created, as far as its creator has said so.</param>
/// <param name="Modified">When the stack was modified last while LOADING, which saving tiles does not count as; <c>null</c> when that lies ahead.</param>
/// <param name="IsNew">Whether the import created the stack.</param>
internal sealed record StackMark(int Version, DateTimeOffset? Created, DateTimeOffset? Modified, bool IsNew)
{
    private const string None = "-";

    public static StackMark Of(StackMetaData metadata, bool isNew) => new(
        metadata.CurrentVersionNumber ?? 0, metadata.CurrentVersion?.CreateTimestamp, metadata.LastModifiedTimestamp, isNew);

    public static StackMark Parse(string text)
    {
        string[] parts = text.Split(' ');
        return new StackMark(
            int.Parse(parts[0], CultureInfo.InvariantCulture), ParseTime(parts[1]), ParseTime(parts[2]), bool.Parse(parts[3]));
    }

    /// <summary>Written before the stack is created: whatever stands there afterwards, no tile has been sent yet.</summary>
    public static StackMark Ahead { get; } = new(0, Created: null, Modified: null, IsNew: true);

    /// <summary>Whether this is the stack with that metadata, in which nobody else has changed the state.</summary>
    /// <param name="metadata">What the server says.</param>
    /// <param name="completion">What is known of its completion by this import.</param>
    public bool Fits(StackMetaData metadata, StackCompletionMark? completion)
    {
        if (this == Ahead)
            return true;

        var current = Of(metadata, IsNew);
        if (current.Version != Version || current.Created != Created)
            return false;

        if (metadata.State is null || metadata.State == StackState.Loading)
            return Modified is null || current.Modified == Modified;

        // Somebody else may have completed it: then only the time of its creation tells that it is the same.
        return completion is null ? Created is not null : completion.Modified is null || current.Modified == completion.Modified;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Version} {Format(Created)} {Format(Modified)} {IsNew}");

    public static string Format(DateTimeOffset? time) => time?.ToString("O", CultureInfo.InvariantCulture) ?? None;

    public static DateTimeOffset? ParseTime(string text) =>
        text is None or "" ? null : DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture);
}
