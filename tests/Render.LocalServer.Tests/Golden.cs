namespace Render.LocalServer.Tests;

/// <summary>What the reference implementation answered, from tests/golden.</summary>
internal static class Golden
{
    public static string Path(string name)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "tests", "golden", name);
            if (File.Exists(candidate))
                return candidate;
        }

        throw new FileNotFoundException($"tests/golden/{name} was not found above the folder of the tests.");
    }
}
