using System.Runtime.InteropServices;

namespace Render.LocalServer;

/// <summary>The memory that SQLite takes from the C library.</summary>
internal static partial class NativeHeap
{
    private static bool CannotTrim = !OperatingSystem.IsLinux();

    /// <summary>Gives what is free back to the system: the C library of Linux keeps it otherwise.</summary>
    public static void Trim()
    {
        if (CannotTrim)
            return;

        try
        {
            _ = MallocTrim(0);
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
        {
            // Another C library than that of GNU.
            CannotTrim = true;
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int MallocTrim(nuint pad);
}
