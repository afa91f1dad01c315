namespace Render.SpecSync;

/// <summary>What the program ends with.</summary>
internal static class ExitCode
{
    /// <summary>No difference is left.</summary>
    public const int NoDifference = 0;

    /// <summary>There are differences.</summary>
    public const int Differences = 1;

    /// <summary>Something cannot be read or written, or the command line is wrong.</summary>
    public const int Failure = 2;
}
