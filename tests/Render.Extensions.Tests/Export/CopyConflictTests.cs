using Render.Extensions.Tests.Support;
using Render.Transforms;
using static Render.Extensions.Tests.Import.TestTiles;

namespace Render.Extensions.Tests.Export;

/// <summary>Copies into stacks that have tiles, under which shared transforms must not change their meaning.</summary>
public sealed class CopyConflictTests : OnEmbeddedServer
{
    private static readonly CopyOptions Again = new() { Import = new ImportOptions { Bounds = ImportBounds.Keep, Reopen = true } };

    [Fact]
    public async Task A_transform_that_tiles_of_the_target_need_is_not_replaced_by_another_one()
    {
        var source = await FilledAsync("montage", 1, Tile("a", 1, new ReferenceTransform("lens")), Tile("b", 2, new ReferenceTransform("lens")));
        var target = await FilledAsync("copy", 70, Tile("own", 3, new ReferenceTransform("lens")));

        var error = await Assert.ThrowsAsync<ConflictingTransformsException>(() => source.CopyToAsync(target, Again));

        Assert.Equal(["lens"], error.ConflictingIds);
        Assert.Contains(
            $"The source {Owner}/{Project}/montage and the target {Owner}/{Project}/copy give different transforms the same id: 'lens' (tile 'own' of the target, z 3, has another one)",
            error.Message,
            StringComparison.Ordinal);
        Assert.Contains("CopyOptions.ResolveReferences", error.Message, StringComparison.Ordinal);
        Assert.Equal(StackState.Complete, (await target.GetMetadataAsync()).State);
        Assert.Equal(["own"], await target.GetTileIdsAsync());
        Assert.Equal(70, await WorldOfAsync(target, "own"));
    }

