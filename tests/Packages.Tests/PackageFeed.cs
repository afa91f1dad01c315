using System.Reflection;

namespace Packages.Tests;

/// <summary>A folder feed with what <c>dotnet pack</c> makes of the repository, and room for projects that use it.</summary>
public sealed class PackageFeed : IAsyncLifetime
{
    private const string Configuration = """
        <configuration>
          <packageSources>
            <add key="packed" value="feed" />
          </packageSources>
        </configuration>
        """;

    private readonly DirectoryInfo workspace = Directory.CreateTempSubdirectory("render-packages-");

    private static string BuildConfiguration =>
        typeof(PackageFeed).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private string Folder => Path.Combine(workspace.FullName, "feed");

    // Packages of others stay from run to run; ours have the same version every time and must not.
    private static string Cache => Path.Combine(Repository.Root, "artifacts", "consumer-cache");

    public async Task InitializeAsync()
    {
        // What the tests were built with is what gets packed: nothing has to be compiled again.
        await ExternalProgram.DotnetAsync(Repository.Root, Environment([]), "pack", "--no-build", "-c", BuildConfiguration, "-o", Folder);

        foreach (string stale in Directory.Exists(Cache) ? Directory.GetDirectories(Cache, "render.*") : [])
            Directory.Delete(stale, recursive: true);

        File.WriteAllText(Path.Combine(workspace.FullName, "NuGet.config"), Configuration);
    }

    public Task DisposeAsync()
    {
        workspace.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>The names of all files of the feed.</summary>
    public IEnumerable<string> FileNames => Directory.GetFiles(Folder).Select(path => Path.GetFileName(path));

    internal Package Open(string id) => new(Folder, id);

    /// <summary>Copies a consumer out of the repository, with nothing of the repository above it.</summary>
    /// <returns>Its folder.</returns>
    internal string Consumer(string name)
    {
        var source = new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "Consumers", name));
        string target = EmptyConsumer(name);
        foreach (var file in source.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(target, Path.GetRelativePath(source.FullName, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            file.CopyTo(copy);
        }

        return target;
    }

    /// <summary>Makes room for a consumer that the test writes.</summary>
    /// <returns>Its folder.</returns>
    internal string EmptyConsumer(string name) => workspace.CreateSubdirectory(name).FullName;

    /// <summary>Runs <c>dotnet</c> on a consumer.</summary>
    /// <returns>What it printed.</returns>
    internal async Task<string> DotnetAsync(string consumer, params string[] arguments)
    {
        using var package = Open("Render.Extensions");
        return await ExternalProgram.DotnetAsync(
            consumer, Environment([new("NUGET_PACKAGES", Cache), new("RenderVersion", package.Version)]), arguments);
    }

    private static Dictionary<string, string> Environment(KeyValuePair<string, string>[] own) =>
        new(own) { ["DOTNET_NOLOGO"] = "1", ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["DOTNET_CLI_UI_LANGUAGE"] = "en" };
}
