using System.Text.Json;
using Render.Extensions.Tests.Support;
using Render.Transforms;

namespace Render.Extensions.Tests.Derivation;

/// <summary>Stacks that are derived by changing transforms, on the embedded server.</summary>
public sealed class ChangeTransformsTests : OnEmbeddedServer
{
    private static readonly TransformSpec Lens = Shared("lens", new AffineModel2D(1.5, 0, 0, 1, 0, 0));

    [Theory]
    [InlineData(TransformEdit.Append, "ref affine change")]
    [InlineData(TransformEdit.Prepend, "change ref affine")]
    [InlineData(TransformEdit.ReplaceLast, "ref change")]
    [InlineData(TransformEdit.ReplaceAll, "change")]
    public async Task Transforms_are_put_where_the_edit_says(TransformEdit edit, string expected)
    {
        var source = await SourceAsync();
        var target = Client.Stack("target");

        var report = await source.ChangeTransformsAsync(
            target, [new TransformChange("a", new TranslationModel2D(7, 8))], new() { Edit = edit });

        Assert.Equal((1, true), (report.TilesLanded, report.Completed));
        var tile = await target.GetTileAsync("a");
        Assert.Equal(expected, string.Join(' ', tile.Transforms!.Transforms.Select(transform => transform switch
        {
            ReferenceTransform { ReferenceId: "lens" } => "ref",
            AffineModel2D { DataString: "2 0 0 2 10 20" } => "affine",
            TranslationModel2D { DataString: "7 8" or "7.0 8.0" } => "change",
            _ => transform.ToString(),
        })));
    }

    [Fact]
    public async Task Only_changed_tiles_go_to_the_target_which_takes_the_resolution_and_is_completed()
    {
        var source = await SourceAsync();
        var target = Client.Stack("target");

        await source.ChangeTransformsAsync(
            target, [new("a", new TranslationModel2D(7, 8)), new("c", new TranslationModel2D(9, 9))], new() { Edit = TransformEdit.ReplaceAll });

        Assert.Equal(["a", "c"], await target.GetTileIdsAsync());
        var metadata = await target.GetMetadataAsync();
        Assert.Equal((StackState.Complete, 4), (metadata.State, metadata.CurrentVersion!.StackResolutionX));
        Assert.Equal(StackState.Complete, (await source.GetMetadataAsync()).State);
        Assert.Equal(["a", "b", "c"], await source.GetTileIdsAsync());
        var changed = await target.GetTileAsync("a");
        Assert.Equal((7, 8, 107, 58), (changed.MinX, changed.MinY, changed.MaxX, changed.MaxY));
    }

    [Fact]
    public async Task Stacks_that_are_made_of_others_say_when_they_were_made_themselves()
    {
        var source = await SourceAsync();
        await source.CreateAsync(new StackVersion { CreateTimestamp = DateTimeOffset.UnixEpoch, VersionNotes = "acquired" });
        await source.CompleteAsync();
        RenderStack[] made = [Client.Stack("derived"), Client.Stack("copied"), Client.Stack("cloned")];

        await source.ChangeTransformsAsync(made[0], new TranslationModel2D(1, 1));
        await source.CopyToAsync(made[1]);
        await source.CloneToAsync(made[2]);

        foreach (var stack in made)
        {
            var version = (await stack.GetMetadataAsync()).CurrentVersion!;
            Assert.Equal("acquired", version.VersionNotes);
            Assert.InRange(version.CreateTimestamp!.Value, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow);
        }
    }

    [Fact]
    public async Task Limits_of_the_import_hold_for_changed_tiles()
    {
        var source = await SourceAsync();
        var target = Client.Stack("target");

        var report = await source.ChangeTransformsAsync(
            target,
            [new("a", new TranslationModel2D(950, 0)), new("c", new TranslationModel2D(900, 0))],
            new() { Edit = TransformEdit.ReplaceAll, Import = new() { Complete = true, Validation = new TileValidation { MaxCoordinate = 1_000 } } });

        Assert.Equal("a", Assert.Single(report.Rejected).TileId);
        Assert.Equal(["c"], await target.GetTileIdsAsync());
        Assert.False(report.Completed);
    }

    [Fact]
    public async Task Unchanged_tiles_of_the_same_layers_come_along_if_wanted()
    {
        var source = await SourceAsync();
        var target = Client.Stack("target");

        await source.ChangeTransformsAsync(target, [new("a", new TranslationModel2D(7, 8))], new() { IncludeUnchanged = true });

        Assert.Equal(["a", "b"], await target.GetTileIdsAsync());
        Assert.Equal(
            JsonSerializer.Serialize((await source.GetTileAsync("b")).Transforms),
            JsonSerializer.Serialize((await target.GetTileAsync("b")).Transforms));
    }

