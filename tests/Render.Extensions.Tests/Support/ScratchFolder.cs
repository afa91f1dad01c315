namespace Render.Extensions.Tests.Support;

/// <summary>A folder that is gone at the end.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private const string Memory = "/dev/shm";

    private readonly DirectoryInfo folder;

    public ScratchFolder()
        : this(Directory.CreateTempSubdirectory("render-tests-"))
    {
    }

    private ScratchFolder(DirectoryInfo folder) => this.folder = folder;

    /// <summary>
    /// A folder for small files only, in memory where the system has that: schedules of faults flush thousands of them to the disk.
    /// </summary>
    public static ScratchFolder ForSmallFiles() => Directory.Exists(Memory)
        ? new(Directory.CreateDirectory(Path.Combine(Memory, $"render-tests-{Guid.NewGuid():N}")))
        : new();

    public string FullName => folder.FullName;

    /// <summary>The names of the files, sorted.</summary>
    public string[] Names => [.. folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal)];

    public string this[string name] => Path.Combine(folder.FullName, name);

    public void Dispose() => folder.Delete(recursive: true);
}
