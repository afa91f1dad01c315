namespace Render.Generated.Tests.Contract;

/// <summary>Files of the repository that tests read.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Contract => Path.Combine(Root, "spec", "render-ws.openapi.json");

    public static string Golden(string name) => Path.Combine(Root, "tests", "golden", name);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Render.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Render.sln.");
    }
}
