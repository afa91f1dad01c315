using System.Text.Json;
using Render.Extensions.Tests.Support;

namespace Render.Extensions.Tests.Connecting;

[Collection(EnvironmentTests.Name)]
public class RenderClientOptionsTests
{
    [Theory]
    [InlineData("host", null, "http://host/render-ws/")]
    [InlineData("host", 8080, "http://host:8080/render-ws/")]
    [InlineData("host:9000", null, "http://host:9000/render-ws/")]
    [InlineData("host:9000", 8080, "http://host:8080/render-ws/")]
    [InlineData("https://host", null, "https://host/render-ws/")]
    [InlineData("https://proxy/em/render-ws", null, "https://proxy/em/render-ws/")]
    [InlineData("http://127.0.0.1:8080/render-ws/", null, "http://127.0.0.1:8080/render-ws/")]
    [InlineData("http://h/render-ws/v1", null, "http://h/render-ws/")]
    [InlineData("http://h:8080/em/render-ws/v1/", null, "http://h:8080/em/render-ws/")]
    [InlineData("http://h/v1", null, "http://h/")]
    [InlineData("http://h/render-ws/@v1", null, "http://h/render-ws/@v1/")]
    [InlineData(" host:9000 ", null, "http://host:9000/render-ws/")]
    [InlineData("[::1]:8080", null, "http://[::1]:8080/render-ws/")]
    public void Host_and_port_make_the_root_of_the_service(string host, int? port, string expected)
    {
        using var environment = new ScopedEnvironment();

        using var client = RenderClient.Connect(new RenderClientOptions { Host = host, Port = port });

        Assert.Equal(expected, client.Options.BaseAddress.AbsoluteUri);
    }

    [Fact]
    public void Options_without_a_host_can_be_printed_and_written_as_JSON()
    {
        var options = new RenderClientOptions { Owner = "flyTEM" };

        Assert.Contains("Host = , Port = , Owner = flyTEM", options.ToString(), StringComparison.Ordinal);
        Assert.Equal(options, JsonSerializer.Deserialize<RenderClientOptions>(JsonSerializer.Serialize(options)));
    }

    [Fact]
    public void What_is_not_set_comes_from_the_environment()
    {
        using var environment = new ScopedEnvironment(host: "em", port: "8080", owner: "flyTEM", project: "FAFB00");

        using var client = RenderClient.Connect(new RenderClientOptions { Project = "mine" });
        var stack = client.Stack("v12_acquire");

        Assert.Equal("http://em:8080/render-ws/", client.Options.BaseAddress.AbsoluteUri);
        Assert.Equal("flyTEM/mine/v12_acquire", stack.ToString());
    }

    [Fact]
    public void A_port_in_the_host_is_meant()
    {
        using var environment = new ScopedEnvironment(port: "8080");

        using var client = RenderClient.Connect(new RenderClientOptions { Host = "localhost:9000" });

        Assert.Equal(9000, client.Options.BaseAddress.Port);
    }

    [Fact]
    public void A_whole_address_is_kept_whatever_the_environment_says()
    {
        using var environment = new ScopedEnvironment(host: "other", port: "8080");

        using var client = RenderClient.Connect(new Uri("https://proxy/em/render-ws/"), "o1", "p1");

        Assert.Equal("https://proxy/em/render-ws/", client.Options.BaseAddress.AbsoluteUri);
    }

