namespace Render.Extensions.Tests.Faults;

/// <summary>A request that the client has given up, and that is still on its way.</summary>
/// <param name="call">The request.</param>
/// <param name="chance">Decides how late it is.</param>
internal sealed class LateCall(WireCall call, ulong chance)
{
    // Some removals come at the last moment at which the server takes them.
    private readonly bool isLast = call.RemovedLayer is not null && (chance >> 40) % 4 == 0;

    // The others come late enough to find tiles again: their own repetition overtakes them, and then the tiles.
    private int ahead = (call.RemovedLayer is null ? 1 : 2) + (int)((chance >> 32) % 4);

    public WireCall Call => call;

    /// <summary>Lets a request overtake this one, if they have to do with the same.</summary>
    /// <returns>Whether it was one too many: this one arrives before it.</returns>
    public bool IsOvertakenBy(WireCall other) =>
        isLast ? other.Path.EndsWith("/state/COMPLETE", StringComparison.Ordinal) : call.Concerns(other) && --ahead < 0;
}
