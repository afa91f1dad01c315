using System.Net;
using Render.Extensions.Tests.Support;
using Render.Transforms;

namespace Render.Extensions.Tests.Matches;

/// <summary>Whole collections on the embedded server.</summary>
public sealed class MatchesOnServerTests : OnEmbeddedServer
{
    private static readonly AffineModel2D Lens = new(1, 0, 0, 1, 0, 5)
    {
        Id = "lens",
        Metadata = new TransformMetadata { Labels = new HashSet<string> { "lens" } },
    };

    [Fact]
    public async Task A_collection_is_copied_to_another_owner_and_renamed()
    {
        var source = Client.MatchCollection("sift");
        await source.ImportMatchesAsync(Enumerable.Range(0, 50).Select(i => Pair(i, i + 1)));

        var (second, third) = (OwnerNamed("o2"), OwnerNamed("o3"));
        var report = await source.CopyToAsync(Client.MatchCollection("copy", second), new MatchImportOptions { PairsPerRequest = 7 });
        var renamed = await Client.MatchCollection("copy", second).RenameAsync("kept", third);

        Assert.Equal((50, 100), (report.PairsStored, report.PointsStored));
        Assert.Equal($"{third}/kept", renamed.ToString());
        Assert.False(await Client.MatchCollection("copy", second).ExistsAsync());
        var (original, copy) = (await source.ReadMatchesAsync().ToListAsync(), await renamed.ReadMatchesAsync().ToListAsync());
        Assert.Equal(original.Select(pair => (pair.P(), pair.Q())), copy.Select(pair => (pair.P(), pair.Q())));
        Assert.Equal(original.SelectMany(pair => pair.PPoints()), copy.SelectMany(pair => pair.PPoints()));
        string[] owners = [Owner, second, third];
        Assert.Equal([Owner, third], (await Client.ListMatchCollectionOwnersAsync()).Intersect(owners).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Copying_what_is_not_there_stores_nothing_and_says_why()
    {
        var exception = await Assert.ThrowsAsync<MatchImportException>(
            () => Client.MatchCollection("nope").CopyToAsync(Client.MatchCollection("copy")));

        Assert.Equal(0, exception.Report.PairsStored);
        Assert.Contains($"'{Owner}__nope' does not exist", exception.Message, StringComparison.Ordinal);
        Assert.False(await Client.MatchCollection("copy").ExistsAsync());
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused()
    {
        await Client.MatchCollection("a").ImportMatchesAsync([Pair(0, 1)]);
        await Client.MatchCollection("b").ImportMatchesAsync([Pair(0, 1)]);

        await Assert.ThrowsAsync<RenderBadRequestException>(() => Client.MatchCollection("a").RenameAsync("b"));
        await Assert.ThrowsAsync<RenderNotFoundException>(() => Client.MatchCollection("c").RenameAsync("d"));
    }

    [Fact]
    public async Task Merging_here_and_on_the_server_is_the_same()
    {
        var (first, second) = (Client.MatchCollection("m1"), Client.MatchCollection("m2"));
        await first.ImportMatchesAsync(Enumerable.Range(0, 20).Select(i => Pair(i, i + 1)));
        await second.ImportMatchesAsync(Enumerable.Range(10, 20).Select(i => Pair(i, i + 1, 3)));

        var here = await new[] { first, second }.ReadMergedMatchesAsync().ToListAsync();
        var there = await first.ReadMatchesAsync(new MatchQuery { MergeCollections = ["m2"] }).ToListAsync();

        Assert.Equal(30, here.Count);
        Assert.Equal(there.Select(pair => (pair.P(), pair.Q(), pair.MatchCount)), here.Select(pair => (pair.P(), pair.Q(), pair.MatchCount)));
        Assert.Equal(there.SelectMany(pair => pair.QPoints()), here.SelectMany(pair => pair.QPoints()));
        Assert.Equal(10, here.Count(pair => pair.MatchCount == 5));
    }

    [Fact]
    public async Task Matches_are_taken_to_the_world_and_measured_by_the_tiles_of_a_stack()
    {
        var stack = await ImportAsync(
            "montage",
            Enumerable.Range(0, 51).Select(i => Tile(i, new ReferenceTransform("lens"), new TranslationModel2D(10 * i, 0))),
            new ImportOptions { SharedTransforms = [Lens] });
        var collection = Client.MatchCollection("sift");
        await collection.ImportMatchesAsync(Enumerable.Range(0, 50).Select(i => Pair(i, i + 1)));
        var first = Pair(0, 1);

        var world = await stack
            .ConvertMatchesAsync(collection.ReadMatchesAsync(), MatchSpace.Raw, MatchSpace.World)
            .ToDictionaryAsync(converted => converted.Matches.PId, converted => converted.EnsureNothingLost());
        var residuals = await stack.ReadResidualsAsync(collection.ReadMatchesAsync(), MatchSpace.AfterLabel("lens")).ToListAsync();

        Assert.Equal(50, world.Count);
        Near.AssertEqual(await stack.LocalToWorldAsync("t000", first.PPoints()), world["t000"].PPoints());
        Near.AssertEqual(await stack.LocalToWorldAsync("t001", first.QPoints()), world["t000"].QPoints());
        Assert.Equal(50, residuals.Count);
        Assert.All(residuals, one => Assert.Equal([0, 3], one.Distances));

        await collection.ImportMatchesAsync([Pair(0, 99)]);
        var exception = await Assert.ThrowsAsync<RenderException>(
            () => stack.ReadResidualsAsync(collection.ReadMatchesAsync(), MatchSpace.Raw).ToListAsync().AsTask());
        Assert.Contains("no tile 't099'", exception.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RenderNotFoundException>(
            () => Client.Stack("nope").ReadResidualsAsync(collection.ReadMatchesAsync(), MatchSpace.Raw).ToListAsync().AsTask());
    }

    [Fact]
    public async Task A_rename_without_an_answer_is_read_back()
    {
        using var server = new ScriptedServer()
            .Drops()
            .AnswersJson("""[{"collectionId":{"owner":"o1","name":"new"},"pairCount":1}]""")
            .AnswersJson("""[{"collectionId":{"owner":"o1","name":"new"},"pairCount":1}]""")
            .Answers(HttpStatusCode.OK);
        using var client = server.Connect();

        Assert.Equal("o1/new", (await client.MatchCollection("old").RenameAsync("new")).ToString());

        Assert.Equal("PUT /owner/o1/matchCollection/old/collectionId", server.Requests[0].Replace("/v1", "", StringComparison.Ordinal));
        Assert.Equal(3, server.Requests.Count);
    }

    private static CanvasMatches Pair(int i, int j, int points = 2)
    {
        var builder = new CanvasMatchesBuilder(new CanvasId("1.0", $"t{i:D3}"), new CanvasId("1.0", $"t{j:D3}"));
        for (var k = 0; k < points; k++)
            builder.Add(new(20 + k, 2 * k), new(10 + k, 5 * k), 1.0 / (k + 1));

        return builder.Build();
    }

    private static TileSpec Tile(int i, params TransformSpec[] transforms) => new()
    {
        TileId = $"t{i:D3}",
        Z = 1,
        Width = 100,
        Height = 50,
        Layout = new LayoutData { SectionId = "1.0" },
        Transforms = new ListTransform(transforms),
    };
}
