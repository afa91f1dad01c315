using Render.Extensions.Tests.Support;
using Render.Transforms;

namespace Render.Extensions.Tests.Matches;

/// <summary>Matches between tiles of real projects, with their lens corrections: made where tiles overlap, checked and converted.</summary>
public sealed class RealMatchTests : OnEmbeddedServer
{
    private const int Pairs = 100;

    [RealDataTheory]
    [InlineData("example_1/cycle1_step1_acquire_tiles.json", "example_1/cycle1_step1_acquire_transforms.json")]
    [InlineData("flytem/section-2119-montage.json", null)]
    public async Task What_is_seen_in_two_tiles_is_clean_in_every_space_and_stays_where_it_is(string tiles, string? transforms)
    {
        var stack = await StackAsync(tiles, transforms);
        var overlaps = Overlaps(await stack.ReadTilesAsync().ToListAsync()).Take(Pairs).ToList();
        Assert.NotEmpty(overlaps);
        var matches = overlaps
            .Select(pair => new CanvasMatchesBuilder(pair.P, pair.Q).AddRange(MatchSpace.World, pair.World, pair.World).Build())
            .ToList();

        var check = await stack.CheckMatchesAsync(matches.ToAsyncEnumerable());
        Assert.Equal((overlaps.Count, overlaps.Sum(pair => pair.World.Length)), (check.EnsureClean().PairCount, check.PointCount));

        var raw = await stack.ConvertMatchesAsync(matches.ToAsyncEnumerable(), MatchSpace.Normalized, MatchSpace.Raw)
            .Select(converted => converted.EnsureNothingLost())
            .ToListAsync();
        (await stack.CheckMatchesAsync(raw.ToAsyncEnumerable(), new MatchCheckOptions { Space = MatchSpace.Raw })).EnsureClean();
        await foreach (var residuals in stack.ReadResidualsAsync(raw.ToAsyncEnumerable(), MatchSpace.Raw))
            Assert.InRange(residuals.Largest, 0, 1e-3);

        // The server maps the points of the raw image to the same places.
        for (int i = 0; i < Math.Min(10, raw.Count); i++)
        {
            var world = await stack.LocalToWorldAsync(raw[i].PId!, raw[i].PPoints());
            Assert.All(world.Zip(overlaps[i].World), point => Assert.InRange(double.Hypot(point.First.X - point.Second.X, point.First.Y - point.Second.Y), 0, 1e-3));
        }
    }

    [RealDataTheory]
    [InlineData("example_1/cycle1_step1_acquire_tiles.json", "example_1/cycle1_step1_acquire_transforms.json")]
    [InlineData("flytem/section-2119-montage.json", null)]
    public async Task A_point_that_is_in_no_tile_is_found(string tiles, string? transforms)
    {
        var stack = await StackAsync(tiles, transforms);
        var (p, q, world) = Overlaps(await stack.ReadTilesAsync().ToListAsync()).First();
        var pair = new CanvasMatchesBuilder(p, q).AddRange(MatchSpace.World, world, world).Build();
        var points = pair.PPoints();
        points[3] = new(points[3].X + 5_000, points[3].Y);
        pair.Matches!.P = [[.. points.Select(point => point.X)], [.. points.Select(point => point.Y)]];

        var check = await stack.CheckMatchesAsync(new[] { pair }.ToAsyncEnumerable());

        Assert.Equal([KeyValuePair.Create(MatchProblem.OutsideOfTile, 1L)], check.Counts);
        Assert.Contains("point 3 of p", check.Findings[0].Detail, StringComparison.Ordinal);
    }

    // Matching goes by sections, which not all of the files name.
    private async Task<RenderStack> StackAsync(string tiles, string? transforms)
    {
        var specs = await SpecFiles.ReadTilesAsync(RealData.File(tiles)).ToListAsync();
        foreach (var tile in specs)
            (tile.Layout ??= new LayoutData()).SectionId ??= $"{tile.Z}";

        var shared = transforms is null ? [] : await SpecFiles.ReadTransformsAsync(RealData.File(transforms));
        return await ImportAsync("real", specs, new ImportOptions { SharedTransforms = [.. shared] });
    }

    private static IEnumerable<(TileSpec P, TileSpec Q, Point2D[] World)> Overlaps(List<TileSpec> tiles)
    {
        for (int i = 0; i < tiles.Count; i++)
        {
            for (int j = i + 1; j < tiles.Count; j++)
            {
                if (Overlap(tiles[i], tiles[j]) is { } world)
                    yield return (tiles[i], tiles[j], world);
            }
        }
    }

    // Within the box that both have in common, away from its border: tiles are not quite upright.
    private static Point2D[]? Overlap(TileSpec a, TileSpec b)
    {
        double minX = Math.Max(a.MinX!.Value, b.MinX!.Value);
        double minY = Math.Max(a.MinY!.Value, b.MinY!.Value);
        double width = Math.Min(a.MaxX!.Value, b.MaxX!.Value) - minX;
        double height = Math.Min(a.MaxY!.Value, b.MaxY!.Value) - minY;
        if (width < 250 || height < 1_000)
            return null;

        double[] steps = [0.45, 0.5, 0.55];
        return [.. steps.SelectMany(x => steps.Select(y => new Point2D(minX + x * width, minY + y * height)))];
    }
}
