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

    [Fact]
    public void Every_script_of_a_workflow_is_a_documented_command()
    {
        string documented = File.ReadAllText(Path.Combine(Repository.Root, "CONTRIBUTING.md"));
        string[] scripts =
        [
            .. Directory.EnumerateFiles(Path.Combine(Repository.Root, ".github", "workflows"), "*.yml")
                .SelectMany(file => Script.Matches(File.ReadAllText(file)))
                .Select(match => match.Groups[1].Value)
                .Distinct(),
        ];

        Assert.Equal(3, scripts.Length);
        Assert.All(scripts, script => Assert.True(File.Exists(Path.Combine(Repository.Root, script)), script));
        Assert.All(scripts, script => Assert.Contains($"bash {script}", documented, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Both_lines_of_the_server_are_followed()
    {
        string workflow = await File.ReadAllTextAsync(Path.Combine(Repository.Root, ".github", "workflows", "follow-server.yml"));
        var contract = await DescriptionSource.ReadJsonAsync(Repository.Contract, CancellationToken.None);

        Assert.All(
            contract["info"]!["x-lines"]!.AsArray(),
            line => Assert.Contains($"- line: \"{line}\"", workflow, StringComparison.Ordinal));
    }

    [GeneratedRegex("run: bash ([^ \r\n]+)")]
    private static partial Regex Script { get; }

    [GeneratedRegex("^(- )?uses: [^@ ]+@[0-9a-f]{40} # v[0-9.]+$")]
    private static partial Regex Pinned { get; }
}