    [Theory]
    [InlineData(TransformEdit.ConcatenateAfterLast)]
    [InlineData(TransformEdit.ConcatenateBeforeLast)]
    public async Task Concatenated_transforms_map_as_both_do_one_after_the_other(TransformEdit edit)
    {
        var source = await SourceAsync();
        var target = Client.Stack("target");
        var change = new AffineModel2D(1, 0.5, -0.25, 2, 3, 4);

        await source.ChangeTransformsAsync(target, [new("a", change), new("b", change)], new() { Edit = edit });

        // a: lens, then affine; b: nothing but the shared lens.
        var (lens, affine) = (new AffineModel2D(1.5, 0, 0, 1, 0, 0), new AffineModel2D(2, 0, 0, 2, 10, 20));
        Point2D[] ofA = edit == TransformEdit.ConcatenateAfterLast
            ? [change.Apply(affine.Apply(lens.Apply(new(10, 20))))]
            : [affine.Apply(change.Apply(lens.Apply(new(10, 20))))];
        Point2D[] ofB = edit == TransformEdit.ConcatenateAfterLast
            ? [change.Apply(lens.Apply(new(10, 20)))]
            : [lens.Apply(change.Apply(new(10, 20)))];
        Assert.Equal(ofA, await target.LocalToWorldAsync("a", [new(10, 20)]));
        Assert.Equal(ofB, await target.LocalToWorldAsync("b", [new(10, 20)]));
        Assert.Equal([2, 1], new[] { await target.GetTileAsync("a"), await target.GetTileAsync("b") }.Select(tile => tile.Transforms!.Transforms.Count));
    }

    [Fact]
    public async Task A_list_of_affine_transforms_is_affine()
    {
        var both = new ListTransform(new AffineModel2D(2, 0, 0, 3, 0, 0), new TranslationModel2D(5, 5));
        var source = await ImportAsync("listed", [Tile("a", 1, both)]);
        var target = Client.Stack("target");

        await source.ChangeTransformsAsync(target, [new("a", both)], new() { Edit = TransformEdit.ConcatenateAfterLast });

        Assert.Equal([both.Apply(both.Apply(new(10, 20)))], await target.LocalToWorldAsync("a", [new(10, 20)]));
        Assert.Single((await target.GetTileAsync("a")).Transforms!.Transforms);
    }

    [Fact]
    public async Task What_is_not_affine_cannot_be_concatenated_and_nothing_is_sent()
    {
        var source = await SourceAsync();
        var target = Client.Stack("target");
        var bent = new PolynomialTransform2D([0, 1, 0, 1e-3, 0, 0], [0, 0, 1, 0, 0, 0]);

        var fault = await Assert.ThrowsAsync<TransformChangeException>(() => source.ChangeTransformsAsync(
            target,
            [new("a", new TranslationModel2D(1, 1)), new("b", bent), new("c", bent)],
            new() { Edit = TransformEdit.ConcatenateAfterLast }));

        Assert.Equal(["b", "c"], fault.TileIds);
        Assert.False(await target.ExistsAsync());
    }

    [Fact]
    public async Task Missing_and_repeated_tiles_are_named_and_nothing_is_sent()
    {
        var source = await SourceAsync();
        var target = Client.Stack("target");
        var change = new TranslationModel2D(1, 1);

        var missing = await Assert.ThrowsAsync<TransformChangeException>(() => source.ChangeTransformsAsync(
            target, [new("c", change), new("x", change), new("a", change), new("y", change)]));
        var repeated = await Assert.ThrowsAsync<TransformChangeException>(() => source.ChangeTransformsAsync(
            target, [new("a", change), new("b", change), new("a", change)]));
        var broken = await Assert.ThrowsAsync<TransformChangeException>(() => source.ChangeTransformsAsync(
            target, [new("a", Spec("""{"className":"mpicbg.trakem2.transform.AffineModel2D","dataString":"1 2 3"}"""))]));

        Assert.Equal(["x", "y"], missing.TileIds);
        Assert.Contains("'x', 'y'", missing.Message, StringComparison.Ordinal);
        Assert.Contains($"{Owner}/{Project}/source", missing.Message, StringComparison.Ordinal);
        Assert.Equal(["a"], repeated.TileIds);
        Assert.Equal(["a"], broken.TileIds);
        Assert.False(await target.ExistsAsync());
        await Assert.ThrowsAsync<ArgumentException>(() => source.ChangeTransformsAsync(source, [new TransformChange("a", change)]));
        await Assert.ThrowsAsync<ArgumentException>(() => source.ChangeTransformsAsync(target, []));
        await Assert.ThrowsAsync<RenderNotFoundException>(() => Client.Stack("nope").ChangeTransformsAsync(target, [new TransformChange("a", change)]));
    }

