using System.IO.Pipelines;
using System.Net;
using System.Text;
using Render.Transforms;

namespace Render.Generated.Tests.Clients;

[Collection(nameof(WholeProcess))]
public sealed class StreamTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    private readonly PipeServer server = new();

    public void Dispose() => server.Dispose();

    [Fact]
    public async Task Elements_are_here_before_the_answer_ends()
    {
        await using var tiles = new SectionsClient(server.Client).StreamLayerTileSpecsAsync("o", "p", "s", 1).GetAsyncEnumerator();

        var first = tiles.MoveNextAsync();
        await server.SendAsync("""[{"tileId":"a"},{"tileId":"b"},{"ti""");
        Assert.True(await first.AsTask().WaitAsync(Long));
        Assert.Equal("a", tiles.Current.TileId);
        Assert.True(await tiles.MoveNextAsync());
        Assert.Equal("b", tiles.Current.TileId);

        var third = tiles.MoveNextAsync();
        Assert.False(third.IsCompleted);
        await server.SendAsync("""leId":"c"}]""");
        Assert.True(await third.AsTask().WaitAsync(Long));
        await server.EndAsync();
        Assert.False(await tiles.MoveNextAsync());
    }

    [Fact]
    public async Task Tiles_and_shared_transforms_are_here_before_the_answer_ends()
    {
        await using var specs = new SectionsClient(server.Client).StreamLayerResolvedTilesAsync("o", "p", "s", 1).GetAsyncEnumerator();

        var first = specs.MoveNextAsync();
        await server.SendAsync("""{"transformIdToSpecMap":{"lens":{"id":"lens","className":"x.Y","dataString":"1"}},"later":[{"deep":1}],"tileIdToSpecMap":{"a":{"tileId":"a"},"b":{"til""");
        Assert.True(await first.AsTask().WaitAsync(Long));
        Assert.Equal("lens", Assert.IsType<UnknownTransform>(specs.Current.SharedTransform).Id);
        Assert.Null(specs.Current.Tile);
        Assert.True(await specs.MoveNextAsync());
        Assert.Equal("a", specs.Current.Tile!.TileId);

        var next = specs.MoveNextAsync();
        Assert.False(next.IsCompleted);
        await server.SendAsync("""eId":"b"}}}""");
        await server.EndAsync();
        Assert.True(await next.AsTask().WaitAsync(Long));
        Assert.Equal("b", specs.Current.Tile!.TileId);
        Assert.False(await specs.MoveNextAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public async Task An_answer_may_come_in_pieces_of_any_size(int size)
    {
        string lens = new('1', 100_000);
        string answer = """{"tileIdToSpecMap":{"a":{"tileId":"a\u0062","transforms":{"type":"list","specList":[{"type":"ref","refId":"lens"}]}}},"transformIdToSpecMap":{"lens":{"id":"lens","className":"x.Y","dataString":"DATA"}}}"""
            .Replace("DATA", lens, StringComparison.Ordinal);
        var sending = Task.Run(async () =>
        {
            foreach (char[] piece in answer.Chunk(size))
                await server.SendAsync(new string(piece));

            await server.EndAsync();
        });

        var specs = await new TilesClient(server.Client).StreamResolvedTilesAsync("o", "p", "s").ToListAsync();
        await sending;

        Assert.Equal(["ab", null], specs.Select(spec => spec.Tile?.TileId));
        Assert.Equal(lens, Assert.IsType<UnknownTransform>(specs[1].SharedTransform).DataString);
    }

    [Fact]
    public async Task Memory_does_not_grow_with_the_answer()
    {
        const int Count = 200_000;
        var sending = Task.Run(async () =>
        {
            await server.SendAsync("""{"tileIdToSpecMap":{""");
            for (int i = 0; i < Count; i++)
                await server.SendAsync($$"""{{(i == 0 ? "" : ",")}}"{{i}}":{"tileId":"{{i}}","z":1,"width":2560,"height":2160}""");

            await server.SendAsync("}}");
            await server.EndAsync();
        });

        long before = GC.GetTotalMemory(forceFullCollection: true);
        long largest = 0;
        int read = 0;
        await foreach (var spec in new TilesClient(server.Client).StreamResolvedTilesAsync("o", "p", "s"))
        {
            if (++read % 20_000 == 0)
                largest = Math.Max(largest, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        await sending;
        Assert.Equal(Count, read);

        // The answer has 11 MB, the tiles of it would have 40.
        Assert.True(largest < 5_000_000, $"{largest} bytes");
    }

    [Fact]
    public async Task An_answer_that_breaks_off_counts_what_came_before()
    {
        await server.SendAsync("""[{"tileId":"a"},{"tileId":"b"},""");
        List<string> read = [];

        var failure = await Assert.ThrowsAsync<RenderUnavailableException>(async () =>
        {
            await foreach (var tile in new SectionsClient(server.Client).StreamLayerTileSpecsAsync("o", "p", "s", 1))
            {
                read.Add(tile.TileId);
                if (read.Count == 2)
                    await server.EndAsync(new IOException("connection reset"));
            }
        });

        Assert.Equal(["a", "b"], read);
        Assert.Equal(2, failure.ElementsRead);
        Assert.Contains("connection reset (after 2 elements of the answer)", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"tileId":"a"}""", 1)]
    [InlineData("", 0)]
    [InlineData("{}", 0)]
    public async Task An_answer_that_is_no_list_says_where_it_stops_being_one(string answer, int before)
    {
        await server.SendAsync(answer);
        await server.EndAsync();

        var failure = await Assert.ThrowsAsync<RenderResponseException>(async () =>
            await new SectionsClient(server.Client).StreamLayerTileSpecsAsync("o", "p", "s", 1).CountAsync());

        Assert.Equal(before, failure.ElementsRead);
    }

    [Theory]
    [InlineData("""{"tileIdToSpecMap":{"a":{"tileId":"a"},nonsense""", 1)]
    [InlineData("""{"tileIdToSpecMap":{"a":{"tileId":"a"},"b":{"tileId""", 1)]
    [InlineData("""{"tileIdToSpecMap":{"a":{"tileId":"a"}}""", 1)]
    [InlineData("[]", 0)]
    [InlineData("", 0)]
    public async Task An_answer_that_is_no_collection_says_where_it_stops_being_one(string answer, int before)
    {
        await server.SendAsync(answer);
        await server.EndAsync();

        var failure = await Assert.ThrowsAsync<RenderResponseException>(async () =>
            await new SectionsClient(server.Client).StreamLayerResolvedTilesAsync("o", "p", "s", 1).CountAsync());

        Assert.Equal(before, failure.ElementsRead);
    }

    [Fact]
    public async Task A_refusal_is_the_same_as_without_streaming()
    {
        using var refusing = new StubServer(HttpStatusCode.NotFound, "no such stack", "text/plain");

        var failure = await Assert.ThrowsAsync<RenderNotFoundException>(async () =>
            await new SectionsClient(refusing.Client).StreamLayerTileSpecsAsync("o", "p", "s", 1).CountAsync());

        Assert.Equal("no such stack", failure.ServerText);
        Assert.Null(failure.ElementsRead);
    }

    [Fact]
    public async Task Reading_can_be_cancelled_in_the_middle()
    {
        using var stop = new CancellationTokenSource();
        await server.SendAsync("""[{"tileId":"a"},""");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var tile in new SectionsClient(server.Client).StreamLayerTileSpecsAsync("o", "p", "s", 1).WithCancellation(stop.Token))
                await stop.CancelAsync();
        });

        Assert.True(server.IsAbandoned);
    }

    [Fact]
    public async Task The_connection_is_given_back_when_reading_stops_early()
    {
        await server.SendAsync("""[{"tileId":"a"},""");

        await foreach (var tile in new SectionsClient(server.Client).StreamLayerTileSpecsAsync("o", "p", "s", 1))
            break;

        Assert.True(server.IsAbandoned);
    }

    [Fact]
    public async Task The_same_stream_may_be_read_again()
    {
        using var two = new StubServer(body: """["a","b"]""");
        var ids = new TilesClient(two.Client).StreamTileIdsAsync("o", "p", "s");

        Assert.Equal(2, await ids.CountAsync());
        Assert.Equal(2, await ids.CountAsync());
    }

    /// <summary>For tests that look at the memory of the whole process: nothing else runs meanwhile.</summary>
    [CollectionDefinition(nameof(WholeProcess), DisableParallelization = true)]
    public sealed class WholeProcess;

    /// <summary>A web service whose answer the test writes bit by bit.</summary>
    private sealed class PipeServer : HttpMessageHandler
    {
        private readonly Pipe answer = new();

        public PipeServer() => Client = new HttpClient(this) { BaseAddress = new Uri("http://host:8080/render-ws/") };

        public HttpClient Client { get; }

        public bool IsAbandoned { get; private set; }

        public async Task SendAsync(string text) => await answer.Writer.WriteAsync(Encoding.UTF8.GetBytes(text));

        public async Task EndAsync(Exception? failure = null) => await answer.Writer.CompleteAsync(failure);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new Body(this)) };
            response.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
            return Task.FromResult(response);
        }

        private sealed class Body(PipeServer server) : Stream
        {
            private readonly Stream stream = server.answer.Reader.AsStream();

            public override bool CanRead => true;

            public override bool CanSeek => false;

            public override bool CanWrite => false;

            public override long Length => throw new NotSupportedException();

            public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

            public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

            public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
                stream.ReadAsync(buffer, cancellationToken);

            public override void Flush()
            {
            }

            public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

            public override void SetLength(long value) => throw new NotSupportedException();

            public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

            protected override void Dispose(bool disposing)
            {
                server.IsAbandoned = true;
                base.Dispose(disposing);
            }
        }
    }
}
