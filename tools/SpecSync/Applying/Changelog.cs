namespace Render.SpecSync;

/// <summary>Writes into a changelog in the style of keepachangelog.com.</summary>
internal static class Changelog
{
    private const string Unreleased = "## [Unreleased]";
    private const string Changed = "### Changed";

    /// <summary>Adds an entry to the section <c>Changed</c> of what is not yet released.</summary>
    /// <exception cref="ComparisonException">There is no section for what is not yet released.</exception>
    public static string Add(string changelog, string entry)
    {
        var lines = changelog.Split('\n').ToList();
        int start = lines.FindIndex(line => line.StartsWith(Unreleased, StringComparison.Ordinal));
        if (start < 0)
        {
            throw new ComparisonException($"The changelog has no section '{Unreleased}'; add one above the last release.");
        }

        int end = lines.FindIndex(start + 1, line => line.StartsWith("## ", StringComparison.Ordinal));
        end = end < 0 ? lines.Count : end;
        int changed = lines.FindIndex(start, end - start, line => line == Changed);
        if (changed >= 0)
        {
            int last = changed + 1;
            while (last + 1 < end && !lines[last + 1].StartsWith('#'))
            {
                last++;
            }

            while (lines[last].Length == 0)
            {
                last--;
            }

            lines.InsertRange(last + 1, last == changed ? ["", $"- {entry}"] : [$"- {entry}"]);
        }
        else
        {
            lines.InsertRange(start + 1, ["", Changed, "", $"- {entry}"]);
        }

        return string.Join('\n', lines);
    }
}
