using System.Net;
using RichardSzalay.MockHttp;

namespace Render.Generated.Tests.Clients;

/// <summary>Large bodies go to the socket while they are made: there is no copy of them in memory.</summary>
public class LargeBodyTests
{
    private const int Count = 100_000;

    private int made;

    [Fact]
    public Task Matches_are_written_while_they_are_made() => AssertWrittenWhileMadeAsync(http => new MatchesClient(http).SaveMatchesAsync(
        "o", "m", Make(i => new CanvasMatches { PGroupId = "1", PId = $"{i}", QGroupId = "1", QId = $"q{i}" })));

    [Fact]
    public Task Points_are_written_while_they_are_made() => AssertWrittenWhileMadeAsync(http => new CoordinatesClient(http).FindLayerTilesAtAsync(
        "o", "p", "s", 1, Make(i => new TileCoordinates { World = [i, i, 1] })));

    [Fact]
    public Task Ids_are_written_while_they_are_made() => AssertWrittenWhileMadeAsync(http => new TilesClient(http).GetTileSpecsAsync(
        "o", "p", "s", Make(i => $"a tile id of some length, number {i}")));

    [Fact]
    public async Task Tiles_are_written_piece_by_piece()
    {
        var tiles = Make(i => new TileSpec { TileId = $"{i}", Z = 1, Width = 2560, Height = 2160 }).ToDictionary(tile => tile.TileId);
        var pieces = await PiecesAsync(http => new TilesClient(http).SaveResolvedTilesAsync(
            "o", "p", "s", new ResolvedTileSpecCollection { TileIdToSpecMap = tiles }));

        Assert.True(pieces.Sum() > 1_000_000);
        Assert.True(pieces.Max() < 200_000, $"a piece of {pieces.Max()} bytes");
    }

    private async Task AssertWrittenWhileMadeAsync(Func<HttpClient, Task> callAsync)
    {
        int madeAtFirstPiece = 0;
        var pieces = await PiecesAsync(callAsync, () => madeAtFirstPiece = madeAtFirstPiece == 0 ? made : madeAtFirstPiece);

        Assert.Equal(Count, made);
        Assert.InRange(madeAtFirstPiece, 1, Count / 10);
        Assert.True(pieces.Max() < 200_000, $"a piece of {pieces.Max()} bytes");
    }

    private IEnumerable<T> Make<T>(Func<int, T> make)
    {
        for (int i = 0; i < Count; i++)
        {
            made++;
            yield return make(i);
        }
    }

    private static async Task<List<int>> PiecesAsync(Func<HttpClient, Task> callAsync, Action? onPiece = null)
    {
        var socket = new Socket(onPiece);
        using var handler = new MockHttpMessageHandler();
        handler.When("*").Respond(async request =>
        {
            await request.Content!.CopyToAsync(socket);
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("[]", null, "application/json") };
        });
        using var http = handler.ToHttpClient();
        http.BaseAddress = new Uri("http://host:8080/render-ws/");
        await callAsync(http);
        return socket.Pieces;
    }

    private sealed class Socket(Action? onPiece) : MemoryStream
    {
        public List<int> Pieces { get; } = [];

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            onPiece?.Invoke();
            Pieces.Add(buffer.Length);
            return ValueTask.CompletedTask;
        }

        public override void Write(ReadOnlySpan<byte> buffer) => throw new NotSupportedException("Bodies are written asynchronously.");
    }
}
