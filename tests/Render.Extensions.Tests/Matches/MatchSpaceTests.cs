using System.Text.Json;
using Render.Extensions.Tests.Support;
using Render.Generated.Tests.Contract;
using Render.Transforms;

namespace Render.Extensions.Tests.Matches;

public class MatchSpaceTests
{
    private static readonly Point2D[] Points = [new(0, 0), new(10, 20), new(31.5, 0.25), new(32, 24)];

    // Tile D of the recorded server: a shared transform labelled lens, then an affine one.
    private static readonly TileSpec TileD = Answered(209);

    [Theory]
    [InlineData(212, "matching")]
    [InlineData(214, "after lens")]
    [InlineData(215, "before lens")]
    [InlineData(216, "raw")]
    [InlineData(209, "world")]
    public void A_space_has_the_transforms_that_the_server_leaves_in(int exchange, string name)
    {
        var space = name switch
        {
            "matching" => MatchSpace.Normalized,
            "after lens" => MatchSpace.AfterLabel("lens"),
            "before lens" => MatchSpace.BeforeLabel("lens"),
            "raw" => MatchSpace.Raw,
            _ => MatchSpace.World,
        };
        var expected = new Point2D[Points.Length];
        Answered(exchange).Transforms!.Apply(Points, expected);

        Assert.Equal(expected, TileD.ConvertPoints(MatchSpace.Raw, space, Points));
    }

    [Fact]
    public void Spaces_of_canvases_have_what_the_servers_of_both_lines_keep()
    {
        foreach (var recorded in JsonDocument.Parse(File.ReadAllText(Repository.Golden("canvases.json"))).RootElement.EnumerateArray())
        {
            var line = recorded.GetProperty("line").GetString() == "4.3" ? ServerLine.Line43 : ServerLine.Line40;
            var query = recorded.GetProperty("query");
            var isNormalized = query.TryGetProperty("normalizeForMatching", out _);
            var options = new ImageOptions
            {
                NormalizeForMatching = isNormalized ? true : null,
                ExcludeAllTransforms = query.TryGetProperty("excludeAllTransforms", out _) ? true : null,
                ExcludeTransformsAfterLast = Labels(query, "excludeTransformsAfterLast"),
                ExcludeFirstTransformAndAllAfter = Labels(query, "excludeFirstTransformAndAllAfter"),
            };
            var shared = recorded.GetProperty("shared").EnumerateArray()
                .Select(spec => spec.Deserialize(RenderJson.TypeInfo<TransformSpec>())!)
                .ToDictionary(spec => spec.Id!);
            var transforms = (ListTransform)recorded.GetProperty("transforms").Deserialize(RenderJson.TypeInfo<TransformSpec>())!.Resolve(shared);
            var tile = new TileSpec
            {
                Transforms = transforms,
                Width = recorded.GetProperty("width").GetDouble(),
                Height = recorded.GetProperty("height").GetDouble(),
            };
            var kept = recorded.GetProperty("kept").GetArrayLength();
            var expected = new Point2D[Points.Length];
            new ListTransform(transforms.Flatten().Take(kept)).Apply(Points, expected);

            Assert.Equal(expected, tile.ConvertPoints(MatchSpace.Raw, MatchSpace.Of(options, line), Points));
            Assert.Equal(
                new(recorded.GetProperty("origin")[0].GetDouble(), recorded.GetProperty("origin")[1].GetDouble()),
                tile.CanvasOf(options, line).Origin);
            if (isNormalized)
            {
                Assert.Equal(MatchSpace.NormalizedBy(line), MatchSpace.Of(options, line));
            }
        }

        static string[]? Labels(JsonElement query, string name) =>
            query.TryGetProperty(name, out var labels) ? [.. labels.EnumerateArray().Select(label => label.GetString()!)] : null;
    }

