using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Render.Extensions.Tests.Faults;
using Render.Extensions.Tests.Support;

namespace Render.Extensions.Tests.Import;

/// <summary>Files in which anything stands anywhere: what is wrong with a tile costs that tile only.</summary>
public sealed class ImportFuzzTests() : OnEmbeddedServer(onlyBecause: "anything at all is stored, and what another server thinks of it is not what is tested")
{
    private const int TilesInFile = 5;

    private const string Lens = """[{"id":"lens","className":"mpicbg.trakem2.transform.TranslationModel2D","dataString":"5 5"}]""";

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-0.0", "-1", "1.5", "7e-400", "1e999", "-1e999", "4294967295", "-9223372036854775809", "123456789012345678901234567890",
        "\"\"", "\"7\"", "\"3.7\"", "\"NaN\"", "\"-Infinity\"", "\"text\"", "\"é☃\"", "\"\\ud800\"", "\"\\u0000\"", "\"lens\"", "\"ref\"", "\"list\"",
        "[]", "{}", "[null]", "[[]]", "[1,2]", "[{}]", "{\"\":null}", "{\"a\":{\"b\":[1e999]}}", "[\"\\udc00\"]", "{\"\\ud800\":1}",
        "{\"type\":\"ref\",\"refId\":\"lens\"}", "{\"type\":\"ref\",\"refId\":\"nope\"}", "{\"type\":\"list\",\"specList\":[]}",
    ];

    private int count;

    [Fact]
    public Task What_is_wrong_with_a_tile_costs_that_tile_only() => Gen.Int[0, int.MaxValue - 1].RunAllAsync(RunAsync, count: 150);

    private async Task RunAsync(int seed)
    {
        var random = new Random(seed);
        using var folder = ScratchFolder.ForSmallFiles();
        string[] tiles = [.. Enumerable.Range(0, TilesInFile).Select(i => Tile(i, i == 1 ? random : null))];
        await File.WriteAllTextAsync(folder["tiles.json"], $"[\n{string.Join(",\n", tiles)}\n]");
        await File.WriteAllTextAsync(folder["transforms.json"], Lens);
        var options = new ImportOptions
        {
            CreateStack = new StackVersion(),
            Bounds = (ImportBounds)random.Next(3),
            Journal = random.Next(2) == 0 ? folder["journal"] : null,
            Complete = true,
        };
        var stack = Client.Stack($"s{Interlocked.Increment(ref count)}");
        ImportReport report;
        try
        {
            report = await stack.ImportFilesAsync([folder["tiles.json"]], [folder["transforms.json"]], options);
        }
        catch (MissingTransformsException missing)
        {
            Assert.Contains("tiles.json, line 3", missing.Message, StringComparison.Ordinal);
            report = await stack.ImportFilesAsync(
                [folder["tiles.json"]], [folder["transforms.json"]], options with { CheckReferencesFirst = false });
        }

        Assert.Empty(report.UnreadableFiles);
        Assert.Empty(report.Lost);
        Assert.Equal((TilesInFile, TilesInFile), (report.TilesRead, report.TilesLanded + report.TilesRejected));
        Assert.All(report.Rejected, tile => Assert.Equal((folder["tiles.json"], 3), (tile.File, tile.Line)));
        var stored = await stack.GetTileIdsAsync();
        Assert.Subset(stored.ToHashSet(), Enumerable.Range(0, TilesInFile).Where(i => i != 1).Select(i => $"t{i}").ToHashSet());
        _ = await Record.ExceptionAsync(async () => await SpecFiles.ReadTilesAsync(folder["tiles.json"]).ToListAsync()) switch
        {
            null or SpecFileException { Line: 3 } => 0,
            var other => throw other,
        };
    }

    private static string Tile(int number, Random? random)
    {
        var tile = JsonNode.Parse(
            $$$$"""
            {"tileId":"t{{{{number}}}}","z":1,"width":100,"height":80,"minX":0,"minY":0,"maxX":99,"maxY":79,"minIntensity":0,"maxIntensity":255,"meshCellSize":64,
             "groupId":"g","layout":{"sectionId":"1.0","temca":"0","camera":"1","imageRow":{{{{number}}}},"imageCol":0,"stageX":1.5,"stageY":-2,"rotation":0.5,"pixelsize":4,"distanceZ":0},
             "mipmapLevels":{"0":{"imageUrl":"file:/a.png","maskUrl":"file:/m.png"},"1":{"imageUrl":"file:/b.png"}},
             "channels":[{"name":"c","minIntensity":0,"maxIntensity":1,"mipmapLevels":{"0":{"imageUrl":"file:/c.png"}}}],
             "mipmapPathBuilder":{"rootPath":"/m","numberOfLevels":3,"extension":"png"},"labels":["a","b"],
             "transforms":{"type":"list","specList":[{"type":"ref","refId":"lens"},
               {"type":"leaf","id":"x","className":"mpicbg.trakem2.transform.AffineModel2D","dataString":"1 0 0 1 0 0","metaData":{"labels":["l"]}},
               {"type":"interpolated","a":{"className":"mpicbg.trakem2.transform.TranslationModel2D","dataString":"1 2"},"b":{"type":"list","specList":[]},"lambda":0.5}]}}
            """)!;
        string text = tile.ToJsonString();
        for (int changes = random?.Next(1, 4) ?? 0; changes > 0; changes--)
            text = Change(text, random!);

        return text;
    }

    // Replaces one value, wherever it stands, by another one. In the text, since not all of them can be held by .NET's nodes.
    private static string Change(string json, Random random)
    {
        List<Range> values = [];
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(json), new JsonReaderOptions { MaxDepth = 1024 });
        Stack<int> open = [];
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    open.Push((int)reader.TokenStartIndex);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    values.Add(open.Pop()..(int)reader.BytesConsumed);
                    break;
                default:
                    values.Add((int)reader.TokenStartIndex..(int)reader.BytesConsumed);
                    break;
            }
        }

        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(json);
        var range = values[random.Next(values.Count)];
        return System.Text.Encoding.UTF8.GetString(
            [.. bytes[..range.Start], .. System.Text.Encoding.UTF8.GetBytes(Values[random.Next(Values.Length)]), .. bytes[range.End..]]);
    }
}
