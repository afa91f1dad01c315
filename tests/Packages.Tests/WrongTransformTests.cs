using System.Text.RegularExpressions;

namespace Packages.Tests;

/// <summary>What is wrong with a transform class shows in a build on the command line, whatever the compiler has to say besides.</summary>
[Collection(nameof(PackageFeed))]
public sealed partial class WrongTransformTests(PackageFeed feed)
{
    private const string Right = """
        using Render.Transforms;
        namespace Acme {
        [MpicbgTransform("org.example.Wobble")]
        public sealed partial class Wobble : LeafTransform<Wobble.Wave>
        {
            public Wobble(Wave wave) : base(wave) { }
            public override Point2D Apply(Point2D point) => new(point.X + Parameters.Height, point.Y);
            protected override Wave Parse(ref DataStringReader data) => new(data.ReadDouble("height"), data.ReadDouble("length"));
            protected override void Format(Wave wave, DataStringWriter data) => data.Write([wave.Height, wave.Length]);
            public sealed record Wave(double Height, double Length);
        }
        }
        """;

    private static readonly Dictionary<string, string> Sources = new()
    {
        ["Right"] = Right,
        ["RENDER001"] = Right.Replace("sealed partial", "sealed", StringComparison.Ordinal),
        ["RENDER002"] = Right.Replace("LeafTransform<Wobble.Wave>", "LeafTransform", StringComparison.Ordinal),
        ["RENDER003"] = Right.Replace("sealed partial", "partial", StringComparison.Ordinal),
        ["RENDER004"] = Right.Replace("\"org", "\" org", StringComparison.Ordinal),
        ["RENDER005"] = Right.Replace("org.example.Wobble", "mpicbg.trakem2.transform.AffineModel2D", StringComparison.Ordinal),
        ["RENDER006"] = Right.Replace("[MpicbgTransform(\"org.example.Wobble\")]", "", StringComparison.Ordinal),
        ["RENDER007"] = Right
            .Replace("    public Wobble(Wave wave) : base(wave) { }", "", StringComparison.Ordinal)
            .Replace("Wobble : LeafTransform<Wobble.Wave>", "Wobble(Wobble.Wave wave) : LeafTransform<Wobble.Wave>(wave)", StringComparison.Ordinal),
        ["RENDER008"] = Right.Replace("sealed record Wave", "int JavaClass; public sealed record Wave", StringComparison.Ordinal),
        ["RENDER001 RENDER003"] = Right.Replace("sealed partial", "abstract", StringComparison.Ordinal),
        ["RENDER006 without formula"] = Right
            .Replace("[MpicbgTransform(\"org.example.Wobble\")]", "", StringComparison.Ordinal)
            .Replace("public override Point2D Apply", "public Point2D Map", StringComparison.Ordinal),
    };

    [Fact]
    public async Task Each_diagnostic_appears_once_in_a_build()
    {
        string consumer = feed.EmptyConsumer("Wrong");
        File.WriteAllText(Path.Combine(consumer, "Directory.Build.props"), """
            <Project>
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Render.Transforms" Version="$(RenderVersion)" />
              </ItemGroup>
            </Project>
            """);
        foreach (var (name, source) in Sources)
        {
            string project = Directory.CreateDirectory(Path.Combine(consumer, name)).FullName;
            File.WriteAllText(Path.Combine(project, "Wobble.cs"), source);
            File.WriteAllText(Path.Combine(project, $"{name}.csproj"), "<Project Sdk=\"Microsoft.NET.Sdk\" />");
        }

        File.WriteAllText(Path.Combine(consumer, "all.proj"), """
            <Project DefaultTargets="Build">
              <ItemGroup>
                <One Include="*/*.csproj" />
              </ItemGroup>
              <Target Name="Restore">
                <MSBuild Projects="@(One)" Targets="Restore" Properties="Phase=Restore" BuildInParallel="true" />
              </Target>
              <Target Name="Build">
                <MSBuild Projects="@(One)" BuildInParallel="true" ContinueOnError="WarnAndContinue" />
              </Target>
            </Project>
            """);
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => feed.DotnetAsync(consumer, "build", "all.proj"));

        // The summary says everything once more.
        string build = failure.Message[..failure.Message.IndexOf("Build FAILED", StringComparison.Ordinal)];

        Assert.Equal(
            Sources.Keys.SelectMany(name => Reported().Matches(name).Select(match => $"{name}: {match.Value}")).Order(StringComparer.Ordinal),
            Said().Matches(build).Select(match => $"{match.Groups["project"].Value}: {match.Groups["id"].Value}").Order(StringComparer.Ordinal));
        Assert.Contains("/Right.dll", build.Replace('\\', '/'), StringComparison.Ordinal);
    }

    [GeneratedRegex("RENDER\\d+")]
    private static partial Regex Reported();

    [GeneratedRegex(@"(?:error|warning) (?<id>RENDER\d+): .*[\\/](?<project>[^\\/]+)\.csproj\]")]
    private static partial Regex Said();
}