    [Fact]
    public void A_missing_host_says_which_variable_to_set()
    {
        using var environment = new ScopedEnvironment();

        var exception = Assert.Throws<RenderException>(() => RenderClient.Connect());

        Assert.Contains("RENDER_HOST", exception.Message, StringComparison.Ordinal);
        Assert.Contains("RenderClientOptions.Host", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_owner_or_project_says_which_variable_to_set_when_it_is_needed()
    {
        using var environment = new ScopedEnvironment(host: "em");
        using var client = RenderClient.Connect();

        Assert.Contains("RENDER_OWNER", Assert.Throws<RenderException>(() => client.Stack("s")).Message, StringComparison.Ordinal);
        Assert.Contains(
            "RENDER_PROJECT", Assert.Throws<RenderException>(() => client.Stack("s", owner: "o")).Message, StringComparison.Ordinal);
        Assert.Contains("RENDER_OWNER", Assert.Throws<RenderException>(() => client.MatchCollection("m")).Message, StringComparison.Ordinal);
        Assert.Equal("o/p/s", client.Stack("s", "p", "o").ToString());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("70000")]
    [InlineData("http")]
    public void A_port_in_the_environment_that_is_none_is_quoted(string port)
    {
        using var environment = new ScopedEnvironment(host: "em", port: port);

        var exception = Assert.Throws<RenderException>(() => RenderClient.Connect());

        Assert.Contains("RENDER_PORT", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"'{port}'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        using var environment = new ScopedEnvironment();

        var exception = Assert.Throws<RenderException>(() => RenderClient.Connect(new RenderClientOptions
        {
            Host = "ftp://host",
            Owner = "a-b",
            Project = "_p",
            Retry = new RenderRetryOptions { MaxRetries = -1 },
            TimeLimits = new RenderTimeLimits { Upload = TimeSpan.Zero },
        }));

        Assert.All(
            ["'ftp://host'", "'a-b'", "'_p'", "Retry.MaxRetries is -1", "TimeLimits.Upload is 00:00:00"],
            part => Assert.Contains(part, exception.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://user:secret@h/")]
    [InlineData("user:secret@h")]
    [InlineData("https://user@h/")]
    [InlineData("ftp://user:secret@h/")]
    [InlineData("https://user:sec#ret@h/")]
    public void Credentials_in_the_host_are_refused_and_not_quoted(string host)
    {
        using var environment = new ScopedEnvironment();

        var exception = Assert.Throws<RenderException>(() => RenderClient.Connect(new RenderClientOptions { Host = host }));

        Assert.Contains("header Authorization", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sec", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://host/render-ws?x=secret")]
    [InlineData("host?x=secret")]
    [InlineData("http://host/render-ws/#secret")]
    [InlineData("http://host?")]
    public void A_query_or_a_fragment_in_the_host_is_refused_and_not_quoted(string host)
    {
        using var environment = new ScopedEnvironment();

        var exception = Assert.Throws<RenderException>(() => RenderClient.Connect(new RenderClientOptions { Host = host }));

        Assert.Contains("Host has a query (?) or a fragment (#)", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", exception.Message, StringComparison.Ordinal);
        Assert.Throws<RenderException>(() => RenderClient.Connect(new Uri(host.Contains("://", StringComparison.Ordinal) ? host : "http://" + host)));
    }

    [Theory]
    [InlineData("http:/host")]
    [InlineData("host:")]
    [InlineData("http://host:/render-ws")]
    [InlineData("host:0")]
    [InlineData("http:///render-ws")]
    [InlineData("/render-ws")]
    [InlineData("http:host")]
    [InlineData("host:70000")]
    [InlineData("::1")]
    [InlineData("em 1")]
    [InlineData("ftp://host")]
    public void What_is_no_address_is_quoted(string host)
    {
        using var environment = new ScopedEnvironment();

        var exception = Assert.Throws<RenderException>(() => RenderClient.Connect(new RenderClientOptions { Host = host }));

        Assert.Contains($"'{host}' is not a host name or an http(s) URL", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_in_a_host_with_a_space_behind_it_is_meant_too()
    {
        using var environment = new ScopedEnvironment(host: "em:9000 ", port: "8080");

        using var client = RenderClient.Connect();

        Assert.Equal("http://em:9000/render-ws/", client.Options.BaseAddress.AbsoluteUri);
    }

    [Fact]
    public void An_address_without_a_scheme_is_refused_with_what_is_missing()
    {
        using var environment = new ScopedEnvironment();

        var relative = Assert.Throws<RenderException>(() => RenderClient.Connect(new Uri("render-ws", UriKind.Relative)));
        var noScheme = Assert.Throws<RenderException>(() => RenderClient.Connect(new Uri("localhost:8080")));

        Assert.Contains("'render-ws'", relative.Message, StringComparison.Ordinal);
        Assert.Contains("http://", relative.Message, StringComparison.Ordinal);
        Assert.Contains("'localhost:8080'", noScheme.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_that_is_refused_is_not_quoted_with_its_password() => Assert.DoesNotContain(
        "secret", Assert.Throws<RenderException>(() => RenderClient.Connect(new Uri("ftp://me:secret@host"))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Connect")]
    [InlineData("Read")]
    [InlineData("Change")]
    [InlineData("Upload")]
    [InlineData("LongRunning")]
    public void Limits_that_no_timer_takes_are_refused(string limit)
    {
        using var environment = new ScopedEnvironment();
        var property = typeof(RenderTimeLimits).GetProperty(limit)!;
        RenderClient Connect(TimeSpan value)
        {
            var limits = new RenderTimeLimits();
            property.SetValue(limits, value);
            return RenderClient.Connect(new RenderClientOptions { Host = "host", TimeLimits = limits });
        }

        Connect(TimeSpan.FromMilliseconds(10)).Dispose();
        Connect(TimeSpan.FromDays(1)).Dispose();

        Assert.Contains(
            $"TimeLimits.{limit} is 00:00:00.0050000. Set it to at least 10 milliseconds",
            Assert.Throws<RenderException>(() => Connect(TimeSpan.FromMilliseconds(5))).Message,
            StringComparison.Ordinal);
        Assert.Throws<RenderException>(() => Connect(Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public void Options_that_are_null_are_named()
    {
        using var environment = new ScopedEnvironment();
        var options = new RenderClientOptions { Host = "host", Retry = null!, TimeLimits = null! };

        var exception = Assert.Throws<RenderException>(() => RenderClient.Connect(options));

        Assert.Contains("Retry is null", exception.Message, StringComparison.Ordinal);
        Assert.Contains("TimeLimits is null", exception.Message, StringComparison.Ordinal);
        using var http = new HttpClient();
        Assert.Contains(
            "Retry", Assert.Throws<ArgumentNullException>(() => new RenderClient(new RenderApi(http), options)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a-b")]
    [InlineData("a__b")]
    [InlineData("_a")]
    [InlineData("a.b")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a\n")]
    public void A_name_that_the_server_does_not_take_is_refused_before_anything_is_sent(string name)
    {
        using var environment = new ScopedEnvironment();
        using var client = RenderClient.Connect(new RenderClientOptions { Host = "host", Owner = "o", Project = "p" });

        Assert.Contains($"'{name}'", Assert.Throws<RenderException>(() => client.Stack(name)).Message, StringComparison.Ordinal);
        Assert.Contains($"'{name}'", Assert.Throws<RenderException>(() => client.MatchCollection(name)).Message, StringComparison.Ordinal);
    }
}
