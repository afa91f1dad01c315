namespace Packages.Tests;

/// <summary>Transform classes in libraries, as programs outside of the repository meet them.</summary>
[Collection(nameof(PackageFeed))]
public sealed class TransformLibraryTests(PackageFeed feed)
{
    [Fact]
    public async Task Transform_classes_of_libraries_are_known_from_the_start_and_the_nearest_counts()
    {
        string consumer = feed.Consumer("Libraries");
        string build = await feed.DotnetAsync(consumer, "build", "all.proj");
        Assert.Contains("0 Warning(s)", build);

        Assert.Equal(
            [
                "first: Wobble 3.5",
                "before the plug-in: UnknownTransform",
                "with the plug-in: Plug",
                "still: Wobble org.example.Wobble Lens",
            ],
            await RunAsync("Early", Program("Plugin")));
        Assert.Equal(
            [
                "org.example.Wobble",
                "2",
                """{"type":"leaf","className":"org.example.Wobble","dataString":"2.5 100"}""",
                "The transform class 'org.example.Wobble' is declared by the assemblies 'Lens' and 'OtherLens', none of which references the other. "
                    + "Declare it in the application, or call TransformRegistry.Prefer with the assembly whose class is meant.",
                "100",
                "100",
                "2.5",
            ],
            await RunAsync("Conflict"));
        Assert.Equal(["Near.Wobble 1000", "Near.OwnTranslation 2000", "OtherLens.Ripple 100"], await RunAsync("Near"));

        string Program(string name) => Path.Combine(consumer, name, "bin", "Debug", "net10.0", $"{name}.dll");

        async Task<string[]> RunAsync(string name, params string[] arguments) =>
            (await ExternalProgram.RunAsync("dotnet", consumer, new Dictionary<string, string>(), [Program(name), .. arguments]))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
