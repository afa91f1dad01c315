namespace Render;

/// <summary>
/// Watches whether an operation that succeeded in the end was attempted before in a way that may still take effect: a request that was
/// given up can arrive late.
/// </summary>
internal sealed class DoubtfulAttempts : IDisposable
{
    private static readonly AsyncLocal<DoubtfulAttempts?> Current = new();

    private DoubtfulAttempts() => Current.Value = this;

    /// <summary>Whether there was one.</summary>
    public bool Any { get; private set; }

    /// <summary>Begins to watch what the caller awaits from here on.</summary>
    public static DoubtfulAttempts Watch() => new();

    /// <summary>Says that an attempt may have arrived, or may yet.</summary>
    public static void Note()
    {
        if (Current.Value is { } watch)
            watch.Any = true;
    }

    public void Dispose() => Current.Value = null;
}
