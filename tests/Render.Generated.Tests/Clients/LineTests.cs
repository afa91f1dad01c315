using RichardSzalay.MockHttp;

namespace Render.Generated.Tests.Clients;

/// <summary>What belongs to one line of the server only.</summary>
public class LineTests
{
    [Fact]
    public async Task A_request_says_which_lines_have_what_it_asks_for()
    {
        using var handler = new MockHttpMessageHandler();
        var requests = new List<HttpRequestMessage>();
        handler.When("*").Respond(request =>
        {
            requests.Add(request);
            return new HttpResponseMessage { Content = new StringContent("[]") };
        });
        using var http = handler.ToHttpClient();
        http.BaseAddress = new Uri("http://host/render-ws/");

        await new SectionsClient(http).GetLayerTileBoundsAsync("o", "p", "s", 1);
        await new SectionsClient(http).GetLayerTileBoundsAsync("o", "p", "s", 1, tileIdPattern: "a");
        await new HierarchyClient(http).DeleteTierDataAsync("o", "p");

        Assert.Equal(["", "tileIdPattern: Line43", ": Line40"], requests.Select(Limits));
    }

    [Fact]
    public void The_numbers_of_loader_types_are_those_of_the_line()
    {
        Assert.Equal(
            ["IMAGEJ_DEFAULT", "IMAGEJ_TIFF_STACK", "H5_SLICE", "N5_SLICE", "IMAGEJ_COMPOSITE", "DYNAMIC_MASK"],
            LineValues<ImageLoaderType>.Of(ServerLine.Line40).Select(value => value.Value));
        Assert.Equal(
            [
                "IMAGEJ_DEFAULT", "IMAGEJ_DEFAULT_W_TIMEOUT", "IMAGEJ_TIFF_STACK", "H5_SLICE", "N5_SLICE", "IMAGEJ_COMPOSITE", "DYNAMIC_MASK",
                "MULTI_BOX_DYNAMIC_MASK",
            ],
            LineValues<ImageLoaderType>.Of(ServerLine.Line43).Select(value => value.Value));
    }

    private static string Limits(HttpRequestMessage request) => request.Options.TryGetValue(RequestLimit.Key, out var limits)
        ? string.Join("; ", limits.Select(limit => $"{limit.Parameter}: {string.Join(", ", limit.Lines)}"))
        : "";
}