    [Theory]
    [InlineData(TransformEdit.Append)]
    [InlineData(TransformEdit.ReplaceAll)]
    [InlineData(TransformEdit.ConcatenateAfterLast)]
    public async Task An_id_that_stands_for_another_transform_in_the_source_is_refused(TransformEdit edit)
    {
        var source = await SourceAsync();
        var target = Client.Stack("target");
        var recalibrated = Shared("lens", new AffineModel2D(3, 0, 0, 3, 0, 0));
        var options = new TransformChangeOptions { Edit = edit, Import = new() { SharedTransforms = [recalibrated], Complete = true } };

        var fault = await Assert.ThrowsAsync<TransformChangeException>(
            () => source.ChangeTransformsAsync(target, new ReferenceTransform("lens"), options: options));

        Assert.Equal(["a", "b"], fault.TileIds);
        Assert.Contains("'lens'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("another id", fault.Message, StringComparison.Ordinal);
        Assert.False(await target.ExistsAsync());
    }

    [Fact]
    public async Task An_id_may_be_given_again_for_the_same_transform_and_for_another_one_where_no_tile_has_it()
    {
        var source = await SourceAsync();
        var recalibrated = Shared("lens", new AffineModel2D(3, 0, 0, 3, 0, 0));

        var same = await source.ChangeTransformsAsync(
            Client.Stack("same"), new ReferenceTransform("lens"), options: new() { Import = new() { SharedTransforms = [Lens], Complete = true } });
        await source.ChangeTransformsAsync(
            Client.Stack("other"),
            [new("c", new ReferenceTransform("lens"))],
            new() { Edit = TransformEdit.ReplaceAll, Import = new() { SharedTransforms = [recalibrated], Complete = true } });

        Assert.Equal((3, true), (same.TilesLanded, same.Completed));
        Assert.Equal(new Point2D(6, 9), await Client.Stack("other").LocalToWorldAsync("c", new Point2D(2, 3)));
    }

    [Theory]
    [InlineData(TransformEdit.Append, false)]
    [InlineData(TransformEdit.Prepend, false)]
    [InlineData(TransformEdit.ConcatenateAfterLast, false)]
    [InlineData(TransformEdit.ReplaceLast, true)]
    [InlineData(TransformEdit.ReplaceAll, true)]
    public async Task A_tile_whose_own_transforms_are_broken_is_named_before_anything_is_sent(TransformEdit edit, bool mends)
    {
        var source = await BrokenSourceAsync();
        var target = Client.Stack("target");

        var derive = () => source.ChangeTransformsAsync(target, new TranslationModel2D(1, 1), options: new() { Edit = edit });

        if (mends)
        {
            Assert.Equal(2, (await derive()).TilesLanded);
        }
        else
        {
            Assert.Equal(["broken"], (await Assert.ThrowsAsync<TransformChangeException>(derive)).TileIds);
            Assert.False(await target.ExistsAsync());
        }
    }

    [Fact]
    public async Task A_broken_tile_that_would_come_along_is_named_too()
    {
        var source = await BrokenSourceAsync();

        var fault = await Assert.ThrowsAsync<TransformChangeException>(() => source.ChangeTransformsAsync(
            Client.Stack("target"), [new("sound", new TranslationModel2D(1, 1))], new() { IncludeUnchanged = true }));

        Assert.Equal(["broken"], fault.TileIds);
        Assert.Equal(1, (await source.ChangeTransformsAsync(Client.Stack("target"), [new("sound", new TranslationModel2D(1, 1))])).TilesLanded);
    }

    [Fact]
    public async Task A_change_that_cannot_be_used_creates_no_target()
    {
        var source = await SourceAsync();
        var target = Client.Stack("target");
        var broken = Spec("""{"className":"mpicbg.trakem2.transform.AffineModel2D","dataString":"1 0 x"}""");
        var sharedBroken = Shared("shift", Spec("""{"className":"mpicbg.trakem2.transform.TranslationModel2D","dataString":"1 x"}"""));

        var ofLayers = await Assert.ThrowsAsync<TransformChangeException>(() => source.ChangeTransformsAsync(target, broken));
        var nowhere = await Assert.ThrowsAsync<TransformChangeException>(() => source.ChangeTransformsAsync(target, new ReferenceTransform("nope")));
        var ofTile = await Assert.ThrowsAsync<TransformChangeException>(() => source.ChangeTransformsAsync(
            target, [new("a", new TranslationModel2D(1, 1)), new("b", new ReferenceTransform("nope"))]));
        var shared = await Assert.ThrowsAsync<TransformChangeException>(() => source.ChangeTransformsAsync(
            target, new ReferenceTransform("shift"), [2], new() { Import = new() { SharedTransforms = [sharedBroken] } }));

        Assert.Empty(ofLayers.TileIds);
        Assert.IsType<TransformDataException>(ofLayers.InnerException);
        Assert.Equal(["a", "b", "c"], nowhere.TileIds);
        Assert.Contains("'nope'", nowhere.Message, StringComparison.Ordinal);
        Assert.Equal(["b"], ofTile.TileIds);
        Assert.Equal(["c"], shared.TileIds);
        Assert.False(await target.ExistsAsync());
    }

    [Fact]
    public async Task Without_layers_or_tiles_no_target_is_created()
    {
        var source = await SourceAsync();
        var target = Client.Stack("target");
        var change = new TranslationModel2D(1, 1);

        await Assert.ThrowsAsync<ArgumentException>(() => source.ChangeTransformsAsync(target, change, []));
        var fault = await Assert.ThrowsAsync<TransformChangeException>(() => source.ChangeTransformsAsync(target, change, [77, 78]));

        Assert.Contains($"{Owner}/{Project}/source", fault.Message, StringComparison.Ordinal);
        Assert.False(await target.ExistsAsync());
    }

    [Fact]
    public async Task A_tile_that_the_server_could_not_store_keeps_the_target_from_being_completed()
    {
        var source = await SourceAsync();
        var target = Client.Stack("target");

        var report = await source.ChangeTransformsAsync(
            target, [new("a", new TranslationModel2D(1e12, 0)), new("b", new TranslationModel2D(1, 1))]);

        Assert.Equal("a", Assert.Single(report.Rejected).TileId);
        Assert.False(report.Completed);
        Assert.Equal(StackState.Loading, (await target.GetMetadataAsync()).State);
    }

    [Fact]
    public async Task One_transform_is_applied_to_whole_layers()
    {
        var source = await SourceAsync();
        var target = Client.Stack("target");

        var report = await source.ChangeTransformsAsync(target, new TranslationModel2D(1000, 0), [1, 77]);

        Assert.Equal((2, true), (report.TilesLanded, report.Completed));
        Assert.Equal([1], await target.GetZValuesAsync());
        foreach (string id in new[] { "a", "b" })
        {
            var before = await source.LocalToWorldAsync(id, new Point2D(3, 4));
            Assert.Equal(new Point2D(before.X + 1000, before.Y), await target.LocalToWorldAsync(id, new Point2D(3, 4)));
        }

        var shared = Shared("shift", new TranslationModel2D(5, 5));
        var options = new TransformChangeOptions { Edit = TransformEdit.Prepend, Import = new() { SharedTransforms = [shared], Complete = true } };
        await source.ChangeTransformsAsync(Client.Stack("all"), new ReferenceTransform("shift"), options: options);
        Assert.Equal([1, 2], await Client.Stack("all").GetZValuesAsync());
        Assert.Equal([new(23, 34)], await Client.Stack("all").LocalToWorldAsync("c", [new(8, 9)]));
    }

    [Fact]
    public async Task Many_layers_are_found_by_the_ids_of_their_tiles()
    {
        TileSpec[] tiles = [.. Enumerable.Range(0, 300).Select(i => Tile($"t{i:D3}", i % 30, new TranslationModel2D(i, 0)))];
        var source = await ImportAsync("many", tiles);

        var report = await source.ChangeTransformsAsync(
            Client.Stack("target"),
            tiles.Where((_, i) => i % 30 % 3 == 0).Select(tile => new TransformChange(tile.TileId, new TranslationModel2D(0, 1))));

        Assert.Equal(100, report.TilesLanded);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => 3.0 * i), await Client.Stack("target").GetZValuesAsync());
    }

    [RealDataTheory]
    [InlineData("example_1/cycle1_step2_montage_changes.json", TransformEdit.Append)]
    [InlineData("example_1/cycle1_step3_align_changes.json", TransformEdit.ReplaceLast)]
    public async Task The_changes_of_the_documentation_are_applied(string file, TransformEdit edit)
    {
        var source = Client.Stack("acquire");
        await source.ImportFilesAsync(
            [RealData.File("example_1/cycle1_step1_acquire_tiles.json")],
            [RealData.File("example_1/cycle1_step1_acquire_transforms.json")],
            new ImportOptions { CreateStack = new StackVersion(), Complete = true });
        var target = Client.Stack("montage");
        var changes = TransformChangeFiles.ReadAsync([RealData.File(file)]);

        var report = await source.ChangeTransformsAsync(target, changes, new() { Edit = edit });

        using var raw = JsonDocument.Parse(await File.ReadAllBytesAsync(RealData.File(file)));
        Assert.True(report.EnsureEverythingLanded().Completed);
        Assert.Equal(raw.RootElement.GetArrayLength(), report.TilesLanded);
        List<TileSpec> derivedByServer = [];
        foreach (var change in raw.RootElement.EnumerateArray())
        {
            var tile = await target.GetTileAsync(change.GetProperty("tileId").GetString()!);
            var transforms = tile.Transforms!.Transforms;
            Assert.Equal(change.GetProperty("transform").GetProperty("dataString").GetString(), Assert.IsType<AffineModel2D>(transforms[^1]).DataString);
            Assert.Equal(edit == TransformEdit.Append ? 3 : 2, transforms.Count);
            Assert.IsType<ReferenceTransform>(transforms[0]);
            derivedByServer.Add(tile);
        }

        // The server derives the same boxes from the same transforms.
        var boxes = derivedByServer.Select(tile => (tile.TileId, tile.MinX, tile.MinY, tile.MaxX, tile.MaxY)).ToList();
        var copy = Client.Stack("copy");
        await target.CopyToAsync(copy, new CopyOptions { Import = new() { Bounds = ImportBounds.Server, Complete = true } });
        Assert.Equal(
            boxes.Order(), (await copy.ReadTilesAsync().ToListAsync()).Select(tile => (tile.TileId, tile.MinX, tile.MinY, tile.MaxX, tile.MaxY)).Order());
    }

    private static TileSpec Tile(string id, double z, params TransformSpec[] transforms) => new()
    {
        TileId = id,
        Z = z,
        Width = 100,
        Height = 50,
        Layout = new LayoutData { SectionId = $"{z}.0" },
        Transforms = new ListTransform(transforms),
    };

    private static TransformSpec Spec(string json) => JsonSerializer.Deserialize<TransformSpec>(json)!;

    private static TransformSpec Shared(string id, TransformSpec transform)
    {
        var node = JsonSerializer.SerializeToNode(transform)!;
        node["id"] = id;
        return node.Deserialize<TransformSpec>()!;
    }

    // As a server has it that was not asked to derive anything.
    private async Task<RenderStack> BrokenSourceAsync()
    {
        var source = Client.Stack("source");
        await source.CreateAsync(new StackVersion());
        TileSpec[] tiles =
        [
            Tile("broken", 1, Spec("""{"className":"mpicbg.trakem2.transform.AffineModel2D","dataString":"1 0 x"}""")),
            Tile("sound", 1, new TranslationModel2D(10, 20)),
        ];
        foreach (var tile in tiles)
            (tile.MinX, tile.MinY, tile.MaxX, tile.MaxY) = (0, 0, 100, 50);

        var layer = new ResolvedTileSpecCollection { TileIdToSpecMap = tiles.ToDictionary(tile => tile.TileId) };
        await Client.Api.Tiles.SaveResolvedTilesAsync(source.Owner, source.Project, source.Name, layer);
        return source;
    }

    private async Task<RenderStack> SourceAsync()
    {
        await Client.Stack("source").CreateAsync(new StackVersion { StackResolutionX = 4 });
        return await ImportAsync(
            "source",
            [
                Tile("a", 1, new ReferenceTransform("lens"), Spec("""{"className":"mpicbg.trakem2.transform.AffineModel2D","dataString":"2 0 0 2 10 20"}""")),
                Tile("b", 1, new ReferenceTransform("lens")),
                Tile("c", 2, new TranslationModel2D(10, 20)),
            ],
            new ImportOptions { SharedTransforms = [Lens] });
    }
}
