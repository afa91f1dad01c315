using System.Text.Json;

namespace Render.Transforms;

/// <summary>
/// Shares data strings that stand in tile after tile, as lens corrections do: reading one again finds it, and its numbers, instead of making it.
/// </summary>
internal static class RepeatedDataTexts
{
    // Short texts are as quickly read, and those of affine transforms never come again; long ones would hold too much memory.
    private const int Shortest = 128;
    private const int Longest = 16 * 1024;
    private const int SlotCount = 32;
    private const int SampleCount = 16;

    // One a thread, so that nothing is locked; what is overwritten is simply made again.
    [ThreadStatic]
    private static DataText?[]? Slots;

    /// <summary>Keeps the string at which the reader stands.</summary>
    /// <exception cref="JsonException">The string is not valid.</exception>
    public static DataText Read(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> text = reader.ValueSpan;
        if (reader.HasValueSequence || text.Length is < Shortest or > Longest)
            return new DataText(JsonToken.Read(ref reader));

        ref DataText? slot = ref (Slots ??= new DataText?[SlotCount])[Hash(text) % SlotCount];
        if (slot is { } shared && shared.Json.AsSpan(1, shared.Json.Length - 2).SequenceEqual(text))
            return shared;

        return slot = new DataText(JsonToken.Read(ref reader));
    }

    private static uint Hash(ReadOnlySpan<byte> text)
    {
        uint hash = (uint)text.Length;
        int step = text.Length / SampleCount;
        for (int i = text.Length - 1; i >= 0; i -= step)
            hash = (hash * 31) + text[i];

        return hash;
    }
}
