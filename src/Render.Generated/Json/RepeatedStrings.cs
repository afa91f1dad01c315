using System.Text;
using System.Text.Json;

namespace Render;

/// <summary>
/// Shares texts that stand in tile after tile (section ids, cameras, group ids): reading one again finds it instead of making it.
/// </summary>
internal static class RepeatedStrings
{
    private const int SlotCount = 1024;
    private const int LongestShared = 48;

    // One a thread, so that nothing is locked; what is overwritten is simply made again.
    [ThreadStatic]
    private static string?[]? Slots;

    /// <summary>Reads the string or the name at which the reader stands.</summary>
    public static string Get(ref Utf8JsonReader reader)
    {
        if (reader.HasValueSequence || reader.ValueIsEscaped || reader.ValueSpan.Length > LongestShared)
        {
            return reader.GetString()!;
        }

        var utf8 = reader.ValueSpan;
        var hash = (uint)utf8.Length;
        foreach (var value in utf8)
        {
            hash = (hash * 31) + value;
        }

        ref var slot = ref (Slots ??= new string?[SlotCount])[hash % SlotCount];
        if (slot is { } shared && Ascii.Equals(utf8, shared))
        {
            return shared;
        }

        return slot = reader.GetString()!;
    }
}