    [Fact]
    public async Task More_ids_than_the_target_has_layers_are_compared_all_the_same()
    {
        TransformSpec[] Shared(double last) => [.. Enumerable.Range(0, 9).Select(i => new TranslationModel2D(i == 8 ? last : i, 0) { Id = $"lens{i}" })];
        TileSpec[] Tiles(string prefix, double z) =>
            [.. Enumerable.Range(0, 9).Select(i => Tile($"{prefix}{i}", z, new ReferenceTransform($"lens{i}")))];
        var source = await ImportAsync("montage", Tiles("t", 1), new ImportOptions { SharedTransforms = Shared(1) });
        var target = await ImportAsync("copy", Tiles("own", 3), new ImportOptions { SharedTransforms = Shared(70) });

        var error = await Assert.ThrowsAsync<ConflictingTransformsException>(() => source.CopyToAsync(target, Again));

        Assert.Equal(["lens8"], error.ConflictingIds);
        Assert.Contains("'own8'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_given_transform_that_changed_tiles_refer_to_counts_too()
    {
        var source = await FilledAsync("montage", 1, Tile("a"));
        var target = await FilledAsync("copy", 70, Tile("own", 3, new ReferenceTransform("lens")));
        var options = new CopyOptions
        {
            ResolveReferences = true,
            Change = tile =>
            {
                tile.Transforms = new ListTransform(new ReferenceTransform("lens"));
                return tile;
            },
            Import = new ImportOptions { Reopen = true, SharedTransforms = [Lens(1)] },
        };

        await Assert.ThrowsAsync<ConflictingTransformsException>(() => source.CopyToAsync(target, options));

        Assert.Equal(70, await WorldOfAsync(target, "own"));
    }

    [Fact]
    public async Task Equal_transforms_are_no_conflict()
    {
        var source = await FilledAsync("montage", 1, Tile("a", 1, new ReferenceTransform("lens")));
        var target = await FilledAsync("copy", 1, Tile("own", 3, new ReferenceTransform("lens")));

        var report = await source.CopyToAsync(target, Again);

        Assert.Equal(1, report.TilesLanded);
        Assert.Equal(["a", "own"], await target.GetTileIdsAsync());
    }

    [Fact]
    public async Task A_copy_can_be_brought_up_to_date_when_its_source_got_another_transform()
    {
        // One tile has moved to another layer meanwhile, and the target's layer 2 would keep it.
        TileSpec[] Tiles(double z) => [Tile("a", 1, new ReferenceTransform("lens")), Tile("b", z, new ReferenceTransform("lens"))];
        var target = await FilledAsync("copy", 1, Tiles(2));
        var source = await FilledAsync("montage", 70, Tiles(3));

        var report = await source.CopyToAsync(target, Again);

        Assert.Equal(2, report.TilesLanded);
        Assert.Equal((70, 70), (await WorldOfAsync(target, "a"), await WorldOfAsync(target, "b")));
    }

    [Fact]
    public async Task Tiles_of_layers_that_are_not_copied_stay_as_they_are()
    {
        TileSpec[] tiles = [Tile("a", 1, new ReferenceTransform("lens")), Tile("b", 2, new ReferenceTransform("lens"))];
        var target = await FilledAsync("copy", 1, tiles);
        var source = await FilledAsync("montage", 70, tiles);

        var error = await Assert.ThrowsAsync<ConflictingTransformsException>(
            () => source.CopyToAsync(target, Again with { ZValues = [1] }));

        Assert.Contains("tile 'b' of the target, z 2", error.Message, StringComparison.Ordinal);
        Assert.Equal((1, 1), (await WorldOfAsync(target, "a"), await WorldOfAsync(target, "b")));
    }

    [Fact]
    public async Task Layers_that_are_replaced_do_not_count_and_those_that_are_refused_do()
    {
        var target = await FilledAsync("copy", 1, Tile("old", 1, new ReferenceTransform("lens")));
        var source = await FilledAsync("montage", 70, Tile("new", 1, new ReferenceTransform("lens")));
        CopyOptions With(ExistingLayers existing) => Again with { Import = Again.Import! with { ExistingLayers = existing } };

        await Assert.ThrowsAsync<ConflictingTransformsException>(() => source.CopyToAsync(target, With(ExistingLayers.Refuse)));
        await Assert.ThrowsAsync<ConflictingTransformsException>(
            () => source.CopyToAsync(target, With(ExistingLayers.Replace) with { Change = tile => tile }));
        await source.CopyToAsync(target, With(ExistingLayers.Replace));

        Assert.Equal(["new"], await target.GetTileIdsAsync());
        Assert.Equal(70, await WorldOfAsync(target, "new"));
    }

    [Fact]
    public async Task A_transform_that_no_tile_needs_any_more_is_replaced()
    {
        var target = await FilledAsync("copy", 1, Tile("old", 1, new ReferenceTransform("lens")), Tile("other", 2));
        await target.SetStateAsync(StackState.Loading);
        await target.DeleteLayerAsync(1);
        var source = await FilledAsync("montage", 70, Tile("a", 3, new ReferenceTransform("lens")));
        Assert.Equal("lens", (await target.GetTransformAsync("lens")).Id);

        await source.CopyToAsync(target, Again);

        Assert.Equal(70, await WorldOfAsync(target, "a"));
    }

    [Fact]
    public async Task Resolving_references_or_not_looking_lets_the_copy_go_on()
    {
        var source = await FilledAsync("montage", 1, Tile("a", 1, new ReferenceTransform("lens")));
        var target = await FilledAsync("copy", 70, Tile("own", 3, new ReferenceTransform("lens")));

        await source.CopyToAsync(target, Again with { ResolveReferences = true });
        Assert.Equal((1, 70), (await WorldOfAsync(target, "a"), await WorldOfAsync(target, "own")));

        await source.CopyToAsync(target, Again with { Import = Again.Import! with { CheckReferencesFirst = false } });
        Assert.Equal((1, 1), (await WorldOfAsync(target, "a"), await WorldOfAsync(target, "own")));
    }

    [Fact]
    public async Task Looking_takes_no_more_of_a_layer_than_its_transforms()
    {
        const string Head = """{"transformIdToSpecMap":{"lens":{"id":"lens","className":"mpicbg.trakem2.transform.TranslationModel2D","dataString":"1 0"}},"tileIdToSpecMap":""";
        const string Tile = """{"a":{"tileId":"a","z":1.0,"width":9.0,"height":9.0,"minX":0.0,"minY":0.0,"maxX":9.0,"maxY":9.0,"transforms":{"type":"list","specList":[{"type":"ref","refId":"lens"}]}}""";
        const string Loading = """{"stackId":{},"state":"LOADING"}""";
        using var from = new ScriptedServer()
            .AnswersJson(Loading)
            .AnswersJson("[1.0]")
            .FallsSilent($"{Head}{Tile},")
            .AnswersJson($"{Head}{Tile}}}}}");
        using var to = new ScriptedServer()
            .AnswersJson(Loading)
            .AnswersJson("[3.0]")
            .Answers(System.Net.HttpStatusCode.NotFound, "transform spec with id 'lens' does not exist in the render.o1__p2__copy__transform collection")
            .AnswersJson(Loading)
            .Answers(System.Net.HttpStatusCode.Created);
        using var source = from.Connect();
        using var target = to.Connect();

        var report = await source.Stack("montage").CopyToAsync(target.Stack("copy", "p2")).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(1, report.TilesLanded);
        Assert.Equal((0, 0), (from.StepsLeft, to.StepsLeft));
    }

    private static TranslationModel2D Lens(double x) => new(x, 0) { Id = "lens" };

    private static async Task<double> WorldOfAsync(RenderStack stack, string tileId) =>
        (await stack.LocalToWorldAsync(tileId, new Point2D(0, 0))).X;

    private Task<RenderStack> FilledAsync(string name, double lens, params TileSpec[] tiles) =>
        ImportAsync(name, tiles, new ImportOptions { SharedTransforms = [Lens(lens)] });
}
