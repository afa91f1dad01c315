using System.Net;
using System.Net.Sockets;
using Render.Extensions.Tests.Faults;
using Render.Transforms;
using static Render.Extensions.Tests.Import.TestTiles;

namespace Render.Extensions.Tests.Import;

public sealed class ImportFailureTests : IDisposable
{
    private readonly StubServer server = new();

    public void Dispose() => server.Dispose();

    [Fact]
    public async Task A_missing_stack_is_an_error_before_anything_is_sent()
    {
        server.State = null;

        await Assert.ThrowsAsync<RenderNotFoundException>(() => server.Stack().ImportTilesAsync(Tiles(5)));
        Assert.Empty(server.Uploads);
    }

    [Fact]
    public async Task A_missing_stack_is_created_when_the_options_say_how()
    {
        server.State = null;

        var report = await server.Stack().ImportTilesAsync(
            Tiles(5), new ImportOptions { CreateStack = new StackVersion { StackResolutionX = 4 } });

        Assert.Equal(5, report.TilesLanded);
        Assert.Equal(["POST ", "PUT /resolvedTiles"], server.Calls.Where(call => !call.StartsWith("GET", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("COMPLETE", "Reopen")]
    [InlineData("READ_ONLY", "COMPLETE")]
    [InlineData("OFFLINE", "COMPLETE")]
    public async Task A_stack_that_is_not_loading_is_an_error_that_names_it_and_the_remedy(string state, string remedy)
    {
        server.State = state;

        var exception = await Assert.ThrowsAsync<RenderStackStateException>(() => server.Stack().ImportTilesAsync(Tiles(5)));

        Assert.Contains("o/p/montage", exception.Message);
        Assert.Contains(remedy, exception.Message);
        Assert.Empty(server.Uploads);
    }

    [Fact]
    public async Task A_complete_stack_is_reopened_when_asked()
    {
        server.State = "COMPLETE";

        await server.Stack().ImportTilesAsync(Tiles(5), new ImportOptions { Reopen = true });

        Assert.Equal(["GET ", "PUT /state/LOADING", "PUT /resolvedTiles"], server.Calls);
    }

    [Fact]
    public async Task A_stack_that_stops_loading_midway_stops_the_import_and_the_report_says_what_landed()
    {
        server.OnUpload = (_, _) =>
        {
            if (server.Uploads.Count == 3)
                server.State = "COMPLETE";

            return Task.FromResult<HttpResponseMessage?>(null);
        };

        var exception = await Assert.ThrowsAsync<ImportException>(() => server.Stack().ImportTilesAsync(
            Tiles(1_000), new ImportOptions { MaxTilesPerRequest = 10, Parallelism = 1 }));

        Assert.IsType<RenderStackStateException>(exception.InnerException);
        Assert.Equal(20, exception.Report.TilesLanded);
        Assert.Equal(10, exception.Report.TilesFailed);
        Assert.Contains("t000020", Assert.Single(exception.Report.Lost).FirstTileId);
        Assert.Equal(3, server.Uploads.Count);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_one_clear_error()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var client = RenderClient.Connect(new RenderClientOptions
        {
            Host = "127.0.0.1",
            Port = port,
            Owner = "o",
            Project = "p",
            Retry = new RenderRetryOptions { MaxRetries = 0 },
        });

        var exception = await Assert.ThrowsAsync<RenderUnavailableException>(() => client.Stack("montage").ImportTilesAsync(Tiles(5)));

        Assert.Contains($":{port}/", exception.Message);
    }

    [Fact]
    public async Task A_server_that_goes_away_stops_the_import()
    {
        server.OnUpload = (_, _) => server.Uploads.Count > 2
            ? throw new HttpRequestException(HttpRequestError.ConnectionError, "connection refused")
            : Task.FromResult<HttpResponseMessage?>(null);

        var exception = await Assert.ThrowsAsync<ImportException>(() => server.Stack().ImportTilesAsync(
            Tiles(1_000), new ImportOptions { MaxTilesPerRequest = 10, Parallelism = 1 }));

        Assert.Equal((30, 20, 10), (exception.Report.TilesRead, exception.Report.TilesLanded, exception.Report.TilesFailed));
    }

    [Fact]
    public async Task A_request_without_an_answer_is_unknown_and_the_others_land()
    {
        server.OnUpload = (upload, _) => upload.Tiles.ContainsKey("t000015")
            ? throw new HttpRequestException(HttpRequestError.ResponseEnded, "the server closed the connection")
            : Task.FromResult<HttpResponseMessage?>(null);

        var report = await server.Stack().ImportTilesAsync(Tiles(50), new ImportOptions { MaxTilesPerRequest = 10 });

        Assert.Equal((40, 10), (report.TilesLanded, report.TilesUnknown));
        var lost = Assert.Single(report.Lost);
        Assert.Equal((ImportOutcome.Unknown, "t000010", "t000019", 10), (lost.Outcome, lost.FirstTileId, lost.LastTileId, lost.TileCount));
        Assert.Throws<ImportException>(report.EnsureEverythingLanded);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, ImportOutcome.Failed)]
    [InlineData(HttpStatusCode.ServiceUnavailable, ImportOutcome.Failed)]
    [InlineData(HttpStatusCode.BadGateway, ImportOutcome.Unknown)]
    [InlineData(HttpStatusCode.GatewayTimeout, ImportOutcome.Unknown)]
    public async Task A_request_that_the_server_cannot_handle_costs_only_its_own_tiles(HttpStatusCode status, ImportOutcome outcome)
    {
        server.OnUpload = (upload, _) => Task.FromResult(
            upload.Tiles.ContainsKey("t000015") ? StubServer.Text(status, "database on fire") : null);

        var report = await server.Stack().ImportTilesAsync(Tiles(50), new ImportOptions { MaxTilesPerRequest = 10 });

        Assert.Equal(40, report.TilesLanded);
        var lost = Assert.Single(report.Lost);
        Assert.Equal(outcome, lost.Outcome);
        Assert.Contains("database on fire", lost.Reason);
    }

    [Fact]
    public async Task Tiles_that_the_server_refuses_are_singled_out()
    {
        string[] refused = ["t000000", "t000017", "t000018", "t000049"];
        server.OnUpload = (upload, _) => Task.FromResult(
            refused.Any(upload.Tiles.ContainsKey) ? StubServer.Text(HttpStatusCode.BadRequest, "a tile is not to my liking") : null);

        var report = await server.Stack().ImportTilesAsync(Tiles(50), new ImportOptions { MaxTilesPerRequest = 25 });

        Assert.Equal((46, 4), (report.TilesLanded, report.TilesRejected));
        Assert.Equal(refused, report.Rejected.Select(tile => tile.TileId).Order());
        Assert.All(report.Rejected, tile => Assert.Contains("not to my liking", tile.Reason));
        Assert.Equal(Tiles(50).Select(tile => tile.TileId).Except(refused), server.Tiles.Keys.Order());
    }

    [Fact]
    public async Task Where_tile_after_tile_is_refused_the_others_are_not_tried_one_by_one()
    {
        bool IsRefused(string id) => string.CompareOrdinal(id, "t000100") is >= 0 && string.CompareOrdinal(id, "t000500") < 0;
        server.OnUpload = (upload, _) => Task.FromResult(
            upload.Tiles.Any(tile => IsRefused(tile.Key)) ? StubServer.Text(HttpStatusCode.BadRequest, "a class is not to my liking") : null);

        var report = await server.Stack().ImportTilesAsync(Tiles(1_000), new ImportOptions { Parallelism = 1 });

        Assert.Equal(Tiles(1_000).Select(tile => tile.TileId).Where(id => !IsRefused(id)), server.Tiles.Keys.Order());
        Assert.Equal((600, 400), (report.TilesLanded, report.TilesRejected + report.TilesFailed));
        Assert.InRange(report.TilesRejected, 20, 40);
        Assert.All(report.Lost, request => Assert.Contains("not to my liking", request.Reason));
        Assert.InRange(server.Uploads.Count, 2, 100);
    }

    [Fact]
    public async Task Tiles_are_not_refused_for_a_shared_transform_of_others()
    {
        TransformSpec[] shared = [new TranslationModel2D(1, 2) { Id = "good" }, new TranslationModel2D(3, 4) { Id = "bad" }];
        var tiles = Enumerable.Range(0, 100).Select(i => Tile($"t{i:D3}", 1, new ReferenceTransform(i == 42 ? "bad" : "good")));
        server.OnUpload = (upload, _) => Task.FromResult(
            upload.Transforms.ContainsKey("bad") ? StubServer.Text(HttpStatusCode.BadRequest, "bad is not to my liking") : null);

        var report = await server.Stack().ImportTilesAsync(tiles, new ImportOptions { SharedTransforms = shared });

        Assert.Equal("t042", Assert.Single(report.Rejected).TileId);
        Assert.Equal(99, report.TilesLanded);
        Assert.All(server.Uploads.Where(upload => upload.Tiles.Any(tile => tile.Key != "t042")), upload => Assert.Contains("good", upload.Transforms));
    }

    [Fact]
    public async Task A_refusal_of_the_caller_stops_the_import()
    {
        server.OnUpload = (_, _) => Task.FromResult<HttpResponseMessage?>(StubServer.Text(HttpStatusCode.Forbidden, "who are you"));

        var exception = await Assert.ThrowsAsync<ImportException>(() => server.Stack().ImportTilesAsync(
            Tiles(1_000), new ImportOptions { MaxTilesPerRequest = 10, Parallelism = 1 }));

        Assert.Single(server.Uploads);
        Assert.Contains("who are you", exception.Message);
    }

    [Fact]
    public async Task Cancelling_says_how_much_landed_and_leaves_the_stack_loading()
    {
        using var cancel = new CancellationTokenSource();
        server.OnUpload = async (_, token) =>
        {
            if (server.Uploads.Count == 4)
            {
                await cancel.CancelAsync();
                await Task.Delay(Timeout.Infinite, token);
            }

            return null;
        };

        var exception = await Assert.ThrowsAsync<ImportCanceledException>(() => server.Stack().ImportTilesAsync(
            Tiles(1_000), new ImportOptions { MaxTilesPerRequest = 10, Parallelism = 1, Complete = true }, cancellationToken: cancel.Token));

        Assert.Equal((40, 30, 10), (exception.Report.TilesRead, exception.Report.TilesLanded, exception.Report.TilesUnknown));
        Assert.Equal(30, server.Tiles.Count);
        Assert.Equal("LOADING", server.State);
        Assert.Equal(cancel.Token, exception.CancellationToken);
        Assert.Contains("30 of 40 tiles landed", exception.Message);
    }

    [Theory]
    [InlineData("GET ")]
    [InlineData("POST ")]
    [InlineData("PUT /state/LOADING")]
    public async Task Cancelling_while_the_stack_is_opened_ends_as_cancelling_later_does(string call)
    {
        server.State = call[0] == 'P' && call[1] == 'O' ? null : "COMPLETE";
        using var cancel = new CancellationTokenSource();
        server.OnCall = CancelAt(call, isDone: false, cancel);

        var exception = await Assert.ThrowsAsync<ImportCanceledException>(() => server.Stack().ImportTilesAsync(
            Tiles(5), new ImportOptions { CreateStack = new StackVersion(), Reopen = true }, cancellationToken: cancel.Token));

        Assert.Equal(("o/p/montage", 0), (exception.Report.Stack, exception.Report.TilesRead));
        Assert.False(exception.Report.MayBeComplete);
        Assert.Equal(cancel.Token, exception.CancellationToken);
    }

    [Fact]
    public async Task Cancelling_while_references_are_checked_ends_as_cancelling_later_does()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        var exception = await Assert.ThrowsAsync<ImportCanceledException>(
            () => server.Stack().ImportTilesAsync(Tiles(5).ToList(), cancellationToken: cancelled.Token));

        Assert.Equal(0, exception.Report.TilesRead);
        Assert.Empty(server.Calls);
    }

    [Theory]
    [InlineData(true, "COMPLETE")]
    [InlineData(false, "LOADING")]
    public async Task Cancelling_while_the_stack_is_completed_says_that_its_state_is_uncertain(bool isDone, string state)
    {
        using var cancel = new CancellationTokenSource();
        server.OnCall = CancelAt("PUT /state/COMPLETE", isDone, cancel);

        var exception = await Assert.ThrowsAsync<ImportCanceledException>(
            () => server.Stack().ImportTilesAsync(Tiles(5), new ImportOptions { Complete = true }, cancellationToken: cancel.Token));

        Assert.Equal(state, server.State);
        Assert.Equal((5, false, true), (exception.Report.TilesLanded, exception.Report.Completed, exception.Report.MayBeComplete));
        Assert.Contains("may be COMPLETE or not", exception.Message);
    }

    [Fact]
    public async Task An_import_whose_request_to_complete_is_lost_says_that_the_state_is_uncertain()
    {
        server.OnCall = (call, _, _) => call == "PUT /state/COMPLETE" ? throw new HttpRequestException("lost") : Task.CompletedTask;

        var exception = await Assert.ThrowsAsync<ImportException>(
            () => server.Stack().ImportTilesAsync(Tiles(5), new ImportOptions { Complete = true }));

        Assert.True(exception.Report.MayBeComplete);
    }

    [Fact]
    public async Task A_failure_behind_the_completion_does_not_say_that_the_stack_is_not_complete()
    {
        var model = new ModelServer();
        model.AddStack("s");
        bool isRemovalLost = false;
        using var handler = new FaultHandler(ServeAsLongAsTheLoginLasts, []);

        var exception = await Assert.ThrowsAsync<ImportException>(() => handler.Client.Stack("s").ImportTilesAsync(
            Tiles(5), new ImportOptions { Complete = true, ExistingLayers = ExistingLayers.Replace }));

        Assert.Equal("COMPLETE", model.Stacks["s"].State);
        Assert.IsType<RenderBadRequestException>(exception.InnerException);
        Assert.True(exception.Report.MayBeComplete);

        // A removal without an answer makes the import count the layer once more when the stack is complete.
        HttpResponseMessage ServeAsLongAsTheLoginLasts(string method, string path, string body, double share)
        {
            if (method == "DELETE" && !isRemovalLost)
            {
                isRemovalLost = true;
                throw new HttpRequestException(HttpRequestError.ResponseEnded, "The server closed the connection.");
            }

            return path.EndsWith("/tile-count", StringComparison.Ordinal) && model.Stacks["s"].State == "COMPLETE"
                ? new HttpResponseMessage(HttpStatusCode.Unauthorized)
                : model.Handle(method, path, body, share);
        }
    }

    [Fact]
    public async Task Cancelling_while_tiles_are_counted_leaves_no_doubt_about_the_state()
    {
        using var cancel = new CancellationTokenSource();
        server.TileCount = _ =>
        {
            cancel.Cancel();
            throw new OperationCanceledException(cancel.Token);
        };

        var exception = await Assert.ThrowsAsync<ImportCanceledException>(
            () => server.Stack().ImportTilesAsync(Tiles(5), new ImportOptions { Complete = true }, cancellationToken: cancel.Token));

        Assert.False(exception.Report.MayBeComplete);
    }

    [Fact]
    public async Task A_source_that_fails_stops_the_import_and_what_was_read_before_lands()
    {
        static IEnumerable<TileSpec> Source()
        {
            foreach (var tile in Tiles(25))
                yield return tile;

            throw new InvalidOperationException("the microscope has left the building");
        }

        var exception = await Assert.ThrowsAsync<ImportException>(() => server.Stack().ImportTilesAsync(
            Source(), new ImportOptions { MaxTilesPerRequest = 10 }));

        Assert.IsType<InvalidOperationException>(exception.InnerException);
        Assert.Equal(20, exception.Report.TilesLanded);
        Assert.Equal(20, server.Tiles.Count);
    }

    [Fact]
    public async Task The_stack_is_completed_when_everything_landed_and_the_server_counts_the_same()
    {
        var report = await server.Stack().ImportTilesAsync(Tiles(100, inLayer: 10), new ImportOptions { Complete = true });

        Assert.True(report.Completed);
        Assert.Equal("COMPLETE", server.State);
        Assert.Equal(10, server.Calls.Count(call => call.EndsWith("/tile-count", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_stack_in_which_tiles_are_missing_is_not_completed()
    {
        server.TileCount = z => z == 7 ? 9 : 10;

        var report = await server.Stack().ImportTilesAsync(Tiles(100, inLayer: 10), new ImportOptions { Complete = true });

        Assert.False(report.Completed);
        Assert.Contains("at z 7 it has 9 tiles of 10", report.NotCompletedBecause);
        Assert.Equal("LOADING", server.State);
        Assert.Throws<ImportException>(report.EnsureEverythingLanded);
    }

    [Fact]
    public async Task Tiles_that_were_there_before_do_not_hinder_completion_unless_the_stack_is_new()
    {
        server.TileCount = _ => 1_000;

        var old = await server.Stack().ImportTilesAsync(Tiles(10), new ImportOptions { Complete = true });
        server.State = null;
        var created = await server.Stack().ImportTilesAsync(Tiles(10), new ImportOptions { Complete = true, CreateStack = new StackVersion() });

        Assert.True(old.Completed);
        Assert.False(created.Completed);
    }

    [Fact]
    public async Task A_stack_is_not_completed_while_tiles_were_rejected()
    {
        var report = await server.Stack().ImportTilesAsync([Tile("a"), Tile("")], new ImportOptions { Complete = true });

        Assert.False(report.Completed);
        Assert.NotNull(report.NotCompletedBecause);
        Assert.Equal("LOADING", server.State);
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 0)]
    public async Task Options_that_make_no_sense_are_refused(int parallelism, int tiles, int bytes)
    {
        var options = new ImportOptions { Parallelism = parallelism, MaxTilesPerRequest = tiles, MaxBytesPerRequest = bytes };

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => server.Stack().ImportTilesAsync(Tiles(1), options));
        Assert.Empty(server.Calls);
    }

    private static Func<string, bool, CancellationToken, Task> CancelAt(string where, bool isDone, CancellationTokenSource cancel) =>
        async (call, done, token) =>
        {
            if (call == where && done == isDone)
            {
                await cancel.CancelAsync();
                token.ThrowIfCancellationRequested();
            }
        };
}