    // Measured on a running 4.0.2: 1 -> 0, 2 -> 1, 3 -> 2, 4 -> 2, 5 -> 2.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 2)]
    [InlineData(5, 2)]
    public void Normalizing_drops_the_last_transform_and_keeps_two_at_most(int count, int kept)
    {
        var tile = new TileSpec
        {
            TileId = "a",
            Width = 10,
            Height = 10,
            Layout = new LayoutData { SectionId = "1.0" },
            Transforms = new ListTransform(Enumerable.Range(0, count).Select(place => new TranslationModel2D(Math.Pow(100, place), 0))),
        };
        var other = new TileSpec { TileId = "b", Width = 10, Height = 10, Layout = tile.Layout, Transforms = tile.Transforms };
        var shift = Enumerable.Range(0, kept).Sum(place => Math.Pow(100, place));

        Assert.Equal([new(5 + shift, 5)], tile.ConvertPoints(MatchSpace.Raw, MatchSpace.Normalized, [new(5, 5)]));

        // What is checked and built without a word about the space follows the same rule.
        var pair = new CanvasMatchesBuilder(tile, other).Add(new(5 + shift, 5), new(6 + shift, 6)).Build();
        Assert.True(new[] { pair }.Check([tile, other]).IsClean);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CanvasMatchesBuilder(tile, other).Add(new(50 + shift, 5), new(6 + shift, 6)));
    }

    [Fact]
    public void Normalizing_keeps_all_up_to_the_lens_however_many_follow()
    {
        TransformSpec[] chain = [.. Enumerable.Range(1, 5).Select(place => new TranslationModel2D(place, 0) { Metadata = Label(place) })];
        var tile = new TileSpec { Transforms = new ListTransform(chain) };

        Assert.Equal([new(6, 0)], tile.ConvertPoints(MatchSpace.Raw, MatchSpace.Normalized, [new(0, 0)]));
        Assert.Equal([new(10, 0)], tile.ConvertPoints(MatchSpace.Raw, MatchSpace.NormalizedBy(ServerLine.Line43), [new(0, 0)]));

        static TransformMetadata? Label(int place) => place switch
        {
            3 => new TransformMetadata("lens"),
            4 => new TransformMetadata("include"),
            _ => null,
        };
    }

    [Fact]
    public void Spaces_are_compared_by_what_they_are()
    {
        Assert.Equal(MatchSpace.AfterLabel("lens"), MatchSpace.AfterLabel("lens"));
        Assert.NotEqual(MatchSpace.AfterLabel("lens"), MatchSpace.AfterLabel("montage"));
        Assert.NotEqual(MatchSpace.Normalized, MatchSpace.NormalizedBy(ServerLine.Line43));
        Assert.Equal(MatchSpace.World, MatchSpace.Of(new ImageOptions { Scale = 0.5, ExcludeTransformsAfterLast = [] }, ServerLine.Line43));
        Assert.Contains("4.3", MatchSpace.NormalizedBy(ServerLine.Line43).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_world_is_where_the_server_says() // Exchange 235.
        => Assert.Equal([new(341.2, 220.4)], TileD.ConvertPoints(MatchSpace.Raw, MatchSpace.World, [new(10, 20)]));

    [Fact]
    public void A_tile_with_one_transform_is_matched_in_its_raw_image()
    {
        Assert.Empty(Answered(213).Transforms!.Transforms);
        var tile = new TileSpec { Transforms = new ListTransform(new TranslationModel2D(5, 6)) };

        Assert.Equal(Points, tile.ConvertPoints(MatchSpace.Raw, MatchSpace.Normalized, Points));
        Assert.Equal(Points, new TileSpec().ConvertPoints(MatchSpace.World, MatchSpace.Normalized, Points));
    }

    [Fact]
    public void Spaces_lead_back_and_forth_through_real_lens_corrections()
    {
        foreach (var golden in JsonDocument.Parse(File.ReadAllText(Repository.Golden("tilespecs.json"))).RootElement.EnumerateArray())
        {
            var tile = golden.GetProperty("tileSpec").Deserialize(RenderJson.TypeInfo<TileSpec>())!;
            if (golden.GetProperty("sharedTransforms").GetArrayLength() > 0 || !golden.TryGetProperty("localToWorld", out var worlds)
                || !golden.TryGetProperty("worldToLocal", out var locals))
            {
                continue;
            }

            // Some of these tiles lie flat on a line.
            var invertible = locals.EnumerateArray().Where(pair => !pair.TryGetProperty("error", out _)).ToList();
            foreach (var pair in worlds.EnumerateArray())
            {
                if (!pair.TryGetProperty("world", out var answer))
                    continue;

                var (local, world) = (Point(pair.GetProperty("local")), Point(answer));
                if (invertible.Count == 0 || local.X < 0 || local.Y < 0 || local.X > tile.Width || local.Y > tile.Height)
                    continue;

                var middle = tile.ConvertPoints(MatchSpace.Raw, MatchSpace.Normalized, [local])[0];
                AssertNear(world, tile.ConvertPoints(MatchSpace.Normalized, MatchSpace.World, [middle])[0], 1e-6);
                AssertNear(local, tile.ConvertPoints(MatchSpace.Normalized, MatchSpace.Raw, [middle])[0], 1e-6);
                AssertNear(local, tile.ConvertPoints(MatchSpace.World, MatchSpace.Raw, [world])[0], 1e-5);
                AssertNear(middle, tile.ConvertPoints(MatchSpace.World, MatchSpace.Normalized, [world])[0], 1e-5);
            }
        }
    }

    [Fact]
    public void What_has_no_place_is_counted_and_named()
    {
        var flat = new TileSpec
        {
            TileId = "flat",
            Width = 32,
            Height = 24,
            Transforms = new ListTransform(new AffineModel2D(0, 0, 0, 0, 1, 2)),
        };
        var converted = new Point2D[2];

        Assert.Equal(1, TileD.ConvertPoints(MatchSpace.World, MatchSpace.Raw, [new(341.2, 220.4), new(5000, 0)], converted));
        Assert.Equal(10, converted[0].X, 1e-9);
        Assert.Equal(20, converted[0].Y, 1e-9);
        Assert.True(double.IsNaN(converted[1].X) && double.IsNaN(converted[1].Y));
        Assert.Equal(2, flat.ConvertPoints(MatchSpace.World, MatchSpace.Raw, [new(1, 2), new(0, 0)], converted));
        var exception = Assert.Throws<RenderException>(
            () => TileD.ConvertPoints(MatchSpace.World, MatchSpace.Raw, [new(341.2, 220.4), new(5000, 0)]));
        Assert.Contains("Point 1 (5000, 0) of tile 'tileD' has no place in the raw image", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_tile_lacks_is_named()
    {
        var label = Assert.Throws<RenderException>(() => TileD.ConvertPoints(MatchSpace.Raw, MatchSpace.AfterLabel("montage"), Points));
        Assert.Contains("'tileD' is labelled 'montage'", label.Message, StringComparison.Ordinal);

        var raw = new TileSpec { Transforms = new ListTransform(new ReferenceTransform("lens1"), new TranslationModel2D(1, 2)) };
        var reference = Assert.Throws<UnresolvedReferenceException>(
            () => raw.ConvertPoints(MatchSpace.World, MatchSpace.Normalized, Points));
        Assert.Contains("lens1", reference.Message, StringComparison.Ordinal);

        var sizeless = new TileSpec { TileId = "s", Transforms = TileD.Transforms };
        var size = Assert.Throws<RenderException>(() => sizeless.ConvertPoints(MatchSpace.World, MatchSpace.Raw, Points));
        Assert.Contains("Tile 's' has no size", size.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Matches_change_their_space_and_lose_what_lies_outside()
    {
        var (p, q) = (TileD, Tile("tileE", new TranslationModel2D(300, 200)));
        var pair = new CanvasMatchesBuilder(p, q, MatchSpace.Raw)
            .AddRange([new(10, 20), new(0, 0)], [new(41, 20.5), new(1, 1)], [1, 0.5])
            .Build();

        var world = pair.Convert(p, q, MatchSpace.Raw, MatchSpace.World).EnsureNothingLost();

        Assert.Equal([new(341.2, 220.4), new(301, 200)], world.PPoints());
        Assert.Equal([new(341, 220.5), new(301, 201)], world.QPoints());
        Assert.Equal([1, 0.5], world.Weights());
        var back = world.Convert(p, q, MatchSpace.World, MatchSpace.Raw);
        Assert.Empty(back.LostPoints);
        Assert.Equal(20, back.Matches.PPoints()[0].Y, 1e-9);

        world.Matches!.P = [[341.2, 9999], [220.4, 200]];
        back = world.Convert(p, q, MatchSpace.World, MatchSpace.Raw);
        Assert.Equal([1], back.LostPoints);
        Assert.Equal([1], back.Matches.Weights());
        Assert.Equal(1, back.Matches.MatchCount);
        Assert.Contains("1 points between 2.0/tileD and 2.0/tileE", Assert.Throws<RenderException>(() => back.EnsureNothingLost()).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => pair.Convert(q, p, MatchSpace.Raw, MatchSpace.World));
    }

    [Fact]
    public void Residuals_are_distances_in_the_world()
    {
        var (p, q) = (Tile("a", new TranslationModel2D(0, 0)), Tile("b", new TranslationModel2D(50, 0)));
        var pair = new CanvasMatchesBuilder(p, q).AddRange([new(60, 10), new(70, 10)], [new(13, 14), new(20, 10)], [1, 3]).Build();

        var residuals = pair.Residuals(p, q, MatchSpace.Normalized);

        Assert.Equal([5, 0], residuals.Distances);
        Assert.Equal(1.25, residuals.Mean);
        Assert.Equal(2.5, residuals.RootMeanSquare);
        Assert.Equal(5, residuals.Largest);
    }

    private static TileSpec Tile(string id, params TransformSpec[] transforms) => new()
    {
        TileId = id,
        Width = 100,
        Height = 50,
        Layout = new LayoutData { SectionId = "2.0" },
        Transforms = new ListTransform(transforms),
    };

    private static TileSpec Answered(int exchange) =>
        JsonSerializer.Deserialize(RecordedServer.BodyOf(exchange), RenderJson.TypeInfo<RenderParameters>())!.TileSpecs![0];

    private static Point2D Point(JsonElement json) => new(json[0].GetDouble(), json[1].GetDouble());

    private static void AssertNear(Point2D expected, Point2D actual, double tolerance)
    {
        Assert.Equal(expected.X, actual.X, tolerance);
        Assert.Equal(expected.Y, actual.Y, tolerance);
    }
}
