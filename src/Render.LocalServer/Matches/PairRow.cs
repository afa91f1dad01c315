using System.Text.Json;

namespace Render.LocalServer;

/// <summary>A pair of canvases as it is stored.</summary>
/// <param name="PGroupId">Group of the first canvas.</param>
/// <param name="PId">Id of the first canvas.</param>
/// <param name="QGroupId">Group of the second canvas.</param>
/// <param name="QId">Id of the second canvas.</param>
/// <param name="MatchCount">The number of weights.</param>
/// <param name="ConsensusSetData">JSON, if the pair is one of several for its canvases.</param>
/// <param name="Matches">JSON of the points and weights, if they are there and were asked for.</param>
internal sealed record PairRow(
    string PGroupId, string PId, string QGroupId, string QId, int MatchCount, byte[]? ConsensusSetData, byte[]? Matches)
{
    /// <summary>Brings a pair into the order in which it is stored, the smaller canvas first, and counts its matches.</summary>
    /// <exception cref="InvalidArgumentException">An id is missing.</exception>
    public static PairRow Of(CanvasMatches pair)
    {
        if (pair is null)
            throw new IllegalStateException("a pair of canvases is null");

        if (pair is not { PGroupId: not null, PId: not null, QGroupId: not null, QId: not null })
            throw new InvalidArgumentException("CanvasMatches are missing required pGroupId, qGroupId, pId, and/or qId values");

        if (IsExchanged(pair.PGroupId, pair.PId, pair.QGroupId, pair.QId))
        {
            (pair.PGroupId, pair.QGroupId) = (pair.QGroupId, pair.PGroupId);
            (pair.PId, pair.QId) = (pair.QId, pair.PId);
            if (pair.Matches is { } matches)
                (matches.P, matches.Q) = (matches.Q, matches.P);
        }

        if (pair is RawPair raw)
            return new PairRow(raw.PGroupId, raw.PId, raw.QGroupId, raw.QId, raw.WeightCount, null, raw.Json);

        pair.Matches?.AdditionalProperties = null;
        pair.ConsensusSetData?.AdditionalProperties = null;
        return new PairRow(
            pair.PGroupId, pair.PId, pair.QGroupId, pair.QId, pair.Matches?.W?.Count ?? 0, Json(pair.ConsensusSetData), Json(pair.Matches));
    }

    /// <summary>Whether the canvas that is called q is the one that is stored first.</summary>
    public static bool IsExchanged(string pGroupId, string pId, string qGroupId, string qId)
    {
        var groups = string.CompareOrdinal(pGroupId, qGroupId);
        return groups > 0 || (groups == 0 && string.CompareOrdinal(pId, qId) > 0);
    }

    /// <summary>Writes the pair as it is answered.</summary>
    public void WriteTo(Utf8JsonWriter writer) => Write(writer, PGroupId, PId, QGroupId, QId, ConsensusSetData, Matches, MatchCount);

    /// <summary>Writes a pair as it is answered.</summary>
    public static void Write(
        Utf8JsonWriter writer, string pGroupId, string pId, string qGroupId, string qId,
        ReadOnlySpan<byte> consensusSetData, ReadOnlySpan<byte> matches, int matchCount)
    {
        writer.WriteStartObject();
        writer.WriteString("pGroupId"u8, pGroupId);
        writer.WriteString("pId"u8, pId);
        writer.WriteString("qGroupId"u8, qGroupId);
        writer.WriteString("qId"u8, qId);
        WriteRaw(writer, "consensusSetData"u8, consensusSetData);
        WriteRaw(writer, "matches"u8, matches);
        writer.WriteNumber("matchCount"u8, matchCount);
        writer.WriteEndObject();
    }

    /// <summary>Appends the points of the same pair in another collection.</summary>
    /// <exception cref="BrokenAnswerException">The points were not asked for: here the Java server breaks off.</exception>
    public PairRow Append(PairRow other)
    {
        if (Parse() is not { } mine || other.Parse() is not { } more)
            throw new BrokenAnswerException();

        mine.P = Concatenate(mine.P, more.P);
        mine.Q = Concatenate(mine.Q, more.Q);
        mine.W = [.. mine.W, .. more.W];
        return this with { MatchCount = mine.W.Count, Matches = Json(mine) };
    }

    /// <summary>The number of weights that the points have, whatever was counted before.</summary>
    public int Recount() => Parse()?.W?.Count ?? 0;

    private static IReadOnlyList<IReadOnlyList<double>> Concatenate(
        IReadOnlyList<IReadOnlyList<double>> first, IReadOnlyList<IReadOnlyList<double>> second) =>
        [.. first.Zip(second, (mine, more) => (IReadOnlyList<double>)[.. mine, .. more])];

    private static byte[]? Json<T>(T? value)
        where T : class =>
        value is null ? null : JsonSerializer.SerializeToUtf8Bytes(value, ServerJson.TypeInfo<T>());

    private static void WriteRaw(Utf8JsonWriter writer, ReadOnlySpan<byte> name, ReadOnlySpan<byte> json)
    {
        if (!json.IsEmpty)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(json, skipInputValidation: true);
        }
    }

    private Matches? Parse() => Matches is null ? null : JsonSerializer.Deserialize(Matches, ServerJson.TypeInfo<Matches>());
}
