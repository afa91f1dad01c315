using System.Text;
using System.Text.Json;

namespace Render.LocalServer.Tests.Matches;

public class RawPairsTests
{
    private const string Ids = "\"pGroupId\":\"10.0\",\"pId\":\"a\",\"qGroupId\":\"9.0\",\"qId\":\"b\"";

    [Theory]
    [InlineData("10.0", "9.0")]
    [InlineData("9.0", "10.0")]
    [InlineData("9.0", "9.0")]
    public void Pairs_are_stored_as_the_serializer_would_store_them(string pGroup, string qGroup)
    {
        var json = Encoding.UTF8.GetBytes(
            $$$"""
            [ {"pGroupId":"{{{pGroup}}}","pId":"z\"ä","qGroupId":"{{{qGroup}}}","qId":"b","matchCount":99,
               "matches":{"w":[1,0.5], "q":[[3.25,4],[5,6]], "p":[ [1,-2.5],[ 7.125,8 ] ]}} ]
            """);

        var raw = PairRow.Of(Assert.Single(RawPairs.TryRead(json)!));
        var parsed = PairRow.Of(Assert.Single(JsonSerializer.Deserialize(json, ServerJson.TypeInfo<IReadOnlyList<CanvasMatches>>())!));

        Assert.Equal(parsed with { Matches = null }, raw with { Matches = null });
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(parsed.Matches!), JsonElement.Parse(raw.Matches!)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[null]")]
    [InlineData("[{\"pId\":\"a\"}]")]
    [InlineData("[{IDS}]")]
    [InlineData("[{IDS,\"matches\":null}]")]
    [InlineData("[{IDS,\"matches\":{\"p\":[[1],[1]],\"q\":[[1],[1]]}}]")]
    [InlineData("[{IDS,\"matches\":{\"p\":[[\"1\"],[1]],\"q\":[[1],[1]],\"w\":[1]}}]")]
    [InlineData("[{IDS,\"matches\":{\"p\":[[1],[1]],\"q\":[[1],[1]],\"w\":[1e400]}}]")]
    [InlineData("[{IDS,\"matches\":{\"p\":[1,2],\"q\":[[1],[1]],\"w\":[1]}}]")]
    [InlineData("[{IDS,\"matches\":{\"p\":[[1],[1]],\"q\":[[1],[1]],\"w\":[1]},\"more\":1}]")]
    [InlineData("[{IDS,\"consensusSetData\":{\"index\":0},\"matches\":{\"p\":[[1],[1]],\"q\":[[1],[1]],\"w\":[1]}}]")]
    [InlineData("[{IDS,\"matches\":{\"p\":[[1],[1]],\"q\":[[1],[1]],\"w\":[1]}}")]
    [InlineData("[{IDS,\"matches\":{\"p\":[[1.],[1]],\"q\":[[1],[1]],\"w\":[1]}}]")]
    public void What_is_out_of_the_ordinary_is_left_to_the_serializer(string json) =>
        Assert.Null(RawPairs.TryRead(Encoding.UTF8.GetBytes(json.Replace("IDS", Ids, StringComparison.Ordinal))));
}
