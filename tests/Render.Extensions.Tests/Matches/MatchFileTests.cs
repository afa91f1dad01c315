using System.IO.Compression;
using System.Text;
using Render.Extensions.Tests.Support;

namespace Render.Extensions.Tests.Matches;

public sealed class MatchFileTests : OnEmbeddedServer, IDisposable
{
    private const string Good = """{"pGroupId":"1.0","pId":"a","qGroupId":"1.0","qId":"b","matches":{"p":[[1.5],[2]],"q":[[3],[4]],"w":[0.5]},"note":{"by":"me"}}""";

    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("m.json", "[")]
    [InlineData("m.json.gz", "\u001f\u008b")]
    [InlineData("m.zip", "PK")]
    [InlineData("m.jsonl", "{")]
    [InlineData("m.jsonl.gz", "\u001f\u008b")]
    public async Task Pairs_are_read_as_they_were_written(string name, string start)
    {
        CanvasMatches[] pairs = [.. Enumerable.Range(0, 2_000).Select(Pair)];

        Assert.Equal(2_000, await MatchFiles.WriteMatchesAsync(folder[name], pairs));

        Assert.StartsWith(start, Encoding.Latin1.GetString(await File.ReadAllBytesAsync(folder[name])), StringComparison.Ordinal);
        var read = await MatchFiles.ReadMatchesAsync(folder[name]).ToListAsync();
        Assert.Equal(pairs.Select(Json), read.Select(Json));
        string Json(CanvasMatches pair) => System.Text.Json.JsonSerializer.Serialize(pair, RenderJson.TypeInfo<CanvasMatches>());
    }

    [Theory]
    [InlineData($"[{Good}]")]
    [InlineData($"{{\"collection\":[{Good}]}}")]
    [InlineData($"{{\"name\":\"m\",\"other\":[[1],{{}}],\"collection\":[\n{Good}\n],\"count\":1}}")]
    [InlineData($"\uFEFF[{Good}]")]
    public async Task Arrays_are_read_alone_and_as_a_member(string text)
    {
        await File.WriteAllTextAsync(folder["m.json"], text);

        var pair = Assert.Single(await MatchFiles.ReadMatchesAsync(folder["m.json"]).ToListAsync());

        Assert.Equal((new CanvasId("1.0", "a"), new CanvasId("1.0", "b")), (pair.P(), pair.Q()));
        Assert.Equal([0.5], pair.Weights());
        Assert.Contains("note", pair.AdditionalProperties!.Keys);
    }

    [Fact]
    public async Task Files_are_imported_and_faulty_pairs_named_by_file_and_line()
    {
        await File.WriteAllTextAsync(
            folder["bad.json"],
            $"[\n{Good},\n{Good.Replace("\"b\"", "\"c\"").Replace("[0.5]", "[\"x\"]")},\n{Good.Replace("\"b\"", "\"d\"").Replace("[0.5]", "[1,2]")},\nnull,\n7]");
        await MatchFiles.WriteMatchesAsync(folder["many.jsonl.gz"], Enumerable.Range(0, 600).Select(Pair));
        await File.WriteAllTextAsync(folder["cut.json"], $"[{Good.Replace("\"a\"", "\"0\"")},");
        var collection = Client.MatchCollection("m");

        var report = await collection.ImportFilesAsync([folder["bad.json"], folder["many.jsonl.gz"], folder["cut.json"]]);

        Assert.Equal(602, report.PairsStored);
        Assert.Equal([3L, 4, 5, 6], report.Rejected.Select(pair => pair.Line!.Value));
        Assert.All(report.Rejected, pair => Assert.Equal(folder["bad.json"], pair.File));
        Assert.Equal(("a", "c"), (report.Rejected[0].P.Id, report.Rejected[0].Q.Id));
        Assert.Contains("matches.w[0] is \"x\"", report.Rejected[0].Reason, StringComparison.Ordinal);
        Assert.Contains("bad.json, line 3", report.Rejected[0].ToString(), StringComparison.Ordinal);
        Assert.Equal(folder["cut.json"], Assert.Single(report.UnreadableFiles).File);
        Assert.Equal(602, await collection.ReadMatchesAsync().CountAsync());
        await Assert.ThrowsAsync<FileNotFoundException>(() => collection.ImportFilesAsync([folder["missing.json"]]));
    }

    [Theory]
    [InlineData($"[{Good},\n{{\"pId\":[]}}]", 2, "its pId")]
    [InlineData("[{\"tileId\":\"t\",\"z\":1}]", null, "")]
    [InlineData(Good, null, "a single pair with matches, or one a line")]
    [InlineData("{\"pairs\":[{\"pId\":\"a\"}]}", null, "an array in 'pairs'")]
    [InlineData("{\"collection\":7}", 1, "collection is no array")]
    public async Task Files_of_something_else_are_named(string text, int? line, string reason)
    {
        await File.WriteAllTextAsync(folder["m.json"], text);

        var fault = await Record.ExceptionAsync(async () => await MatchFiles.ReadMatchesAsync(folder["m.json"]).ToListAsync());

        // A tile is JSON that a pair can be read from; what it lacks shows when it is imported.
        if (reason.Length == 0)
        {
            var report = await Client.MatchCollection("m").ImportFilesAsync([folder["m.json"]]);
            Assert.Contains("a tile spec", Assert.Single(report.Rejected).Reason, StringComparison.Ordinal);
            return;
        }

        var broken = Assert.IsType<SpecFileException>(fault);
        Assert.Equal(line, broken.Line);
        Assert.Contains(reason, broken.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Memory_does_not_grow_with_the_file()
    {
        var pair = Pair(0);
        await MatchFiles.WriteMatchesAsync(folder["large.json.gz"], Enumerable.Repeat(pair, 200_000));
        long most = 0;
        long before = GC.GetTotalMemory(forceFullCollection: true);
        int read = 0;

        await foreach (var _ in MatchFiles.ReadMatchesAsync(folder["large.json.gz"]))
        {
            if (++read % 50_000 == 0)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        Assert.Equal(200_000, read);
        Assert.InRange(most, 0, 20_000_000);
    }

    private static CanvasMatches Pair(int number) => new CanvasMatchesBuilder(new CanvasId("1.0", $"p{number}"), new CanvasId("2.0", $"q{number}"))
        .Add(new(number, 0.1), new(2.5, 1e-9), 0.25).Build();
}
