using System.IO.Compression;
using System.Text;
using Render.Extensions.Tests.Support;
using Render.Transforms;
using static Render.Extensions.Tests.Import.TestTiles;

namespace Render.Extensions.Tests.Files;

/// <summary>How files are packed, laid out and encoded.</summary>
public sealed class FileFormatTests : IDisposable
{
    private const string Lens = "mpicbg.trakem2.transform.TranslationModel2D";

    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("x.zip", "PK", "x.json")]
    [InlineData("X.ZIP", "PK", "X.json")]
    [InlineData("x.json.zip", "PK", "x.json")]
    [InlineData("x.jsonl.zip", "PK", "x.jsonl")]
    [InlineData("x.json.gz", "\u001f\u008b", null)]
    [InlineData("x.jsonl.GZ", "\u001f\u008b", null)]
    [InlineData("x.json", "[", null)]
    [InlineData("x.jsonl", "{", null)]
    [InlineData("x.ndjson", "{", null)]
    public async Task Every_writer_writes_what_the_name_says_and_every_reader_reads_it(string name, string start, string? entry)
    {
        string path = folder[name];
        await SpecFiles.WriteTilesAsync(path, Tiles(300));
        Require();
        Assert.Equal(Tiles(300).Select(tile => tile.TileId), await SpecFiles.ReadTilesAsync(path).Select(tile => tile.TileId).ToListAsync());

        await SpecFiles.WriteTransformsAsync(path, [new TranslationModel2D(1, 2) { Id = "a" }, new TranslationModel2D(3, 4) { Id = "b" }]);
        Require();
        Assert.Equal(["a", "b"], (await SpecFiles.ReadTransformsAsync(path)).Select(transform => transform.Id));

        TransformChange[] changes = [new("t0", new TranslationModel2D(1, 2)), new("t1", new TranslationModel2D(1, 2))];
        await TransformChangeFiles.WriteAsync(path, changes.ToAsyncEnumerable());
        Require();
        Assert.Equal(["t0", "t1"], await TransformChangeFiles.ReadAsync([path]).Select(change => change.TileId).ToListAsync());

        void Require()
        {
            Assert.StartsWith(start, Encoding.Latin1.GetString(File.ReadAllBytes(path)), StringComparison.Ordinal);
            if (entry is not null)
            {
                using var archive = ZipFile.OpenRead(path);
                Assert.Equal(entry, Assert.Single(archive.Entries).FullName);
            }
        }
    }

    [Theory]
    [InlineData("pairs.zip", "pairs_p000.zip")]
    [InlineData("pairs.json.zip", "pairs_p000.json.zip")]
    public async Task Pairs_are_written_into_archives(string name, string written)
    {
        using var client = RenderClient.Connect(new Uri("http://nowhere:8080/render-ws"), "o1", "p1");
        TilePair[] pairs = [new(new("1.0", "a"), new("1.0", "b"))];

        string file = Assert.Single(await TilePairFiles.WriteAsync(pairs.ToAsyncEnumerable(), client.Stack("s"), folder[name]));

        Assert.Equal(folder[written], file);
        using (var archive = ZipFile.OpenRead(file))
            Assert.EndsWith(".json", Assert.Single(archive.Entries).FullName, StringComparison.Ordinal);

        Assert.Equal(pairs, await TilePairFiles.ReadAsync([file]).ToListAsync());
    }

    [Theory]
    [InlineData("lines.jsonl")]
    [InlineData("lines.ndjson.gz")]
    public async Task Empty_lines_and_no_lines_at_all_are_no_fault(string name)
    {
        await WriteAsync(name, "");
        Assert.Empty(await SpecFiles.ReadTilesAsync(folder[name]).ToListAsync());

        await WriteAsync(name, "\uFEFF\r\n  {\"tileId\":\"a\"}\r\n\r\n{\"tileId\":\"b\"}");
        Assert.Equal(["a", "b"], await SpecFiles.ReadTilesAsync(folder[name]).Select(tile => tile.TileId).ToListAsync());

        await WriteAsync(name, "[{\"tileId\":\"a\"},\n{\"tileId\":\"b\"}]");
        Assert.Equal(["a", "b"], await SpecFiles.ReadTilesAsync(folder[name]).Select(tile => tile.TileId).ToListAsync());
    }

    [Fact]
    public async Task Lines_longer_than_the_buffer_are_read()
    {
        string[] ids = [.. Enumerable.Range(0, 40).Select(i => new string((char)('a' + i % 26), 70_000 * i + 1))];
        await File.WriteAllLinesAsync(folder["long.jsonl"], ids.Select(id => $$"""{"tileId":"{{id}}"}"""));

        Assert.Equal(ids, await SpecFiles.ReadTilesAsync(folder["long.jsonl"]).Select(tile => tile.TileId).ToListAsync());
    }

    public static TheoryData<string, bool> Encodings()
    {
        var all = new TheoryData<string, bool>();
        foreach (string name in (string[])["utf-8", "utf-16", "utf-16BE", "utf-32", "utf-32BE"])
        {
            all.Add(name, true);
            all.Add(name, false);
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Every_reader_takes_every_encoding_of_JSON(string encoding, bool hasMark)
    {
        string tiles = """[{"tileId":"Zürich ☃ 𝄞"}, {"tileId":"b"}]""";
        string transforms = $$"""[{"id":"ü","className":"{{Lens}}","dataString":"1 2"}]""";
        string changes = $$$"""[{"tileId":"ü","transform":{"className":"{{{Lens}}}","dataString":"1 2"}}]""";
        string pairs = """{"renderParametersUrlTemplate":"u","neighborPairs":[{"p":{"groupId":"1.0","id":"ä"},"q":{"groupId":"1.0","id":"ü"}}]}""";
        foreach (string name in (string[])["x.json", "x.json.gz"])
        {
            await WriteAsync(name, tiles, encoding, hasMark);
            Assert.Equal(["Zürich ☃ 𝄞", "b"], await SpecFiles.ReadTilesAsync(folder[name]).Select(tile => tile.TileId).ToListAsync());
            await WriteAsync(name, transforms, encoding, hasMark);
            Assert.Equal("ü", Assert.Single(await SpecFiles.ReadTransformsAsync(folder[name])).Id);
            await WriteAsync(name, changes, encoding, hasMark);
            Assert.Equal("ü", Assert.Single(await TransformChangeFiles.ReadAsync([folder[name]]).ToListAsync()).TileId);
            await WriteAsync(name, pairs, encoding, hasMark);
            Assert.Equal("ü", Assert.Single((await TilePairFile.ReadAsync(folder[name])).Pairs).Q.Id);
        }
    }

    [Theory]
    [InlineData("utf-16", new byte[] { (byte)'X', 0 }, new byte[] { 0, 0xD8 })]
    [InlineData("utf-32BE", new byte[] { 0, 0, 0, (byte)'X' }, new byte[] { 0, 0x11, 0, 0 })]
    public async Task What_is_no_text_in_such_an_encoding_is_a_fault_of_the_file(string encoding, byte[] letter, byte[] noLetter)
    {
        await WriteAsync("cut.json", "[{\"tileId\":\"aX\"}]", encoding, hasMark: true);
        byte[] bytes = await File.ReadAllBytesAsync(folder["cut.json"]);
        int place = bytes.AsSpan().IndexOf(letter);
        noLetter.CopyTo(bytes, place);
        await File.WriteAllBytesAsync(folder["cut.json"], bytes);

        var fault = await Assert.ThrowsAsync<SpecFileException>(async () => await SpecFiles.ReadTilesAsync(folder["cut.json"]).ToListAsync());

        Assert.Contains("UTF-", fault.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(255)]
    public async Task Lists_are_read_as_deep_as_they_may_nest(int depth)
    {
        string list = string.Concat(Enumerable.Repeat("{\"type\":\"list\",\"specList\":[", depth))
            + $$"""{"className":"{{Lens}}","dataString":"1 2"}""" + string.Concat(Enumerable.Repeat("]}", depth));
        await WriteAsync("deep.json", $$"""[{"tileId":"a","transforms":{{list}}}]""");

        var tile = Assert.Single(await SpecFiles.ReadTilesAsync(folder["deep.json"]).ToListAsync());

        Assert.Equal(new Point2D(1, 2), tile.Transforms!.Apply(default));
        await SpecFiles.WriteTilesAsync(folder["again.json"], [tile]);
        Assert.Single(await SpecFiles.ReadTilesAsync(folder["again.json"]).ToListAsync());
        await WriteAsync("change.json", $$"""[{"tileId":"a","transform":{{list}}}]""");
        Assert.Single(await TransformChangeFiles.ReadAsync([folder["change.json"]]).ToListAsync());
        await WriteAsync("shared.json", "[{\"id\":\"a\"," + list[1..] + "]");
        Assert.Single(await SpecFiles.ReadTransformsAsync(folder["shared.json"]));
    }

    private async Task WriteAsync(string name, string text, string encoding = "utf-8", bool hasMark = false)
    {
        Encoding coding = encoding switch
        {
            "utf-16" => new UnicodeEncoding(bigEndian: false, hasMark),
            "utf-16BE" => new UnicodeEncoding(bigEndian: true, hasMark),
            "utf-32" => new UTF32Encoding(bigEndian: false, hasMark),
            "utf-32BE" => new UTF32Encoding(bigEndian: true, hasMark),
            _ => new UTF8Encoding(hasMark),
        };
        await using Stream file = File.Create(folder[name]);
        await using Stream stream = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Compress) : file;
        await stream.WriteAsync((byte[])[.. coding.GetPreamble(), .. coding.GetBytes(text)]);
    }
}
