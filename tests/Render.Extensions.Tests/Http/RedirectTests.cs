using System.Net;
using Render.Extensions.Tests.Support;

namespace Render.Extensions.Tests.Http;

public class RedirectTests
{
    [Theory]
    [InlineData(HttpStatusCode.MovedPermanently)]
    [InlineData(HttpStatusCode.Found)]
    [InlineData(HttpStatusCode.SeeOther)]
    [InlineData(HttpStatusCode.TemporaryRedirect)]
    [InlineData(HttpStatusCode.PermanentRedirect)]
    public async Task A_redirected_change_fails_with_the_address_to_connect_to(HttpStatusCode status)
    {
        using var server = RedirectingServer(status, path => $"https://other{path}");
        using var client = server.Connect();

        var exception = await Assert.ThrowsAsync<RenderRedirectException>(
            () => client.Api.Stacks.CreateStackVersionAsync("o1", "p1", "s", new StackVersion()));

        Assert.Equal(status, exception.StatusCode);
        Assert.Equal("https://other/render-ws/v1/owner/o1/project/p1/stack/s", exception.Location!.AbsoluteUri);
        Assert.Contains(" Set Host (RENDER_HOST) to https://other/render-ws/,", exception.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_redirection_within_the_server_is_told_as_an_absolute_address()
    {
        using var server = RedirectingServer(HttpStatusCode.Found, path => "/em" + path);
        using var client = server.Connect();

        var exception = await Assert.ThrowsAsync<RenderRedirectException>(() => client.Stack("s").GetZValuesAsync());

        Assert.Contains("to http://host:8080/em/render-ws/,", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirection_to_a_page_of_another_kind_is_named()
    {
        using var server = RedirectingServer(HttpStatusCode.Found, _ => "https://login.example/");
        using var client = server.Connect();

        var exception = await Assert.ThrowsAsync<RenderRedirectException>(() => client.Stack("s").GetZValuesAsync());

        Assert.Contains("sent to https://login.example/,", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Set Host (RENDER_HOST)", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirection_to_nowhere_is_one_too()
    {
        using var server = new ScriptedServer().Answers(HttpStatusCode.Found);
        using var client = server.Connect();

        var exception = await Assert.ThrowsAsync<RenderRedirectException>(() => client.Stack("s").GetZValuesAsync());

        Assert.Null(exception.Location);
    }

    [Fact]
    public void The_network_follows_no_redirection()
    {
        using var handler = Assert.IsType<SocketsHttpHandler>(RenderPipeline.CreatePrimaryHandler(new RenderClientOptions()));

        Assert.False(handler.AllowAutoRedirect);
    }

    private static ScriptedServer RedirectingServer(HttpStatusCode status, Func<string, string> location) => new ScriptedServer().Does(request =>
    {
        var response = new HttpResponseMessage(status);
        response.Headers.Location = new Uri(location(request.RequestUri!.PathAndQuery), UriKind.RelativeOrAbsolute);
        return response;
    });
}
