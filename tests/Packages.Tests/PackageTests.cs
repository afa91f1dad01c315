namespace Packages.Tests;

[Collection(nameof(PackageFeed))]
public sealed class PackageTests(PackageFeed feed)
{
    private static readonly string[] Ids = ["Render.Extensions", "Render.Generated", "Render.LocalServer", "Render.Transforms"];

    public static TheoryData<string> Libraries => [.. Ids];

    [Fact]
    public void One_pack_at_the_root_makes_the_libraries_and_nothing_else()
    {
        using var package = feed.Open("Render.Transforms");

        Assert.Equal(
            Ids.SelectMany(id => new[] { $"{id}.{package.Version}.nupkg", $"{id}.{package.Version}.snupkg" }),
            feed.FileNames.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_package_says_what_it_is_and_under_which_license(string id)
    {
        using var package = feed.Open(id);

        Assert.Equal(id, package.Text("id"));
        Assert.Equal("MIT", package.Text("license"));
        Assert.Equal("README.md", package.Text("readme"));
        Assert.Equal(File.ReadAllText(Path.Combine(Repository.Root, "README.md")), package.Read("README.md"));
        Assert.EndsWith(".", package.Text("description"));
        Assert.NotEmpty(package.Text("authors")!);
        Assert.NotEmpty(package.Text("tags")!);
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_package_brings_documentation_and_reproducible_code(string id)
    {
        using var package = feed.Open(id);

        Assert.Contains("<summary>", package.Read($"lib/net10.0/{id}.xml"));
        Assert.True(package.IsDeterministic);
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Symbols_lead_to_the_sources_when_the_repository_is_known(string id)
    {
        using var package = feed.Open(id);

        if (package.Repository?.Attribute("url") is not null)
            Assert.True(package.HasSourceLink);
    }

    [Theory]
    [InlineData("Render.Generated", "RenderWs.g.cs")]
    [InlineData("Render.LocalServer", "RenderWs.g.cs")]
    public void Symbols_carry_the_sources_that_are_made_at_build_time(string id, string source)
    {
        using var package = feed.Open(id);

        Assert.Contains(source, package.EmbeddedSources);
    }

    [Theory]
    [InlineData("Render.Transforms", "analyzers/dotnet/cs/Render.Generators.CodeFixes.dll", "analyzers/dotnet/cs/Render.Generators.dll")]
    [InlineData("Render.Generated")]
    [InlineData("Render.Extensions")]
    [InlineData("Render.LocalServer", "lib/net10.0/Render.LocalServer.runtimeconfig.json")]
    public void A_package_holds_its_library_and_nothing_that_it_does_not_need(string id, params string[] more)
    {
        using var package = feed.Open(id);

        string[] library = ["README.md", $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml"];
        Assert.Equal(library.Concat(more).Order(StringComparer.Ordinal), package.Files);
    }

    [Theory]
    [InlineData("Render.Transforms", "MathNet.Numerics")]
    [InlineData("Render.Generated", "Render.Transforms")]
    [InlineData("Render.Extensions", "Microsoft.Extensions.Http.Resilience", "Render.Generated", "System.IO.Hashing")]
    [InlineData("Render.LocalServer", "Microsoft.Data.Sqlite", "Render.Generated", "System.CommandLine")]
    public void A_package_depends_on_what_its_code_uses_and_on_no_build_tool(string id, params string[] dependencies)
    {
        using var package = feed.Open(id);

        Assert.Equal(dependencies, package.Dependencies.Select(dependency => dependency.Id).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_package_asks_for_its_own_release_of_the_others_and_passes_the_generator_on(string id)
    {
        using var package = feed.Open(id);

        Assert.All(
            package.Dependencies.Where(dependency => dependency.Id.StartsWith("Render.", StringComparison.Ordinal)),
            dependency => Assert.Equal((package.Version, "All"), (dependency.Version, dependency.Include)));
    }

    [Fact]
    public void Only_the_server_needs_the_web_framework()
    {
        Assert.Equal(["Render.LocalServer"], Ids.Where(id =>
        {
            using var package = feed.Open(id);
            return package.Frameworks.Contains("Microsoft.AspNetCore.App");
        }));
    }
}
