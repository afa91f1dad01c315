using System.Buffers;
using System.Text.Json;

namespace Render.LocalServer;

/// <summary>
/// Reads pairs without making numbers of their points where these have the form in which they are answered. Pairs as clients send them are understood;
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
            var reader = new ModelReader(body);
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

    private static RawPair? ReadPair(ref ModelReader reader, ReadOnlySpan<byte> body)
    {
        string? pGroupId = null, pId = null, qGroupId = null, qId = null;
        Points points = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isRead;
            if (reader.Json.ValueTextEquals("pGroupId"u8))
                isRead = ReadText(ref reader, out pGroupId);
            else if (reader.Json.ValueTextEquals("pId"u8))
                isRead = ReadText(ref reader, out pId);
            else if (reader.Json.ValueTextEquals("qGroupId"u8))
                isRead = ReadText(ref reader, out qGroupId);
            else if (reader.Json.ValueTextEquals("qId"u8))
                isRead = ReadText(ref reader, out qId);
            else if (reader.Json.ValueTextEquals("matches"u8))
                isRead = ReadPoints(ref reader, out points);
            else
                // What is sent as a count does not count, but must be one.
                isRead = reader.Json.ValueTextEquals("matchCount"u8) && reader.Read() && reader.TryGetCount(out _);

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

    private static bool ReadText(ref ModelReader reader, out string? text)
    {
        text = reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return text is not null;
    }

    private static bool ReadPoints(ref ModelReader reader, out Points points)
    {
        points = default;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return false;

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.Json.ValueTextEquals("p"u8))
                points.P = ReadRows(ref reader, ref points.Numbers);
            else if (reader.Json.ValueTextEquals("q"u8))
                points.Q = ReadRows(ref reader, ref points.Numbers);
            else if (reader.Json.ValueTextEquals("w"u8) && reader.Read())
                points.W = ReadNumbers(ref reader, out points.Count);
            else
                return false;
        }

        points.Numbers += points.Count;
        return reader.TokenType == JsonTokenType.EndObject;
    }

    private static Range? ReadRows(ref ModelReader reader, ref int numbers)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            return null;

        var start = reader.TokenStart;
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            if (!reader.TryCountNumbers(LongestNumber, out var count))
                return null;

            numbers += count;
        }

        return reader.TokenType == JsonTokenType.EndArray ? start..reader.TokenEnd : null;
    }

    private static Range? ReadNumbers(ref ModelReader reader, out int count)
    {
        var start = reader.TokenStart;
        count = 0;
        return reader.TokenType == JsonTokenType.StartArray && reader.TryCountNumbers(LongestNumber, out count) ? start..reader.TokenEnd : null;
    }

    private static bool TryGetCount(this ref ModelReader reader, out int count)
    {
        count = 0;
        return reader.TokenType == JsonTokenType.Number && reader.Json.TryGetInt32(out count);
    }

    // Where the lists stand in the body.
    private struct Points
    {
        private const string Frame = """{"p":,"q":,"w":}""";

        public Range? P;
        public Range? Q;
        public Range? W;
        public int Count;
        public int Numbers;

        public readonly bool AreComplete => P is not null && Q is not null && W is not null;

        public readonly byte[] ToJson(ReadOnlySpan<byte> body, bool isExchanged)
        {
            var (p, q) = isExchanged ? (Q!.Value, P!.Value) : (P!.Value, Q!.Value);
            var buffer = ArrayPool<byte>.Shared.Rent(
                Frame.Length + Length(p) + Length(q) + Length(W!.Value) + (Numbers * JavaNumberLists.LongestNumber));
            var length = Append(buffer, 0, "{\"p\":"u8);
            length += JavaNumberLists.Copy(body, p, buffer.AsSpan(length));
            length = Append(buffer, length, ",\"q\":"u8);
            length += JavaNumberLists.Copy(body, q, buffer.AsSpan(length));
            length = Append(buffer, length, ",\"w\":"u8);
            length += JavaNumberLists.Copy(body, W.Value, buffer.AsSpan(length));
            length = Append(buffer, length, "}"u8);
            var json = buffer.AsSpan(0, length).ToArray();
            ArrayPool<byte>.Shared.Return(buffer);
            return json;
        }

        private static int Length(Range range) => range.End.Value - range.Start.Value;

        private static int Append(byte[] destination, int length, ReadOnlySpan<byte> text)
        {
            text.CopyTo(destination.AsSpan(length));
            return length + text.Length;
        }
    }
}
