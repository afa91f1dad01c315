namespace Render.Extensions.Tests.Support;

/// <summary>A folder that is gone at the end.</summary>
internal sealed class ScratchFolder : IDisposable
{
    // In memory where the system has that: schedules of faults flush thousands of small files to the disk.
    private const string Memory = "/dev/shm";

    private readonly DirectoryInfo folder = Directory.Exists(Memory)
        ? Directory.CreateDirectory(Path.Combine(Memory, $"render-tests-{Guid.NewGuid():N}"))
        : Directory.CreateTempSubdirectory("render-tests-");

    public string FullName => folder.FullName;

    /// <summary>The names of the files, sorted.</summary>
    public string[] Names => [.. folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal)];

    public string this[string name] => Path.Combine(folder.FullName, name);

    public void Dispose() => folder.Delete(recursive: true);
}
