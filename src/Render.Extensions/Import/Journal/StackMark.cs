using System.Globalization;

namespace Render;

/// <summary>What tells a stack from another one that has its name.</summary>
/// <param name="Version">The version's number: reopening the stack, or giving it a new version, raises it.</param>
/// <param name="Created">When the version was created, as far as its creator has said so.</param>
/// <param name="Modified">When the stack was modified, which saving tiles does not count as; <c>null</c> when that lies ahead.</param>
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

    /// <summary>Whether this is the stack with that metadata, in which nobody else has changed the state.</summary>
    public bool Fits(StackMetaData metadata)
    {
        var current = Of(metadata, IsNew);
        if (current.Version != Version || current.Created != Created)
            return false;

        // Completing a stack counts as modifying it, and may be our own doing.
        bool tellsByChange = Created is null && Modified is not null && metadata.State is StackState.Loading;
        return !tellsByChange || current.Modified == Modified;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Version} {Format(Created)} {Format(Modified)} {IsNew}");

    private static string Format(DateTimeOffset? time) => time?.ToString("O", CultureInfo.InvariantCulture) ?? None;

    private static DateTimeOffset? ParseTime(string text) =>
        text == None ? null : DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture);
}
