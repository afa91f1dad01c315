using System.Globalization;
using System.Net;
using Render.Transforms;

namespace Render.Generated.Tests.Clients;

public class RequestTests
{
    [Fact]
    public async Task A_read_sends_method_path_and_accepted_type_and_tells_its_operation()
    {
        using var server = new StubServer(body: """{"stackId":{"owner":"o","project":"p","stack":"s"},"state":"LOADING"}""");

        var stack = await new StacksClient(server.Client).GetStackAsync("o", "p", "s");

        Assert.Equal(HttpMethod.Get, server.Method);
        Assert.Equal("v1/owner/o/project/p/stack/s", server.Path);
        Assert.Equal("application/json", server.Accept);
        Assert.Equal("Stacks.GetStack", server.Operation);
        Assert.Equal(StackState.Loading, stack.State);
    }

    [Theory]
    [InlineData("a;b", "a%3Bb")]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("a b", "a%20b")]
    [InlineData("a,b", "a%2Cb")]
    [InlineData("a+b?c#d%e", "a%2Bb%3Fc%23d%25e")]
    [InlineData("köln", "k%C3%B6ln")]
    public async Task Ids_are_escaped_in_paths(string tileId, string escaped)
    {
        using var server = new StubServer(body: "{}");

        await new TilesClient(server.Client).GetTileSpecAsync("o", "p", "s", tileId);

        Assert.Equal($"v1/owner/o/project/p/stack/s/tile/{escaped}", server.Path);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task A_name_that_a_path_cannot_carry_is_refused_by_its_parameter(string stack)
    {
        using var server = new StubServer();

        var exception = await Assert.ThrowsAsync<ArgumentException>(() => new StacksClient(server.Client).GetStackAsync("o", "p", stack));

        Assert.Equal("stack", exception.ParamName);
        Assert.Null(server.Url);
    }

    [Theory]
    [InlineData(1.0, "1")]
    [InlineData(2.5, "2.5")]
    [InlineData(-0.1, "-0.1")]
    [InlineData(1234567.0000000002, "1234567.0000000002")]
    public async Task Numbers_in_paths_keep_their_precision_in_any_culture(double z, string text)
    {
        var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        german.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = german;
        using var server = new StubServer(body: "{}");

        await new SectionsClient(server.Client).GetLayerBoundsAsync("o", "p", "s", z);

        Assert.Equal($"v1/owner/o/project/p/stack/s/z/{text}/bounds", server.Path);
    }

    [Fact]
    public async Task Options_that_are_left_out_are_not_sent_and_the_others_are()
    {
        using var server = new StubServer(body: "[]");
        var client = new TilesClient(server.Client);

        await client.GetTileIdsAsync("o", "p", "s");
        Assert.Equal("v1/owner/o/project/p/stack/s/tileIds", server.Path);

        await client.GetTileIdsAsync("o", "p", "s", minZ: 1.5, matchPattern: "A$ &=");
        Assert.Equal("v1/owner/o/project/p/stack/s/tileIds?minZ=1.5&matchPattern=A%24%20%26%3D", server.Path);
    }

    [Fact]
    public async Task Lists_in_queries_repeat_their_name()
    {
        using var server = new StubServer(HttpStatusCode.Created);

        await new StacksClient(server.Client).CloneStackAsync("o", "p", "s", "t", new StackVersion(), z: [2, 2.5], skipTransforms: true);

        Assert.Equal("v1/owner/o/project/p/stack/s/cloneTo/t?z=2&z=2.5&skipTransforms=true", server.Path);
    }

    [Theory]
    [InlineData(StackState.Names.Loading, "LOADING")]
    [InlineData(StackState.Names.ReadOnly, "READ_ONLY")]
    [InlineData("ARCHIVED/x", "ARCHIVED%2Fx")]
    public async Task Enumerations_travel_as_their_text_known_or_not(string state, string name)
    {
        using var server = new StubServer(HttpStatusCode.Created);

        await new StacksClient(server.Client).SetStackStateAsync("o", "p", "s", new StackState(state));

        Assert.Equal(HttpMethod.Put, server.Method);
        Assert.Equal($"v1/owner/o/project/p/stack/s/state/{name}", server.Path);
    }

    [Fact]
    public async Task Enumerations_travel_in_queries_as_their_text_known_or_not()
    {
        using var server = new StubServer(body: "");

        await new LayoutsClient(server.Client).GetLayoutFileAsync("o", "p", "s", format: new TileLayoutFormat("A&B"));

        Assert.Equal("v1/owner/o/project/p/stack/s/layoutFile?format=A%26B", server.Path);
    }

    [Fact]
    public async Task An_enumeration_without_text_is_refused_before_anything_is_sent()
    {
        using var server = new StubServer();

        await Assert.ThrowsAsync<ArgumentException>(
            "state", () => new StacksClient(server.Client).SetStackStateAsync("o", "p", "s", default));
        await Assert.ThrowsAsync<ArgumentException>(
            "format", () => new LayoutsClient(server.Client).GetLayoutFileAsync("o", "p", "s", format: default(TileLayoutFormat)));

        Assert.Null(server.Url);
    }

    [Fact]
    public async Task A_body_is_sent_as_JSON_without_what_is_not_set()
    {
        using var server = new StubServer(HttpStatusCode.Created);

        await new StacksClient(server.Client).CreateStackVersionAsync("o", "p", "s", new StackVersion
        {
            CreateTimestamp = new DateTimeOffset(2020, 1, 2, 4, 4, 5, 678, TimeSpan.FromHours(1)),
            StackResolutionX = 4,
            VersionNotes = "a <note>",
        });

        Assert.Equal(HttpMethod.Post, server.Method);
        Assert.Equal("application/json", server.ContentType);
        Assert.Equal("""{"createTimestamp":"2020-01-02T03:04:05.678Z","versionNotes":"a <note>","stackResolutionX":4}""", server.Body);
    }

    [Fact]
    public async Task A_missing_body_is_refused_by_its_name()
    {
        using var server = new StubServer();

        var exception = await Assert.ThrowsAsync<ArgumentNullException>(
            () => new StacksClient(server.Client).CreateStackVersionAsync("o", "p", "s", null!));

        Assert.Equal("stackVersion", exception.ParamName);
    }

    [Fact]
    public async Task The_default_channel_travels_without_quotes_both_ways()
    {
        using var server = new StubServer(body: "DAPI");
        var client = new StacksClient(server.Client);

        Assert.Equal("DAPI", await client.GetDefaultChannelAsync("o", "p", "s"));
        await client.SetDefaultChannelAsync("o", "p", "s", "DAPI");

        Assert.Equal("DAPI", server.Body);
        Assert.Equal("application/json", server.ContentType);
    }

    [Fact]
    public async Task Nothing_set_is_null_and_not_an_error()
    {
        using var server = new StubServer(HttpStatusCode.NoContent);
        var client = new StacksClient(server.Client);

        Assert.Null(await client.GetDefaultChannelAsync("o", "p", "s"));
        Assert.Null(await client.GetMipmapPathBuilderAsync("o", "p", "s"));
        Assert.Null(await client.GetMaterializedBoxRootPathAsync("o", "p", "s"));
    }

    [Fact]
    public async Task An_image_is_a_stream_with_its_type()
    {
        using var server = new StubServer(body: "not really", mediaType: "image/png");

        await using var image = await new ImagesClient(server.Client)
            .GetBoxPngImageAsync("o", "p", "s", 1, 0, -5, 100, 50, 0.5, convertToGray: true, scaleOverride: 0.25);

        Assert.Equal("v1/owner/o/project/p/stack/s/z/1/box/0,-5,100,50,0.5/png-image?convertToGray=true&scale=0.25", server.Path);
        Assert.Equal("image/png", server.Accept);
        Assert.Equal("image/png", image.MediaType);
        Assert.Equal("not really"u8.ToArray(), await image.ReadAllBytesAsync());
    }

    [Fact]
    public async Task Transforms_travel_as_their_own_types()
    {
        using var server = new StubServer(body: """
            {"dataString":"1.0 0.0 0.0 1.0 2.0 3.0","className":"mpicbg.trakem2.transform.AffineModel2D","id":"t"}
            """);

        var transform = await new TilesClient(server.Client).GetTransformSpecAsync("o", "p", "s", "t");

        var affine = Assert.IsType<AffineModel2D>(transform);
        Assert.Equal(new Point2D(12, 23), affine.Apply(new Point2D(10, 20)));
    }

    [Fact]
    public async Task A_cancelled_call_ends_as_cancelled()
    {
        using var server = new StubServer(body: "[]");
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new StacksClient(server.Client).ListOwnersAsync(cancellation.Token));
    }
}
