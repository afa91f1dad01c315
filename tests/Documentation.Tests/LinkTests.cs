using System.Text.RegularExpressions;

namespace Documentation.Tests;

public partial class LinkTests
{
    public static TheoryData<string> Documents => [.. Document.Names, "CONTRIBUTING.md", "CHANGELOG.md", "bench/README.md"];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_within_the_repository_leads_somewhere(string document)
    {
        string path = Path.Combine(Repository.Root, document);
        var broken = Link().Matches(File.ReadAllText(path))
            .Select(match => match.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal))
            .Where(target => !Path.Exists(Path.Combine(Path.GetDirectoryName(path)!, target)));

        Assert.Empty(broken);
    }

    [GeneratedRegex(@"\]\((?<target>[^)#]+)[^)]*\)")]
    private static partial Regex Link();
}
