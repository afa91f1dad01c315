using System.IO.Compression;
using System.Text;
using Render.Extensions.Tests.Support;
using static Render.Extensions.Tests.Import.TestTiles;

namespace Render.Extensions.Tests.Files;

/// <summary>Files that are not what they are given as: the message says what they are and what to do.</summary>
public sealed class WrongFileTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("{\"tileId\":\"a\",\"z\":1}", "a single tile spec, or one a line", "let the name end in .jsonl")]
    [InlineData("{\"tileId\":\"a\"}\n{\"tileId\":\"b\"}", "a single tile spec, or one a line", "let the name end in .jsonl")]
    [InlineData("{\"tileSpecs\":[{\"tileId\":\"a\"}]}", "tileSpecs", "into an array of their own")]
    [InlineData("{\"version\":1,\"tiles\":[{\"tileId\":\"a\"}]}", "an array in 'tiles'", "write that array alone")]
    [InlineData("{\"swagger\":\"2.0\",\"tags\":[],\"paths\":{}}", "the description of a web service", "Name the file")]
    [InlineData("{\"renderParametersUrlTemplate\":\"u\",\"neighborPairs\":[]}", "a file of tile pairs", "TilePairFiles")]
    [InlineData("{\"pGroupId\":\"1.0\",\"pId\":\"a\"}", "point matches", "match collections")]
    [InlineData("{\"a\":1,\"b\":{\"c\":[1]}}", "an object with 'a', 'b'", "array of tile specs")]
    [InlineData("\"text\"", "no list", "array of tile specs")]
    [InlineData("<!DOCTYPE html><html><body>502</body></html>", "HTML", "Get the file again")]
    [InlineData(" \n<?xml version=\"1.0\"?><trakem2/>", "XML", "JSON")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:1", "Git LFS", "git lfs pull")]
    [InlineData("7z\u00BC\u00AF\u0027\u001C\0\u0004", "7z", "pack it as gzip or zip")]
    [InlineData("\u00FD7zXZ\0\0", "xz", "pack it as gzip or zip")]
    [InlineData("(\u00B5/\u00FD\u0004", "zstd", "pack it as gzip or zip")]
    [InlineData("\u0089PNG\r\n\u001a\n", "an image", "Name the file")]
    [InlineData("", "empty", "[]")]
    [InlineData(" \r\n", "empty", "[]")]
    public async Task Files_of_tiles(string content, string kind, string remedy)
    {
        await File.WriteAllTextAsync(folder["tiles.json"], content, Encoding.Latin1);

        var fault = await Assert.ThrowsAsync<SpecFileException>(async () => await SpecFiles.ReadTilesAsync(folder["tiles.json"]).ToListAsync());

        Assert.Equal(folder["tiles.json"], fault.File);
        Assert.Contains(kind, fault.Reason, StringComparison.Ordinal);
        Assert.Contains(remedy, fault.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("Render.", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[{\"pGroupId\":\"1.0\",\"pId\":\"a\",\"qGroupId\":\"1.0\",\"qId\":\"b\",\"matches\":{}}]", "a pair with its point matches")]
    [InlineData("[{\"id\":\"a\",\"className\":\"c\",\"dataString\":\"1\"}]", "a transform spec")]
    [InlineData("[{\"tileId\":\"a\",\"transform\":{\"className\":\"c\"}}]", "a change of transforms")]
    [InlineData("[[{\"tileId\":\"a\"}]]", "object")]
    [InlineData("[\"a\"]", "object")]
    public async Task Arrays_of_something_else_than_tiles(string content, string kind)
    {
        await File.WriteAllTextAsync(folder["tiles.json"], content);
        using var server = new Import.StubServer();

        var rejected = Assert.Single((await server.Stack().ImportFilesAsync([folder["tiles.json"]])).Rejected);

        Assert.Contains(kind, rejected.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_says_so()
    {
        Directory.CreateDirectory(folder["tiles.json"]);

        var fault = await Assert.ThrowsAsync<SpecFileException>(async () => await SpecFiles.ReadTilesAsync(folder["tiles.json"]).ToListAsync());

        Assert.Contains("it is a folder. Name the files in it.", fault.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<SpecFileException>(() => TilePairFile.ReadAsync(folder["tiles.json"]));
    }

    // The methods stand in the entry's header and in the directory: bit 0 of the flags says encrypted, 14 is LZMA.
    [Theory]
    [InlineData(1, 8, "it is encrypted")]
    [InlineData(0, 14, "stored or deflated")]
    [InlineData(0, 93, "stored or deflated")]
    public async Task Archives_that_cannot_be_unpacked(byte flags, byte method, string reason)
    {
        string path = folder["x.zip"];
        await SpecFiles.WriteTilesAsync(path, Tiles(10));
        byte[] bytes = await File.ReadAllBytesAsync(path);
        int directory = bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        (bytes[6], bytes[8]) = ((byte)(bytes[6] | flags), method);
        (bytes[directory + 8], bytes[directory + 10]) = ((byte)(bytes[directory + 8] | flags), method);
        await File.WriteAllBytesAsync(path, bytes);

        var fault = await Assert.ThrowsAsync<SpecFileException>(async () => await SpecFiles.ReadTilesAsync(path).ToListAsync());

        Assert.Equal($"{path}!x.json", fault.File);
        Assert.Contains(reason, fault.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x.zip", "x.7z.zip", "7z\u00BC\u00AF\u0027\u001C", "7z")]
    [InlineData("x.zip", "x.html.zip", "<html>", "HTML")]
    [InlineData("x.zip", "x.gz.zip", "\u001f\u008b", "it is gzip. Let its name end in .gz.")]
    public async Task Archives_that_are_none(string expected, string name, string content, string kind)
    {
        Assert.EndsWith(expected[1..], name, StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder[name], content + new string(' ', 100), Encoding.Latin1);

        var fault = await Assert.ThrowsAsync<SpecFileException>(async () => await SpecFiles.ReadTilesAsync(folder[name]).ToListAsync());

        Assert.Contains(kind, fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trailing_comma_is_named_with_its_tile_and_member()
    {
        await File.WriteAllTextAsync(folder["tiles.json"], "[\n{\"tileId\":\"t0\"},\n{\"tileId\":\"t1\",\"layout\":{\"sectionId\":\"1.0\",}}]");

        var fault = await Assert.ThrowsAsync<SpecFileException>(async () => await SpecFiles.ReadTilesAsync(folder["tiles.json"]).ToListAsync());

        Assert.Equal(3, fault.Line);
        Assert.Contains("'t1' at layout", fault.Reason, StringComparison.Ordinal);
        Assert.Contains("trailing comma", fault.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("reader options", fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gzip_within_gzip_is_named()
    {
        await using (var outer = new GZipStream(File.Create(folder["x.json.gz"]), CompressionMode.Compress))
        await using (var inner = new GZipStream(outer, CompressionMode.Compress))
            inner.Write("[]"u8);

        var fault = await Assert.ThrowsAsync<SpecFileException>(async () => await SpecFiles.ReadTilesAsync(folder["x.json.gz"]).ToListAsync());

        Assert.Contains("gzip within gzip", fault.Reason, StringComparison.Ordinal);
    }
}
