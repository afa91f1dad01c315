using System.Text.Json;
using System.Text.Json.Serialization;

namespace Render;

/// <summary>A file of pairs as it stands on disk.</summary>
/// <param name="RenderParametersUrlTemplate">Where the render parameters of a tile are found.</param>
/// <param name="NeighborPairs">The pairs.</param>
internal sealed record PairFileJson(string? RenderParametersUrlTemplate, IEnumerable<PairFileJson.Pair>? NeighborPairs)
{
    public static PairFileJson Of(TilePairFile file) => new(
        file.RenderParametersUrlTemplate,
        file.Pairs.Select(pair => new Pair(Canvas.Of(pair.P, pair.PPosition), Canvas.Of(pair.Q, pair.QPosition))));

    /// <exception cref="JsonException">Something is missing.</exception>
    public TilePairFile ToPairs()
    {
        if (RenderParametersUrlTemplate is null || NeighborPairs is null)
            throw new JsonException("It must have renderParametersUrlTemplate and neighborPairs.");

        // Sections are few, tiles are many: their ids are kept once.
        Dictionary<string, string> groups = new(StringComparer.Ordinal);
        List<TilePair> pairs = [];
        foreach (var pair in NeighborPairs)
        {
            var position = pair?.P?.RelativePosition ?? TilePair.Opposite(pair?.Q?.RelativePosition);
            pairs.Add(new TilePair(Canvas.ToId(pair?.P, groups, pairs.Count), Canvas.ToId(pair?.Q, groups, pairs.Count), position)
            {
                QPosition = pair?.Q?.RelativePosition ?? TilePair.Opposite(position),
            });
        }

        return new TilePairFile { RenderParametersUrlTemplate = RenderParametersUrlTemplate, Pairs = pairs };
    }

    internal sealed record Pair(Canvas? P, Canvas? Q);

    internal sealed record Canvas(
        [property: JsonConverter(typeof(JsonId))] string? GroupId,
        [property: JsonConverter(typeof(JsonId))] string? Id,
        MontageRelativePosition? RelativePosition)
    {
        public static Canvas Of(CanvasId canvas, MontageRelativePosition? position) => new(string.IsNullOrEmpty(canvas.GroupId) ? null : canvas.GroupId, canvas.Id, position);

        public static CanvasId ToId(Canvas? canvas, Dictionary<string, string> groups, int index)
        {
            if (canvas is not { Id: { Length: > 0 } id })
                throw new JsonException($"Pair {index} lacks the id of p or q.");

            // Some tools write none: it can be found in the stack.
            string group = canvas.GroupId ?? "";

            if (!groups.TryGetValue(group, out string? known))
                groups.Add(group, known = group);

            return new CanvasId(known, id);
        }
    }
}
