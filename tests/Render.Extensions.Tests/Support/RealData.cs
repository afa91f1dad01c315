using Render.Generated.Tests.Contract;

namespace Render.Extensions.Tests.Support;

/// <summary>Tiles of real projects, which lie beside the repository on the machines of those who have them.</summary>
internal static class RealData
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data"));

    public static bool IsThere => Directory.Exists(Folder);

    public static string File(string name) => Path.Combine(Folder, name);
}
