namespace Render.SpecSync.Tests;

/// <summary>A test on descriptions of real servers, which are not part of this repository: skipped where they are not beside it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealDescriptionsFactAttribute : FactAttribute
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data", "swagger"));

    public RealDescriptionsFactAttribute()
    {
        if (!Directory.Exists(Folder))
            Skip = $"There are no descriptions of real servers in {Folder}.";
    }

    public static string File(string version) => Path.Combine(Folder, $"render-ws-{version}.swagger.json");
}
