using Render.Extensions.Tests.Support;

namespace Render.Extensions.Tests.Images;

public class CanvasUrlTests
{
    [Fact]
    public void Templates_have_gaps_where_ids_belong()
    {
        using var server = new ScriptedServer();
        using var client = server.Connect();

        var template = client.Stack("raw").CanvasUrlTemplate(new ImageOptions { Scale = 0.5, ExcludeMask = true, Channels = "DAPI" });

        Assert.Equal("{baseDataUrl}/owner/o1/project/p1/stack/raw/tile/{id}/render-parameters?channels=DAPI&excludeMask=true&scale=0.5", template.ToString());
        Assert.Equal(
            "http://host:8080/render-ws/v1/owner/o1/project/p1/stack/raw/tile/{}/render-parameters?channels=DAPI&excludeMask=true&scale=0.5",
            template.FormatText);
        Assert.Equal(
            "http://host:8080/render-ws/v1/owner/o1/project/p1/stack/raw/tile/a%2Fb%20c/render-parameters?channels=DAPI&excludeMask=true&scale=0.5",
            template.UrlOf("a/b c").AbsoluteUri);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void A_gap_for_the_group_is_not_left_empty()
    {
        using var server = new ScriptedServer();
        using var client = server.Connect();
        var template = new CanvasUrlTemplate("{baseDataUrl}/owner/a/project/b/stack/c/group/{groupId}/tile/{id}/render-parameters", client);

        var exception = Assert.Throws<ArgumentException>(() => template.UrlOf("tile1"));

        Assert.Contains("'tile1'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("{groupId}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_url_of_a_tile_is_what_the_server_understands()
    {
        using var server = RecordedServer.Playing(210, 214);
        var stack = server.Client.Stack("raw");
        var options = new ImageOptions { Scale = 0.5, X = 1, Y = 2, Width = 10, Height = 12, Filter = true, FilterListName = "simpleTest" };

        // The recorded server answers recorded requests only.
        await stack.GetTileRenderParametersAsync("tileD", options);
        var recorded = Render.Generated.Tests.Contract.RecordedExchange.All.Single(exchange => exchange.Number == 210);

        var url = stack.CanvasUrlTemplate(options).UrlOf("tileD");
        Assert.Equal(recorded.Path, url.AbsolutePath);
        Assert.Equal(recorded.Query.Split('&').Order(), url.Query[1..].Split('&').Order());
        Assert.EndsWith(
            "/tileD/render-parameters?excludeTransformsAfterLast=lens",
            stack.CanvasUrlTemplate(new ImageOptions { ExcludeTransformsAfterLast = ["lens"] }).UrlOf("tileD").AbsoluteUri);
    }

    [Fact]
    public void Templates_of_pair_files_are_filled_too()
    {
        using var server = new ScriptedServer();
        using var client = server.Connect();

        var ofFile = new CanvasUrlTemplate("{baseDataUrl}/owner/a/project/b/stack/c/group/{groupId}/tile/{id}/render-parameters", client);
        var ofPython = new CanvasUrlTemplate(client.Stack("raw").CanvasUrlTemplate().FormatText, client);

        Assert.Equal(
            "http://host:8080/render-ws/v1/owner/a/project/b/stack/c/group/1.0/tile/t/render-parameters",
            ofFile.UrlOf(new CanvasId("1.0", "t")).AbsoluteUri);
        Assert.Equal(client.Stack("raw").CanvasUrlTemplate().Text, ofPython.Text);
    }
}
