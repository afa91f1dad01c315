using System.Text.RegularExpressions;

namespace Render.SpecSync.Tests;

public sealed partial class WorkflowTests
{
    [Fact]
    public void Every_action_is_pinned_to_a_commit_and_says_its_version()
    {
        string[] actions =
        [
            .. Directory.EnumerateFiles(Path.Combine(Repository.Root, ".github", "workflows"), "*.yml")
                .SelectMany(File.ReadLines)
                .Where(line => line.Contains("uses:", StringComparison.Ordinal))
                .Select(line => line.Trim()),
        ];

        Assert.NotEmpty(actions);
        Assert.All(actions, action => Assert.Matches(Pinned, action));
    }

    [GeneratedRegex("^(- )?uses: [^@ ]+@[0-9a-f]{40} # v[0-9.]+$")]
    private static partial Regex Pinned { get; }
}
