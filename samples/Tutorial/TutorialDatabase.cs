namespace Tutorial;

/// <summary>The database of a run that names none: one file, so that runs do not fill the disk.</summary>
internal static class TutorialDatabase
{
    /// <summary>Removes what the last run left, whatever version wrote it.</summary>
    /// <returns>The path for the new database.</returns>
    public static string MakeAnew()
    {
        var path = Path.Combine(Path.GetTempPath(), "render-tutorial.db");
        foreach (var part in new[] { "", "-wal", "-shm" })
        {
            File.Delete(path + part);
        }

        return path;
    }
}
