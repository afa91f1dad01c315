using System.Text.Json.Nodes;

namespace Render.Extensions.Tests.Pairs;

public sealed class TilePairFileTests : IDisposable
{
    // A file in the form that render's TilePairClient writes.
    private const string Example = """
        {
          "renderParametersUrlTemplate" : "{baseDataUrl}/owner/o1/project/p1/stack/montage/tile/{id}/render-parameters",
          "neighborPairs" : [ {
            "p" : { "groupId" : "29.0", "id" : "a.29.0", "relativePosition" : "LEFT" },
            "q" : { "groupId" : "29.0", "id" : "b.29.0", "relativePosition" : "RIGHT" }
          }, {
            "p" : { "groupId" : "29.0", "id" : "a.29.0" },
            "q" : { "groupId" : "30.0", "id" : "c.30.0" }
          } ]
        }
        """;

    private static readonly TilePair[] ExamplePairs =
    [
        new(new("29.0", "a.29.0"), new("29.0", "b.29.0"), MontageRelativePosition.Left), new(new("29.0", "a.29.0"), new("30.0", "c.30.0")),
    ];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("render-pairs-");
    private readonly RenderClient client = RenderClient.Connect(new Uri("http://nowhere:8080/render-ws"), "o1", "p1");

    public void Dispose()
    {
        client.Dispose();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("pairs.json", "pairs_p000.json")]
    [InlineData("pairs.json.gz", "pairs_p000.json.gz")]
    [InlineData("pairs", "pairs_p000.json")]
    public async Task Files_have_the_form_and_the_names_that_the_server_side_tools_read(string path, string name)
    {
        string file = Assert.Single(await TilePairFiles.WriteAsync(ExamplePairs.ToAsyncEnumerable(), client.Stack("montage"), In(path)));

        Assert.Equal(In(name), file);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Example), JsonNode.Parse(Text(file))), Text(file));
    }

    [Fact]
    public async Task A_folder_is_made_and_shows_that_it_cannot_be_before_pairs_are_sought()
    {
        await File.WriteAllTextAsync(In("file"), "");
        var neverAsked = AsyncEnumerable.Repeat(0, 1).Select(TilePair (_) => throw new InvalidOperationException("pairs were asked for"));

        string written = Assert.Single(
            await TilePairFiles.WriteAsync(ExamplePairs.ToAsyncEnumerable(), client.Stack("montage"), In("new/deep/pairs.json")));
        await Assert.ThrowsAsync<IOException>(() => TilePairFiles.WriteAsync(neverAsked, client.Stack("montage"), In("file/pairs.json")));

        Assert.Equal(In("new/deep/pairs_p000.json"), written);
        Assert.True(File.Exists(written));
    }

    [Fact]
    public async Task A_file_of_the_server_side_tools_is_read()
    {
        await File.WriteAllTextAsync(In("java.json"), Example);

        var file = await TilePairFile.ReadAsync(In("java.json"));

        Assert.Equal(ExamplePairs, file.Pairs);
        Assert.Equal(TilePairFile.TemplateOf(client.Stack("montage")), file.RenderParametersUrlTemplate);
    }

    [Theory]
    [InlineData("ABOVE", "BELOW")]
    [InlineData("ABOVE", null)]
    [InlineData(null, "BELOW")]
    [InlineData("LEFT", "BELOW")]
    public async Task Positions_that_this_library_does_not_know_are_kept(string? p, string? q)
    {
        string text = Example.Replace("""
            , "relativePosition" : "LEFT"
            """, p is null ? "" : $", \"relativePosition\" : \"{p}\"", StringComparison.Ordinal)
            .Replace("""
            , "relativePosition" : "RIGHT"
            """, q is null ? "" : $", \"relativePosition\" : \"{q}\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(In("java.json"), text);

        var pairs = (await TilePairFile.ReadAsync(In("java.json"))).Pairs;
        string written = (await TilePairFiles.WriteAsync(pairs.ToAsyncEnumerable(), client.Stack("montage"), In("again.json")))[0];

        Assert.Equal(p, pairs[0].PPosition?.Value);
        Assert.Equal(q, pairs[0].QPosition?.Value);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(text), JsonNode.Parse(Text(written))), Text(written));
    }

    [Fact]
    public async Task Many_pairs_go_to_files_of_limited_size_and_those_of_an_earlier_run_are_gone()
    {
        TilePair[] pairs = [.. Enumerable.Range(0, 25).Select(i => new TilePair(new("1.0", $"p{i}"), new("2.0", $"q{i}")))];
        var stack = client.Stack("montage");
        await TilePairFiles.WriteAsync(pairs.ToAsyncEnumerable(), stack, In("pairs.json"), pairsPerFile: 5);
        await File.WriteAllTextAsync(In("pairs_production.json"), "kept");

        var files = await TilePairFiles.WriteAsync(pairs.ToAsyncEnumerable(), stack, In("pairs.json"), pairsPerFile: 10);

        Assert.Equal(["pairs_p000.json", "pairs_p001.json", "pairs_p002.json"], files.Select(Path.GetFileName));
        Assert.Equal([.. files.Select(Path.GetFileName), "pairs_production.json"], folder.GetFiles().Select(file => file.Name).Order());
        var counts = await Task.WhenAll(files.Select(async file => (await TilePairFile.ReadAsync(file)).Pairs.Count));
        Assert.Equal([10, 10, 5], counts);
        Assert.Equal(pairs, await TilePairFiles.ReadAsync(files).ToListAsync());
    }

    [Fact]
    public async Task No_pairs_are_a_file_without_pairs() =>
        Assert.Empty((await TilePairFile.ReadAsync(Assert.Single(
            await TilePairFiles.WriteAsync(AsyncEnumerable.Empty<TilePair>(), client.Stack("s"), In("none.json"))))).Pairs);

    [Fact]
    public async Task Files_of_different_stacks_are_not_read_as_one()
    {
        string one = (await TilePairFiles.WriteAsync(ExamplePairs.ToAsyncEnumerable(), client.Stack("s1"), In("one.json")))[0];
        string two = (await TilePairFiles.WriteAsync(ExamplePairs.ToAsyncEnumerable(), client.Stack("s2"), In("two.json")))[0];

        var fault = await Assert.ThrowsAsync<SpecFileException>(async () => await TilePairFiles.ReadAsync([one, two]).ToListAsync());

        Assert.Equal(two, fault.File);
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("[1]", "no file of pairs")]
    [InlineData("{}", "neighborPairs")]
    [InlineData("""{"renderParametersUrlTemplate":"u","neighborPairs":[{"p":{"groupId":"1.0","id":"a"},"q":{"groupId":"1.0"}}]}""", "Pair 0")]
    [InlineData("""{"renderParametersUrlTemplate":"u","neighborPairs":[null]}""", "Pair 0")]
    [InlineData(
        """{"renderParametersUrlTemplate":"u","neighborPairs":[{"p":{"groupId":"1.0","id":"a","relativePosition":["LEFT"]}}]}""",
        "where a string is expected. ($.neighborPairs[0].p.relativePosition)")]
    [InlineData("""{"renderParametersUrlTemplate":"u","neighborPairs":7}""", "$.neighborPairs does not fit")]
    public async Task Files_that_hold_something_else_are_named(string text, string reason)
    {
        await File.WriteAllTextAsync(In("broken.json"), text);

        var fault = await Assert.ThrowsAsync<SpecFileException>(() => TilePairFile.ReadAsync(In("broken.json")));

        Assert.Contains("broken.json", fault.Message, StringComparison.Ordinal);
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Render.", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", fault.Message, StringComparison.Ordinal);
        Assert.Equal(In("missing.json"), (await Assert.ThrowsAsync<SpecFileException>(() => TilePairFile.ReadAsync(In("missing.json")))).File);
    }

    [Fact]
    public async Task A_search_that_fails_or_is_cancelled_leaves_the_files_of_an_earlier_run()
    {
        var stack = client.Stack("s");
        TilePair[] earlier = [.. Enumerable.Range(0, 5).Select(i => new TilePair(new("1.0", $"p{i}"), new("2.0", $"q{i}")))];
        var files = await TilePairFiles.WriteAsync(earlier.ToAsyncEnumerable(), stack, In("pairs.json"), pairsPerFile: 2);
        using var stop = new CancellationTokenSource();
        var failing = ExamplePairs.ToAsyncEnumerable().Concat(AsyncEnumerable.Range(0, 1).Select<int, TilePair>(_ => throw new TimeoutException()));
        var cancelled = ExamplePairs.ToAsyncEnumerable().Concat(AsyncEnumerable.Range(0, 3).Select(_ =>
        {
            stop.Cancel();
            return ExamplePairs[0];
        }));

        await Assert.ThrowsAsync<TimeoutException>(() => TilePairFiles.WriteAsync(failing, stack, In("pairs.json"), pairsPerFile: 1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => TilePairFiles.WriteAsync(cancelled, stack, In("pairs.json"), pairsPerFile: 1, cancellationToken: stop.Token));

        Assert.Equal(files, folder.GetFiles().Select(file => file.FullName).Order());
        Assert.Equal(earlier, await TilePairFiles.ReadAsync(files).ToListAsync());
    }

    [Fact]
    public async Task What_a_killed_run_has_left_is_gone_after_the_next_one()
    {
        string[] left = ["pairs_p000.json.part", "pairs_p007.json.part", "pairs_p1000.json.part"];
        string[] others = ["pairs_p007.json.gz.part", "pairs_production.json.part", "repairs_p007.json.part"];
        foreach (string name in (string[])[.. left, .. others])
            await File.WriteAllTextAsync(In(name), "cut o");

        await TilePairFiles.WriteAsync(ExamplePairs.ToAsyncEnumerable(), client.Stack("s"), In("pairs.json"));

        Assert.Equal(
            [.. others.Append("pairs_p000.json").Order(StringComparer.Ordinal)],
            folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Files_can_be_replaced_by_what_is_read_from_them()
    {
        var stack = client.Stack("s");
        TilePair[] pairs = [.. Enumerable.Range(0, 9).Select(i => new TilePair(new("1.0", $"p{i}"), new("2.0", $"q{i}")))];
        var files = await TilePairFiles.WriteAsync(pairs.ToAsyncEnumerable(), stack, In("pairs.json"), pairsPerFile: 4);

        files = await TilePairFiles.WriteAsync(TilePairFiles.ReadAsync(files), stack, In("pairs.json"), pairsPerFile: 2);

        Assert.Equal(5, files.Count);
        Assert.Equal(pairs, await TilePairFiles.ReadAsync(files).ToListAsync());
    }

    private string In(string name) => Path.Combine(folder.FullName, name);

    private static string Text(string path)
    {
        using Stream stream = File.OpenRead(path);
        using var reader = new StreamReader(
            path.EndsWith(".gz", StringComparison.Ordinal)
                ? new System.IO.Compression.GZipStream(stream, System.IO.Compression.CompressionMode.Decompress)
                : stream);
        return reader.ReadToEnd();
    }
}
