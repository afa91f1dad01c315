using Render.Extensions.Tests.Support;
using Render.Transforms;

namespace Render.Extensions.Tests.Pairs;

/// <summary>Pairs without groups, as the pair files have them that render tests itself with.</summary>
public sealed class PairSectionTests : OnEmbeddedServer, IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_groups_come_from_the_stack()
    {
        await File.WriteAllTextAsync(
            folder["pairs.json"],
            """
            {"renderParametersUrlTemplate":"{baseDataUrl}/owner/o/project/p/stack/s/tile/{id}/render-parameters",
             "neighborPairs":[
               {"p":{"id":"a.9.0"},"q":{"id":"b.9.0","relativePosition":"RIGHT"}},
               {"p":{"id":"a.9.0","relativePosition":"TOP"},"q":{"id":"c.10.0"}},
               {"p":{"groupId":"7","id":"x"},"q":{"groupId":"8","id":"y"}},
               {"p":{"groupId":null,"id":"b.9.0"},"q":{"groupId":"10.0","id":"c.10.0"}}]}
            """);
        var stack = await ImportAsync("montage", [Tile("a.9.0", 9), Tile("b.9.0", 9), Tile("c.10.0", 10)]);

        var file = await TilePairFile.ReadAsync(folder["pairs.json"]);
        var pairs = await stack.WithSectionIdsAsync(file.Pairs.ToAsyncEnumerable()).ToListAsync();

        Assert.Equal([new("", "a.9.0"), new("", "b.9.0")], new[] { file.Pairs[0].P, file.Pairs[0].Q });
        TilePair[] expected =
        [
            new(new("9.0", "a.9.0"), new("9.0", "b.9.0"), MontageRelativePosition.Left),
            new(new("10.0", "c.10.0"), new("9.0", "a.9.0"), MontageRelativePosition.Bottom),
            new(new("7", "x"), new("8", "y")),
            new(new("10.0", "c.10.0"), new("9.0", "b.9.0")),
        ];
        Assert.Equal(expected, pairs);
    }

    [Fact]
    public async Task They_are_written_as_they_were_read()
    {
        TilePair[] pairs = [new(new("", "a"), new("", "b"))];
        await new TilePairFile { RenderParametersUrlTemplate = "u", Pairs = pairs }.WriteAsync(folder["pairs.json"]);

        Assert.DoesNotContain("groupId", await File.ReadAllTextAsync(folder["pairs.json"]), StringComparison.Ordinal);
        Assert.Equal(pairs, (await TilePairFile.ReadAsync(folder["pairs.json"])).Pairs);
    }

    [Fact]
    public async Task A_tile_that_the_stack_lacks_is_named_and_a_stack_that_does_not_exist_too()
    {
        TilePair[] pairs = [new(new("", "a"), new("", "nope"))];
        var stack = await ImportAsync("montage", [Tile("a", 9)]);

        var lacking = await Assert.ThrowsAsync<RenderException>(async () => await stack.WithSectionIdsAsync(pairs.ToAsyncEnumerable()).ToListAsync());

        Assert.Contains("'nope'", lacking.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RenderNotFoundException>(
            async () => await Client.Stack("nowhere").WithSectionIdsAsync(pairs.ToAsyncEnumerable()).ToListAsync());
    }

    [Fact]
    public async Task Many_are_completed_in_their_order()
    {
        var stack = await ImportAsync("montage", Enumerable.Range(0, 50).Select(i => Tile($"t{i:D2}", i)));
        TilePair[] pairs = [.. Enumerable.Range(0, 2_500).Select(i => new TilePair(new(i % 3 == 0 ? $"{i % 49}.0" : "", $"t{i % 49:D2}"), new("", $"t{i % 49 + 1:D2}")))];

        var completed = await stack.WithSectionIdsAsync(pairs.ToAsyncEnumerable()).ToListAsync();

        Assert.Equal(2_500, completed.Count);
        Assert.All(completed.Zip(pairs), both =>
        {
            Assert.Equal([both.Second.P.Id, both.Second.Q.Id], new[] { both.First.P.Id, both.First.Q.Id }.Order(StringComparer.Ordinal));
            Assert.Equal($"{int.Parse(both.First.P.Id[1..])}.0", both.First.P.GroupId);
            Assert.True(both.First.P < both.First.Q);
        });
    }

    private static TileSpec Tile(string id, double z) => new()
    {
        TileId = id,
        Z = z,
        Width = 100,
        Height = 50,
        Layout = new LayoutData { SectionId = $"{z}.0" },
        Transforms = new ListTransform(new TranslationModel2D(0, 0)),
    };
}
