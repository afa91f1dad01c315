using System.Runtime.InteropServices;
using Render;

namespace Packages.Tests;

[Collection(nameof(PackageFeed))]
public sealed class ConsumerTests(PackageFeed feed)
{
    [NativeFact]
    public async Task A_program_of_its_own_runs_the_readme_and_its_own_transform_class_as_native_code()
    {
        string consumer = feed.Consumer("Analysis");
        File.WriteAllText(Path.Combine(consumer, "ReadMe.cs"), ReadMe.ToClass());

        string build = await feed.DotnetAsync(consumer, "publish", "-r", RuntimeInformation.RuntimeIdentifier, "-o", "native");
        Assert.DoesNotContain("warning", build);

        await using var server = await RenderLocalServer.StartAsync();
        string said = await ExternalProgram.RunAsync(
            Path.Combine(consumer, "native", "Analysis"),
            consumer,
            new Dictionary<string, string>
            {
                ["RENDER_HOST"] = server.BaseAddress.ToString(),
                ["RENDER_OWNER"] = "consumer",
                ["RENDER_PROJECT"] = "readme",
            });

        Assert.Equal(
            [
                "library: Wobble 3.5",
                "first: -8 to 117",
                "configured: consumer, 2 repetitions, 00:00:05",
                "imported: 2 tiles, COMPLETE",
                "read: Shear AffineModel2D Shear AffineModel2D",
                "mapped here: 110 20",
                "mapped there: 110 20",
                "matched: left with right, weights 1 1",
                "missing: Stacks.GetStack 404",
            ],
            said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where((_, line) => line != 1));
    }

    [Fact]
    public async Task A_program_of_its_own_embeds_the_server()
    {
        string consumer = feed.Consumer("Embedding");

        string build = await feed.DotnetAsync(consumer, "build", "-o", "managed");
        Assert.Contains("0 Warning(s)", build);

        string said = await ExternalProgram.RunAsync("dotnet", consumer, new Dictionary<string, string>(), Path.Combine("managed", "Embedding.dll"));
        Assert.Equal("own is LOADING", said.Trim());
    }
}
