using System.Text.Json;
using BenchmarkDotNet.Attributes;

namespace Render.Benchmarks.Http;

/// <summary>A GET through a generated client against the leanest call that one would write by hand, with the same serializer.</summary>
[MemoryDiagnoser]
public class TypedGet
{
    // As the server answers, for a stack of one tile.
    private static readonly byte[] Metadata = """
        {"stackId":{"owner":"flyTEM","project":"FAFB00","stack":"v12_acquire"},"state":"COMPLETE","lastModifiedTimestamp":"2026-01-14T09:21:33.170Z","currentVersionNumber":2,"currentVersion":{"createTimestamp":"2026-01-14T09:20:00.000Z","versionNotes":"first","cycleNumber":1,"cycleStepNumber":1,"stackResolutionX":4.0,"stackResolutionY":4.0,"stackResolutionZ":40.0},"stats":{"stackBounds":{"minX":0.0,"minY":0.0,"minZ":1.0,"maxX":2560.0,"maxY":2160.0,"maxZ":1.0},"sectionCount":1,"nonIntegralSectionCount":0,"tileCount":1,"transformCount":1,"minTileWidth":2560,"maxTileWidth":2560,"minTileHeight":2160,"maxTileHeight":2160,"channelNames":[]}}
        """u8.ToArray();

    private static readonly byte[] ZValues = "[1.0,2.0,3.0]"u8.ToArray();

    private readonly HttpClient metadata = Stub(Metadata);
    private readonly HttpClient zValues = Stub(ZValues);
    private readonly StacksClient metadataClient = new(Stub(Metadata));
    private readonly StacksClient zValuesClient = new(Stub(ZValues));

    [Benchmark]
    public Task<StackMetaData> MetadataByHand() =>
        GetAsync<StackMetaData>(metadata, $"v1/owner/{Escape("flyTEM")}/project/{Escape("FAFB00")}/stack/{Escape("v12_acquire")}");

    [Benchmark]
    public Task<StackMetaData> MetadataTyped() => metadataClient.GetStackAsync("flyTEM", "FAFB00", "v12_acquire");

    [Benchmark]
    public Task<IReadOnlyList<double>> ZValuesByHand() => GetAsync<IReadOnlyList<double>>(
        zValues, $"v1/owner/{Escape("flyTEM")}/project/{Escape("FAFB00")}/stack/{Escape("v12_acquire")}/zValues");

    [Benchmark]
    public Task<IReadOnlyList<double>> ZValuesTyped() => zValuesClient.GetZValuesAsync("flyTEM", "FAFB00", "v12_acquire");

    private static async Task<T> GetAsync<T>(HttpClient client, string url)
    {
        using var response = await client.GetAsync(new Uri(url, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        using var body = await response.Content.ReadAsStreamAsync();
        return (await JsonSerializer.DeserializeAsync(body, RenderJson.TypeInfo<T>()))!;
    }

    private static string Escape(string value) => Uri.EscapeDataString(value);

    private static HttpClient Stub(byte[] answer) => new(new StubHandler(answer)) { BaseAddress = new Uri("http://localhost/render-ws/") };
}
