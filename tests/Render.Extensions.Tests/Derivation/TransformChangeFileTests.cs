using Render.Transforms;

namespace Render.Extensions.Tests.Derivation;

public sealed class TransformChangeFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("render-changes-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Changes_are_read_as_they_are_written()
    {
        string file = Path.Combine(folder.FullName, "changes.json");
        TransformChange[] changes = [.. Enumerable.Range(0, 1000).Select(i => new TransformChange($"t{i}", new TranslationModel2D(i, -i)))];

        await TransformChangeFiles.WriteAsync(file, changes.ToAsyncEnumerable());

        Assert.StartsWith("[\n{\"tileId\":\"t0\",\"transform\":{\"type\":\"leaf\",\"className\":\"mpicbg.trakem2.transform.TranslationModel2D\",", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        var read = await TransformChangeFiles.ReadAsync([file]).ToListAsync();
        Assert.Equal(
            changes.Select(change => (change.TileId, change.Transform.Apply(default))), read.Select(change => (change.TileId, change.Transform.Apply(default))));
    }

    [Fact]
    public async Task Names_that_end_in_gz_stand_for_compressed_files()
    {
        string file = Path.Combine(folder.FullName, "changes.json.gz");
        var changes = new[] { new TransformChange("t", new TranslationModel2D(1, 2)) }.ToAsyncEnumerable();

        await TransformChangeFiles.WriteAsync(file, changes);

        Assert.Equal([0x1F, 0x8B], (await File.ReadAllBytesAsync(file))[..2]);
        var read = Assert.Single(await TransformChangeFiles.ReadAsync([file]).ToListAsync());
        Assert.Equal(("t", new Point2D(1, 2)), (read.TileId, read.Transform.Apply(default)));
        Assert.Equal(file, Assert.Single(Directory.GetFiles(folder.FullName)));
    }

    [Theory]
    [InlineData("""[{"tileId":"a","transform":{"className":"c","dataString":"1"}},{"tileId":"b"}]""", 1, "tile 'b' has no transform")]
    [InlineData("""[{"transform":{"className":"c","dataString":"1"}}]""", 1, "it has no tileId")]
    [InlineData("""[{"tileId":"","transform":{"className":"c","dataString":"1"}}]""", 1, "it has no tileId")]
    [InlineData("[\n null]", 2, "it has no tileId")]
    [InlineData("[\n 7]", 2, "A change is an object")]
    [InlineData("""[{"tileId":true,"transform":{"className":"c","dataString":"1"}}]""", 1, "its tileId is true: An id is text")]
    [InlineData("[\n\n{\"tileId\":\"a\",\"transform\":7}]", 3, "tile 'a': its transform is 7: A transform is a JSON object")]
    [InlineData("""[{"tileId":"a","transform":{"type":"list","specList":[{"className":"c"},{"className":[7]}]}}]""", 1, "tile 'a': its transform.specList[1].className")]
    [InlineData("""[{"transform":{"type":"ref"},"tileId":"a"}]""", 1, "A reference to a transform has no refId")]
    [InlineData("""{"tileId":"a"}""", null, "a single transform change")]
    [InlineData("""{"tileIdToSpecMap":{"a":{"tileId":"a"}}}""", null, "array of transform changes")]
    [InlineData("7", null, "array of transform changes")]
    [InlineData("""[{"tileId":"a",""", 1, "malformed")]
    public async Task Files_that_hold_something_else_are_named_with_line_and_tile(string text, int? line, string reason)
    {
        string file = Path.Combine(folder.FullName, "broken.json");
        await File.WriteAllTextAsync(file, text);

        var fault = await Assert.ThrowsAsync<SpecFileException>(async () => await TransformChangeFiles.ReadAsync([file]).ToListAsync());

        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.Equal((file, line), (fault.File, fault.Line));
        Assert.DoesNotContain("Render.", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", fault.Message, StringComparison.Ordinal);
    }
}
