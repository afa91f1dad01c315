using System.Text.Json;

namespace Render.LocalServer.Tests.Clusters;

public sealed class TileClusterTests : OnStack
{
    [Fact]
    public async Task Tiles_of_a_layer_are_grouped_by_the_pairs_between_them()
    {
        await SaveAsync(Stack, [.. "abcdefg".Select(id => Tile($"{id}", Affine("1 0 0 1 0 0"))), Tile("above", Affine("1 0 0 1 0 0"), z: 2)]);

        // Two tiles that only a tile of another layer connects are apart, and one without a match is in no group.
        await PutAsync($"{Owner}/matchCollection/m/matches", $"[{string.Join(',',
            Pair("1.0", "a", "1.0", "b"), Pair("1.0", "c", "1.0", "d"), Pair("1.0", "d", "1.0", "e"),
            Pair("1.0", "a", "2.0", "above"), Pair("1.0", "f", "2.0", "above"), Pair("9.0", "x", "9.0", "y"))}]");

        var clusters = await GetAsync($"{Stack}/z/1/clusteredTileBoundsForCollection/m");

        Assert.Equal(["cde", "ab"], clusters.EnumerateArray().Select(Ids));
        Assert.Empty((await GetAsync($"{Stack}/z/7/clusteredTileBoundsForCollection/m")).EnumerateArray());
    }

    /// <summary>Orders that the Java server answered.</summary>
    [Theory]
    [InlineData("tileA tileB tileC", "tileB tileC tileA")]
    [InlineData("t_a t_b t_c s_d", "t_c s_d t_b t_a")]
    public void What_is_in_a_set_comes_in_the_order_of_Java(string added, string order) =>
        Assert.Equal(order.Split(' '), JavaHashOrder.Of(added.Split(' '), text => text));

    private static string Ids(JsonElement cluster) =>
        string.Concat(cluster.EnumerateArray().Select(bounds => bounds.GetProperty("tileId").GetString()).Order(StringComparer.Ordinal));

    private static string Pair(string pGroup, string p, string qGroup, string q) =>
        $$"""{"pGroupId":"{{pGroup}}","pId":"{{p}}","qGroupId":"{{qGroup}}","qId":"{{q}}","matches":{"p":[[1],[1]],"q":[[1],[1]],"w":[1]} }""";
}
