using System.Net;
using System.Text.Json;
using Render.Extensions.Tests.Support;
using Render.Generated.Tests.Contract;

namespace Render.Extensions.Tests.Matches;

public class MatchImportTests
{
    [Fact]
    public async Task Matches_are_sent_as_they_were_recorded()
    {
        using var server = RecordedServer.Playing(398);
        var sent = RecordedExchange.All.Single(exchange => exchange.Number == 398).RequestBody!;

        var report = await server.Client.MatchCollection("m1").ImportMatchesAsync(
            JsonSerializer.Deserialize(sent, RenderJson.TypeInfo<IReadOnlyList<CanvasMatches>>())!);

        Assert.Equal((3, 7), (report.PairsStored, report.PointsStored));
        Assert.Empty(report.Rejected);
    }

    [Fact]
    public async Task Faulty_pairs_are_reported_and_the_others_are_stored()
    {
        using var server = new ScriptedServer().Answers(HttpStatusCode.Created);
        using var client = server.Connect();
        var good = Pair(1);
        var withoutId = Pair(2);
        withoutId.QId = null!;
        var shortWeights = Pair(3);
        shortWeights.Matches!.W = [];
        var ragged = Pair(4);
        ragged.Matches!.P = [[1, 2], [1]];
        var notANumber = Pair(5);
        notANumber.Matches!.Q = [[1], [double.NaN]];
        var withoutPoints = Pair(6);
        withoutPoints.Matches = null;

        var report = await client.MatchCollection("m").ImportMatchesAsync(
            [good, withoutId, shortWeights, ragged, notANumber, withoutPoints, good.Swap(), null!, Pair(7)]);

        Assert.Equal(2, report.PairsStored);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], report.Rejected.Select(pair => pair.Index));
        Assert.Equal(
            [
                "QId is missing",
                "p has 1 x and 1 y, but there are 0 weights",
                "p has 2 x and 1 y, but there are 1 weights",
                "y of q is NaN at point 0",
                "it has no points (pairs that are read without points cannot be stored)",
                "a pair with the same ids comes shortly before it; combine the two",
                "it is null",
            ],
            report.Rejected.Select(pair => pair.Reason));
        Assert.Equal("pair 4 (5.0/p5, 5.0/q5): y of q is NaN at point 0", report.Rejected[3].ToString());
        Assert.Contains("\"p7\"", server.Bodies[0], StringComparison.Ordinal);
        Assert.DoesNotContain("\"p5\"", server.Bodies[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 1_000, 3)]
    [InlineData(1_000, 3, 2)]
    [InlineData(1_000, 1, 5)]
    public async Task Requests_are_limited_by_pairs_and_by_points(int pairs, int points, int requests)
    {
        using var server = new ScriptedServer();
        for (var i = 0; i < requests; i++)
            server.Answers(HttpStatusCode.Created);

        using var client = server.Connect();
        var progress = new ProgressLog();

        var report = await client.MatchCollection("m").ImportMatchesAsync(
            Enumerable.Range(0, 5).Select(Pair),
            new MatchImportOptions { PairsPerRequest = pairs, PointsPerRequest = points, Parallelism = 1 },
            progress);

        Assert.Equal(5, report.PairsStored);
        Assert.Equal(requests, server.Requests.Count);
        Assert.Equal(new MatchImportProgress(5, 5, 0), progress.Reports[^1]);
        Assert.Equal(requests, progress.Reports.Count);
    }

    [Fact]
    public async Task A_request_that_fails_ends_the_import_and_says_what_is_stored()
    {
        using var server = new ScriptedServer().Answers(HttpStatusCode.Created).Answers(HttpStatusCode.InternalServerError, "disk full");
        using var client = server.Connect();
        var taken = 0;

        var exception = await Assert.ThrowsAsync<MatchImportException>(() => client.MatchCollection("m").ImportMatchesAsync(
            Enumerable.Range(0, 1_000).Select(index =>
            {
                taken++;
                return Pair(index);
            }),
            new MatchImportOptions { PairsPerRequest = 2, Parallelism = 1 }));

        Assert.Equal(2, exception.Report.PairsStored);
        Assert.Equal(["p2", "p3"], exception.Report.Unstored.Select(pair => pair.P.Id));
        Assert.All(exception.Report.Unstored, pair => Assert.True(pair.MayBeStored));
        Assert.Contains("disk full", exception.Message, StringComparison.Ordinal);
        Assert.Contains("o1/m", exception.Message, StringComparison.Ordinal);
        Assert.True(taken < 20, $"{taken} pairs were taken after the failure");
    }

    [Fact]
    public async Task A_lost_answer_leaves_open_what_is_stored()
    {
        using var server = new ScriptedServer().Drops();
        using var client = server.Connect(new RenderClientOptions { Retry = new RenderRetryOptions { MaxRetries = 0 } });

        var exception = await Assert.ThrowsAsync<MatchImportException>(() => client.MatchCollection("m").ImportMatchesAsync([Pair(1)]));

        Assert.True(Assert.Single(exception.Report.Unstored).MayBeStored);
    }

    public static TheoryData<HttpRequestError> NoConnection =>
        [HttpRequestError.ConnectionError, HttpRequestError.NameResolutionError, HttpRequestError.SecureConnectionError];

    [Theory]
    [MemberData(nameof(NoConnection))]
    public async Task What_was_never_sent_is_not_stored(HttpRequestError error)
    {
        using var server = new ScriptedServer().Fails(new HttpRequestException(error, "no connection"));

        Assert.False(await MayBeStoredAsync(server, retries: 0));
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, false)]
    [InlineData(HttpStatusCode.TooManyRequests, false)]
    [InlineData(HttpStatusCode.NotFound, false)]
    [InlineData(HttpStatusCode.BadRequest, false)]
    [InlineData(HttpStatusCode.Found, false)]
    [InlineData(HttpStatusCode.RequestTimeout, true)]
    [InlineData(HttpStatusCode.BadGateway, true)]
    [InlineData(HttpStatusCode.GatewayTimeout, true)]

    // The server may have stored some pairs of a request before another one failed.
    [InlineData(HttpStatusCode.InternalServerError, true)]
    public async Task Whether_pairs_may_be_stored_is_told_by_what_was_answered(HttpStatusCode status, bool expected)
    {
        using var server = new ScriptedServer().Answers(status);

        Assert.Equal(expected, await MayBeStoredAsync(server, retries: 0));
    }

    [Fact]
    public async Task A_refusal_after_a_lost_answer_leaves_open_what_is_stored()
    {
        using var server = new ScriptedServer().Drops().Answers(HttpStatusCode.ServiceUnavailable);

        Assert.True(await MayBeStoredAsync(server, retries: 1));
    }

    private static async Task<bool> MayBeStoredAsync(ScriptedServer server, int retries)
    {
        using var client = server.Connect(new RenderClientOptions { Retry = new RenderRetryOptions { MaxRetries = retries } });
        var exception = await Assert.ThrowsAsync<MatchImportException>(() => client.MatchCollection("m").ImportMatchesAsync([Pair(1)]));
        return Assert.Single(exception.Report.Unstored).MayBeStored;
    }

    [Fact]
    public async Task A_login_page_of_a_proxy_stores_nothing()
    {
        using var server = new ScriptedServer().Answers(HttpStatusCode.OK, "<html><body>Log in</body></html>", "text/html; charset=utf-8");
        using var client = server.Connect();

        var exception = await Assert.ThrowsAsync<MatchImportException>(() => client.MatchCollection("m").ImportMatchesAsync([Pair(1)]));

        Assert.Equal(0, exception.Report.PairsStored);
        Assert.IsType<RenderResponseException>(exception.InnerException);
        Assert.Contains("proxy", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_one_of_equal_pairs_in_different_requests_stays()
    {
        using var handler = new SlowFirstSave();
        using var client = RenderClient.Connect(new RenderClientOptions { Host = "host:8080", Owner = "o1" }, handler, TimeProvider.System);
        CanvasMatches older = Pair(1), newer = Pair(1).Swap();
        newer.Matches!.W = [0.5];

        var report = await client.MatchCollection("m").ImportMatchesAsync(
            [older, Pair(2), newer, Pair(3)], new MatchImportOptions { PairsPerRequest = 1 });

        Assert.Equal(4, report.PairsStored);
        Assert.Empty(report.Rejected);
        Assert.Equal(["p1", "p1", "p2", "p3"], handler.Begun.Order());
        Assert.Equal(0.5, handler.Stored["p1"].Matches!.W[0]);
    }

    [Fact]
    public async Task A_pair_that_waits_for_a_request_that_fails_is_not_sent()
    {
        using var handler = new SlowFirstSave { First = HttpStatusCode.InternalServerError };
        using var client = RenderClient.Connect(new RenderClientOptions { Host = "host:8080", Owner = "o1" }, handler, TimeProvider.System);

        var exception = await Assert.ThrowsAsync<MatchImportException>(() => client.MatchCollection("m").ImportMatchesAsync(
            [Pair(1), Pair(2), Pair(1), Pair(3)], new MatchImportOptions { PairsPerRequest = 1 }));

        Assert.Equal(["p1", "p2"], handler.Begun.Order());
        Assert.Equal(1, exception.Report.PairsStored);
        Assert.Equal("p1", Assert.Single(exception.Report.Unstored).P.Id);
    }

    [Fact]
    public async Task A_cancelled_import_says_how_much_landed()
    {
        using var cancellation = new CancellationTokenSource();
        using var server = new ScriptedServer().Answers(HttpStatusCode.Created).Does(_ =>
        {
            cancellation.Cancel();
            throw new OperationCanceledException(cancellation.Token);
        });
        using var client = server.Connect();

        var exception = await Assert.ThrowsAsync<MatchImportCanceledException>(() => client.MatchCollection("m").ImportMatchesAsync(
            Enumerable.Range(0, 100).Select(Pair),
            new MatchImportOptions { PairsPerRequest = 2, Parallelism = 1 },
            cancellationToken: cancellation.Token));

        Assert.Equal(2, exception.Report.PairsStored);
        Assert.Equal(2, exception.Report.Unstored.Count);
        Assert.Contains("2 pairs are stored", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_fails_does_not_hide_what_is_stored()
    {
        using var server = new ScriptedServer().Answers(HttpStatusCode.Created);
        using var client = server.Connect();

        var exception = await Assert.ThrowsAsync<MatchImportException>(() => client.MatchCollection("m").ImportMatchesAsync(
            Broken(), new MatchImportOptions { PairsPerRequest = 1, Parallelism = 1 }));

        Assert.Equal(1, exception.Report.PairsStored);
        Assert.Contains("line 7 is no match", exception.Message, StringComparison.Ordinal);

        static IEnumerable<CanvasMatches> Broken()
        {
            yield return Pair(1);
            yield return Pair(2);
            yield return Pair(3);
            throw new FormatException("line 7 is no match");
        }
    }

    private static CanvasMatches Pair(int index) =>
        new CanvasMatchesBuilder(new CanvasId($"{index}.0", $"p{index}"), new CanvasId($"{index}.0", $"q{index}"))
            .Add(new(1, 2), new(3, 4))
            .Build();

    /// <summary>A server that takes so long for the first request that all others that are sent beside it overtake it.</summary>
    private sealed class SlowFirstSave : HttpMessageHandler
    {
        public HttpStatusCode First { get; init; } = HttpStatusCode.Created;

        public List<string> Begun { get; } = [];

        public Dictionary<string, CanvasMatches> Stored { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            var pair = JsonSerializer.Deserialize(body, RenderJson.TypeInfo<IReadOnlyList<CanvasMatches>>())!.Single().Normalize();
            bool isFirst;
            lock (Begun)
            {
                isFirst = pair.PId == "p1" && !Begun.Contains("p1");
                Begun.Add(pair.PId);
            }

            if (isFirst)
                await Task.Delay(TimeSpan.FromMilliseconds(300), cancellationToken);

            var status = isFirst ? First : HttpStatusCode.Created;
            if (status == HttpStatusCode.Created)
            {
                lock (Stored)
                    Stored[pair.PId] = pair;
            }

            return new HttpResponseMessage(status);
        }
    }

    private sealed class ProgressLog : IProgress<MatchImportProgress>
    {
        public List<MatchImportProgress> Reports { get; } = [];

        public void Report(MatchImportProgress value) => Reports.Add(value);
    }
}
