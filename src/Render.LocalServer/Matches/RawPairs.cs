using System.Text.Json;

namespace Render.LocalServer;

/// <summary>
/// Reads pairs without making numbers of their points, which would only be made text again. Pairs as clients send them are understood;
/// whatever is out of the ordinary is left to the serializer, which knows all that the Java server accepts and how it refuses the rest.
/// </summary>
internal static class RawPairs
{
    // Longer ones, and those with an exponent, may be no doubles.
    private const int LongestNumber = 25;

    /// <returns>The pairs, or <c>null</c> when there is anything out of the ordinary.</returns>
    public static IReadOnlyList<CanvasMatches>? TryRead(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            List<CanvasMatches> pairs = [];
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            {
                return null;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                if (ReadPair(ref reader, body) is not { } pair)
                    return null;

                pairs.Add(pair);
            }

            return reader.TokenType == JsonTokenType.EndArray && !reader.Read() ? pairs : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static RawPair? ReadPair(ref Utf8JsonReader reader, ReadOnlySpan<byte> body)
    {
        string? pGroupId = null, pId = null, qGroupId = null, qId = null;
        Points points = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isRead;
            if (reader.ValueTextEquals("pGroupId"u8))
                isRead = ReadText(ref reader, out pGroupId);
            else if (reader.ValueTextEquals("pId"u8))
                isRead = ReadText(ref reader, out pId);
            else if (reader.ValueTextEquals("qGroupId"u8))
                isRead = ReadText(ref reader, out qGroupId);
            else if (reader.ValueTextEquals("qId"u8))
                isRead = ReadText(ref reader, out qId);
            else if (reader.ValueTextEquals("matches"u8))
                isRead = ReadPoints(ref reader, out points);
            else
                // What is sent as a count does not count, but must be one.
                isRead = reader.ValueTextEquals("matchCount"u8) && reader.Read() && reader.TryGetCount(out _);

            if (!isRead)
                return null;
        }

        return reader.TokenType == JsonTokenType.EndObject
            && pGroupId is not null && pId is not null && qGroupId is not null && qId is not null
            && points.AreComplete
            ? new RawPair
            {
                PGroupId = pGroupId,
                PId = pId,
                QGroupId = qGroupId,
                QId = qId,
                Json = points.ToJson(body, PairRow.IsExchanged(pGroupId, pId, qGroupId, qId)),
                WeightCount = points.Count,
            }
            : null;
    }

    private static bool ReadText(ref Utf8JsonReader reader, out string? text)
    {
        text = reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return text is not null;
    }

    private static bool ReadPoints(ref Utf8JsonReader reader, out Points points)
    {
        points = default;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return false;

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("p"u8))
                points.P = ReadRows(ref reader);
            else if (reader.ValueTextEquals("q"u8))
                points.Q = ReadRows(ref reader);
            else if (reader.ValueTextEquals("w"u8) && reader.Read())
                points.W = ReadNumbers(ref reader, out points.Count);
            else
                return false;
        }

        return reader.TokenType == JsonTokenType.EndObject;
    }

    private static Range? ReadRows(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            return null;

        var start = (int)reader.TokenStartIndex;
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            if (!SkipNumbers(ref reader, out _))
                return null;
        }

        return reader.TokenType == JsonTokenType.EndArray ? start..(int)reader.BytesConsumed : null;
    }

    private static Range? ReadNumbers(ref Utf8JsonReader reader, out int count)
    {
        var start = (int)reader.TokenStartIndex;
        count = 0;
        return reader.TokenType == JsonTokenType.StartArray && SkipNumbers(ref reader, out count) ? start..(int)reader.BytesConsumed : null;
    }

    private static bool SkipNumbers(ref Utf8JsonReader reader, out int count)
    {
        count = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.Number)
        {
            if (reader.ValueSpan.Length > LongestNumber || reader.ValueSpan.ContainsAny((byte)'e', (byte)'E'))
                return false;

            count++;
        }

        return reader.TokenType == JsonTokenType.EndArray;
    }

    private static bool TryGetCount(this ref Utf8JsonReader reader, out int count)
    {
        count = 0;
        return reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out count);
    }

    // Where the lists stand in the body.
    private struct Points
    {
        public Range? P;
        public Range? Q;
        public Range? W;
        public int Count;

        public readonly bool AreComplete => P is not null && Q is not null && W is not null;

        public readonly byte[] ToJson(ReadOnlySpan<byte> body, bool isExchanged)
        {
            var (p, q) = isExchanged ? (Q!.Value, P!.Value) : (P!.Value, Q!.Value);
            return [.. "{\"p\":"u8, .. body[p], .. ",\"q\":"u8, .. body[q], .. ",\"w\":"u8, .. body[W!.Value], (byte)'}'];
        }
    }
}
