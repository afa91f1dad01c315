namespace Render.Extensions.Tests.Faults;

/// <summary>A request that the client has given up, and that is still on its way.</summary>
/// <param name="call">The request.</param>
/// <param name="chance">Decides how late it is.</param>
internal sealed class LateCall(WireCall call, ulong chance)
{
    // A removal comes late enough to find tiles again: its own repetition overtakes it, and then the tiles.
    private int ahead = (call.RemovedLayer is null ? 1 : 2) + (int)((chance >> 32) % 4);

    public WireCall Call => call;

    /// <summary>Lets a request overtake this one, if they have to do with the same.</summary>
    /// <returns>Whether it was one too many: this one arrives before it.</returns>
    public bool IsOvertakenBy(WireCall other) => call.Concerns(other) && --ahead < 0;
}
