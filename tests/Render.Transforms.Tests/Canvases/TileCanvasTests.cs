using System.Text.Json;

namespace Render.Transforms.Tests;

/// <summary>What the servers of both lines leave of tiles, and where the images begin.</summary>
public sealed class TileCanvasTests
{
    [Fact]
    public void Canvases_are_those_of_the_servers()
    {
        foreach (JsonElement recorded in Golden.Read("canvases.json").EnumerateArray())
        {
            Dictionary<string, TransformSpec> shared = recorded.GetProperty("shared").EnumerateArray().Select(Golden.Spec).ToDictionary(spec => spec.Id!);
            JsonElement query = recorded.GetProperty("query");
            var exclusion = new TransformExclusion
            {
                NormalizeForMatching = query.TryGetProperty("normalizeForMatching", out JsonElement normalize) && normalize.GetBoolean(),
                ExcludeAllTransforms = query.TryGetProperty("excludeAllTransforms", out JsonElement all) ? all.GetBoolean() : null,
                ExcludeTransformsAfterLast = Labels(query, "excludeTransformsAfterLast"),
                ExcludeFirstTransformAndAllAfter = Labels(query, "excludeFirstTransformAndAllAfter"),
            };

            var canvas = TileCanvas.Of(
                Golden.Spec(recorded.GetProperty("transforms")).Resolve(shared),
                exclusion,
                recorded.GetProperty("line").GetString() == "4.3" ? ServerLine.Line43 : ServerLine.Line40,
                recorded.GetProperty("width").GetDouble(),
                recorded.GetProperty("height").GetDouble(),
                recorded.GetProperty("meshCellSize").GetDouble());

            string what = $"exchange {recorded.GetProperty("exchange")} of {recorded.GetProperty("line")}: {query}";
            Assert.Equal(
                recorded.GetProperty("kept").EnumerateArray().Select(text => $"{what} {text.GetString()}"),
                canvas.Transforms.Transforms.Select(transform => $"{what} {((LeafTransform)transform).DataString}"));
            double[] box = [.. recorded.GetProperty("box").EnumerateArray().Select(Golden.Number)];
            Assert.Equal((what, new BoundingBox(box[0], box[1], box[2], box[3])), (what, canvas.Box));
            Assert.Equal((what, Golden.Point(recorded.GetProperty("origin"))), (what, canvas.Origin));
        }
    }

    // Measured on a running 4.0.2: none of the transforms has a label; or the one of this number has, and so many follow.
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 0)]
    [InlineData(2, 0, 1)]
    [InlineData(3, 0, 2)]
    [InlineData(4, 0, 2)]
    [InlineData(5, 0, 2)]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, 1)]
    [InlineData(3, 1, 1)]
    [InlineData(4, 1, 1)]
    [InlineData(3, 3, 3)]
    [InlineData(6, 3, 3)]
    public void Normalizing_keeps_what_is_behind_the_lens_or_two_transforms(int count, int lens, int expected)
    {
        TransformSpec[] chain = Chain(count, lens, "lens");
        var exclusion = new TransformExclusion { NormalizeForMatching = true };

        Assert.Equal(expected, exclusion.CountKept(chain, ServerLine.Line40));
        Assert.Equal(expected, exclusion.CountKept(chain, ServerLine.Line43));
    }

    [Fact]
    public void The_label_include_is_one_for_43_only()
    {
        TransformSpec[] chain = Chain(6, 4, "include");
        var exclusion = new TransformExclusion { NormalizeForMatching = true };

        Assert.Equal(2, exclusion.CountKept(chain, ServerLine.Line40));
        Assert.Equal(4, exclusion.CountKept(chain, ServerLine.Line43));
    }

    // The order of the options, as it was observed.
    [Fact]
    public void Options_by_name_come_before_normalizing()
    {
        TransformSpec[] chain = Chain(6, 4, "lens");

        Assert.Equal(6, Kept(new() { NormalizeForMatching = true, ExcludeAllTransforms = false }));
        Assert.Equal(0, Kept(new() { ExcludeAllTransforms = true, ExcludeTransformsAfterLast = ["lens"] }));
        Assert.Equal(6, Kept(new() { NormalizeForMatching = true, ExcludeTransformsAfterLast = ["montage"] }));
        Assert.Equal(4, Kept(new() { ExcludeTransformsAfterLast = ["montage", "lens"] }));
        Assert.Equal(3, Kept(new() { ExcludeFirstTransformAndAllAfter = ["lens"] }));
        Assert.Equal(3, Kept(new() { ExcludeTransformsAfterLast = ["lens"], ExcludeFirstTransformAndAllAfter = ["lens"] }));
        Assert.Equal(6, Kept(new() { ExcludeFirstTransformAndAllAfter = ["montage"] }));
        Assert.Equal(6, Kept(TransformExclusion.None));

        int Kept(TransformExclusion exclusion) => exclusion.CountKept(chain, ServerLine.Line40);
    }

    [Fact]
    public void A_stored_box_counts_until_transforms_are_looked_at()
    {
        var stored = new BoundingBox(1.5, 2.5, 3.5, 4.5);

        Assert.Equal(stored, Of(TransformExclusion.None).Box);
        Assert.Equal(new Point2D(1.5, 2.5), Of(TransformExclusion.None).Origin);
        Assert.Equal(new BoundingBox(100, 50, 132, 74), Of(new() { ExcludeAllTransforms = false }).Box);
        Assert.Equal(new Point2D(100, 50), Of(new() { ExcludeAllTransforms = false }).Origin);
        Assert.Equal(new Point2D(0, 0), Of(new() { ExcludeAllTransforms = false, NormalizeForMatching = true }).Origin);

        TileCanvas Of(TransformExclusion exclusion) =>
            TileCanvas.Of(new TranslationModel2D(100, 50), exclusion, ServerLine.Line40, 32, 24, stored: stored);
    }

    private static TransformSpec[] Chain(int count, int labelled, string label) =>
        [.. Enumerable.Range(1, count).Select(number => new TranslationModel2D(number, 0) { Metadata = number == labelled ? new TransformMetadata(label) : null })];

    private static string[]? Labels(JsonElement query, string name) =>
        query.TryGetProperty(name, out JsonElement labels) ? [.. labels.EnumerateArray().Select(label => label.GetString()!)] : null;
}
