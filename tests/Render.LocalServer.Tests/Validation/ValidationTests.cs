using System.Net;
using System.Text;

namespace Render.LocalServer.Tests.Validation;

public sealed class ValidationTests : OnStack
{
    private const string Identity = "1 0 0 1 0 0";

    private static readonly string Images = Path.GetDirectoryName(Golden.Path("exchanges/images/a.png"))!;

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Any_media_type_is_read(string mediaType)
    {
        using var content = new StringContent("""{"scale":1}""", Encoding.UTF8, mediaType);
        using var response = await Http.PutAsync($"{Owner}/validate-json/render", content);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("""{"0":{"imageUrl":"file:a.png"},"1":{"imageUrl":"file:a.png","maskUrl":"file:gone.png"}}""", "cannot find maskUrl file '*/gone.png'")]
    [InlineData("""{"0":{"maskUrl":"file:a.png"}}""", "no imageUrl specified")]
    [InlineData("""{"0":{"imageUrl":"file:empty.png"}}""", "imageUrl file '*/empty.png' is empty")]
    [InlineData("""{"0":{"imageUrl":"file:a b.png"}}""", "failed to create URI for 'file:*/a b.png'")]
    [InlineData("""{"0":{"imageUrl":"https://host/a.png","maskUrl":"mask://outside-box?minX=1"}}""", null)]
    [InlineData("""{"0":{"imageUrl":"a.png"}}""", null)]
    [InlineData("""{"0":{"imageUrl":"file:a.png?page=2#x"}}""", null)]
    [InlineData("""{"0":{"imageUrl":"file:%61.png"}}""", null)]
    public async Task Images_on_disk_must_be_there_at_every_level(string levels, string? error)
    {
        var empty = Directory.CreateTempSubdirectory("render-validation").FullName;
        try
        {
            File.WriteAllBytes(Path.Combine(empty, "empty.png"), []);
            File.Copy(Path.Combine(Images, "a.png"), Path.Combine(empty, "a.png"));
            levels = levels.Replace("file:", $"file:{empty}/", StringComparison.Ordinal)
                .Replace("\"a.png\"", $"\"{empty}/a.png\"", StringComparison.Ordinal);

            var answer = await ValidateAsync("tile", Tile("t", Affine(Identity), more: $"\"mipmapLevels\":{levels},"));

            Assert.Equal(
                error is null
                    ? (HttpStatusCode.OK, "Successfully parsed org.janelia.alignment.spec.TileSpec instance from JSON text.  Parsed value is: t.\n")
                    : (HttpStatusCode.BadRequest, "Failed to parse org.janelia.alignment.spec.TileSpec instance from JSON text.  Specific error is: "
                        + error.Replace("*", empty, StringComparison.Ordinal) + "\n"),
                answer);
        }
        finally
        {
            Directory.Delete(empty, recursive: true);
        }
    }

    [Theory]
    [InlineData("""[{"type":"leaf","id":"a","className":"x.Y","dataString":""},{"type":"ref","id":"b","refId":"a"}]""", "transform class 'x.Y' cannot be found")]
    [InlineData("""[{"type":"ref","id":"b","refId":"a"}]""", "spec 'b' has the following unresolved references: [a]")]
    [InlineData("""[{"type":"list","id":"l","specList":[{"type":"ref","refId":"a"},{"type":"ref","refId":"b"}]}]""", "spec 'l' has the following unresolved references: [a, b]")]
    [InlineData("""[{"className":"mpicbg.models.AffineModel2D","dataString":"1 0 0 1 0 0"}]""",
        "transform class 'mpicbg.models.AffineModel2D' does not implement the 'interface mpicbg.trakem2.transform.CoordinateTransform' interface")]
    public async Task Transforms_that_cannot_be_made_are_named(string json, string error) => Assert.Equal(
        (HttpStatusCode.BadRequest,
            $"Failed to parse array of org.janelia.alignment.spec.TransformSpec instances from JSON text.  Specific error is: {error}\n"),
        await ValidateAsync("transform-array", json));

    [Fact]
    public async Task Render_parameters_are_described_by_what_is_not_the_default()
    {
        var (status, text) = await ValidateAsync("render", """{"x":-1.5,"y":0,"width":256,"height":10,"scale":1.0}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.EndsWith("Parsed value is: {tileSpecs=[0 items], x=-1.5, height=10}.\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"out":"a b"}""", "failed to create uniform resource identifier for 'a b'")]
    [InlineData("""{"tileSpecs":[{"tileId":"q"}]}""", "tile 'q' does not contain any mipmapLevel elements")]
    [InlineData("""{"width":"wide"}""", "failed to parse json text")]
    [InlineData("", "failed to parse json text")]
    public async Task Render_parameters_that_cannot_be_drawn_are_refused(string json, string error)
    {
        var (status, text) = await ValidateAsync("render", json);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.EndsWith($"Specific error is: {error}\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_that_are_no_specs_are_quoted()
    {
        var (status, text) = await ValidateAsync("tile", "[1]");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("org.janelia.alignment.spec.TileSpec", text, StringComparison.Ordinal);
        Assert.EndsWith("\n at [Source: (String)\"[1]\"; line: 1, column: 1]\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stored_tiles_are_validated_with_their_shared_transforms()
    {
        await PutAsync($"{Stack}/resolvedTiles?deriveData=true", $$"""
            {"transformIdToSpecMap":{"lens":{"id":"lens","className":"mpicbg.trakem2.transform.AffineModel2D","dataString":"1 0 0 1 0 0"} },
             "tileIdToSpecMap":{"a":{{Tile("a", """{"type":"ref","refId":"lens"}""", more: Image($"{Images}/a.png"))}},
                                "b":{{Tile("b", Affine(Identity), more: Image("/gone.png"))}} } }
            """);

        await RefusedAsync(HttpStatusCode.OK, "", $"{Stack}/tile/a/validation-info");
        await RefusedAsync(HttpStatusCode.BadRequest, "cannot find imageUrl file '/gone.png'", $"{Stack}/tile/b/validation-info");
    }

    private static string Image(string path) => $$""" "mipmapLevels":{"0":{"imageUrl":"file:{{path}}"} },""";

    private async Task<(HttpStatusCode Status, string Text)> ValidateAsync(string kind, string json)
    {
        using var response = await Http.PutAsync($"{Owner}/validate-json/{kind}", Json(json));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
