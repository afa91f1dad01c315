using System.Collections.Concurrent;
using System.Net.Http.Json;
using Render.LocalServer.Tests.Exchanges;

namespace Render.LocalServer.Tests.Storage;

/// <summary>Sends requests to all operations of a server, and notes which statements each of them ran and how SQLite runs these.</summary>
public sealed class TracedRequests : IAsyncLifetime
{
    private const string Stack = "v1/owner/plans/project/p/stack/s";

    private static readonly string[] Ranges = ["minZ=1", "maxZ=2", "minZ=1&maxZ=2", "minZ=1&maxZ=1"];
    private static readonly string[] Boxes =
        ["minX=0", "maxX=9", "minY=0", "maxY=9", "minX=0&maxX=9&minY=0&maxY=9", "groupId=g", "groupId=g&minX=0&maxX=9&minY=0&maxY=9"];

    private readonly ConcurrentQueue<string> statements = [];

    /// <summary>The requests with the plans of their statements.</summary>
    internal List<(string Method, string Path, List<QueryPlan> Plans)> All { get; } = [];

    /// <summary>The statements that delete in the background.</summary>
    internal List<QueryPlan> Background { get; private set; } = [];

    /// <summary>What the server offers.</summary>
    internal IReadOnlySet<Operation> Offered { get; private set; } = new HashSet<Operation>();

    public async Task InitializeAsync()
    {
        await using var server = await RenderLocalServer.StartAsync();
        Offered = WebService.Operations(server.Database, null, LineRules.Of(ServerLine.Line40)).Offered;
        await TraceBackgroundAsync();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = server.BaseAddress,
        };
        server.Database.Trace = statements.Enqueue;
        foreach (var request in Recorded(server.BaseAddress).Concat(More()))
        {
            statements.Clear();
            var uri = request.RequestUri!;
            var path = uri.IsAbsoluteUri ? uri.PathAndQuery["/render-ws/".Length..] : uri.ToString();
            using (request)
            using (await http.SendAsync(request))
                All.Add((request.Method.Method, path, await PlansAsync(server.Database)));
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private async Task<List<QueryPlan>> PlansAsync(Database database)
    {
        var background = Background.Select(plan => plan.Sql);
        List<string> seen = [.. statements.Distinct().Except(background).Where(sql => !sql.StartsWith("PRAGMA", StringComparison.Ordinal))];
        return await database.ReadAsync(session => seen.ConvertAll(sql => QueryPlan.Of(session, sql)), CancellationToken.None);
    }

    private async Task TraceBackgroundAsync()
    {
        await using var database = Database.Open(null);
        await database.WriteAsync(
            session =>
            {
                session.Delete(session.Insert(new StackKey("o", "p", "s"), new StackMetaData()));
                session.DeleteCollection(session.FindOrInsert(new CollectionKey("o", "c")));
            },
            CancellationToken.None);
        database.Trace = statements.Enqueue;
        database.Sweep();
        while (!statements.Any(sql => sql.StartsWith("DELETE FROM collection", StringComparison.Ordinal)))
            await Task.Delay(10);

        Background = await PlansAsync(database);
    }

    // The reference's exchanges go through all operations.
    private static IEnumerable<HttpRequestMessage> Recorded(Uri server) => Exchange.ReadAll("exchanges.jsonl")
        .Where(exchange => exchange.Path.StartsWith("/render-ws/", StringComparison.Ordinal))
        .Select(exchange => Replay.Request(exchange, server));

    // What they leave out: combinations of limits, and tiles that have everything.
    private static IEnumerable<HttpRequestMessage> More()
    {
        yield return Json(HttpMethod.Post, Stack, new { versionNotes = "plans" });
        yield return Json(HttpMethod.Put, $"{Stack}/resolvedTiles", new
        {
            tileIdToSpecMap = Enumerable.Range(0, 4).ToDictionary(i => $"t{i}", i => new
            {
                tileId = $"t{i}",
                groupId = "g",
                layout = new { sectionId = $"{i / 2}.0" },
                z = i / 2,
                minX = 0.0,
                minY = 0.0,
                maxX = 10.0,
                maxY = 10.0,
                transforms = new { type = "list", specList = new[] { new { type = "ref", refId = "lens" } } },
            }),
            transformIdToSpecMap = new
            {
                lens = new { type = "leaf", id = "lens", className = "mpicbg.trakem2.transform.AffineModel2D", dataString = "1 0 0 1 0 0" },
            },
        });
        yield return Json(
            HttpMethod.Put, $"{Stack}/z/1/tileIdsForCoordinates", new[] { new { world = new[] { 1, 1, 1 } }, new { world = new[] { 2, 2, 1 } } });
        foreach (var range in Ranges)
        {
            foreach (var read in (string[])["tileIds", "zValues", "sectionData", "layoutFile", "resolvedTiles", "mergeableZValues"])
                yield return new HttpRequestMessage(HttpMethod.Get, $"{Stack}/{read}?{range}");
        }

        foreach (var box in Boxes)
        {
            yield return new HttpRequestMessage(HttpMethod.Get, $"{Stack}/resolvedTiles?{box}");
            foreach (var range in Ranges)
                yield return new HttpRequestMessage(HttpMethod.Get, $"{Stack}/resolvedTiles?{range}&{box}");
        }

        yield return Json(HttpMethod.Put, $"{Stack}/cloneTo/clone?z=1&z=2", new { });
        yield return Json(HttpMethod.Put, $"{Stack}/cloneTo/whole", new { });
        yield return new HttpRequestMessage(HttpMethod.Put, $"{Stack}/state/COMPLETE");
        yield return new HttpRequestMessage(HttpMethod.Put, $"{Stack}/state/OFFLINE");
        yield return new HttpRequestMessage(HttpMethod.Delete, Stack);
    }

    private static HttpRequestMessage Json<T>(HttpMethod method, string path, T body) => new(method, path) { Content = JsonContent.Create(body) };
}
