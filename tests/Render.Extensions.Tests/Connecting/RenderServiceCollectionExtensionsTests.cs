using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Render.Extensions.Tests.Support;

namespace Render.Extensions.Tests.Connecting;

[Collection(EnvironmentTests.Name)]
public class RenderServiceCollectionExtensionsTests
{
    [Fact]
    public void Options_are_checked_when_the_host_starts()
    {
        using var environment = new ScopedEnvironment();
        using var provider = Provider(services => services.AddRenderClient(options => options.Owner = "a-b"));

        var exception = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IStartupValidator>().Validate);

        Assert.Contains("RENDER_HOST", exception.Message, StringComparison.Ordinal);
        Assert.Contains("'a-b'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_in_the_environment_that_is_none_is_found_with_all_else_that_is_wrong()
    {
        using var environment = new ScopedEnvironment(host: "em", port: "http");
        using var provider = Provider(services => services.AddRenderClient(options => options.Owner = "a-b"));

        var exception = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IStartupValidator>().Validate);

        Assert.Contains("RENDER_PORT is 'http'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("'a-b'", exception.Message, StringComparison.Ordinal);
        Assert.Throws<OptionsValidationException>(provider.GetRequiredService<RenderClient>);
    }

    [Fact]
    public void A_port_that_is_set_is_used_whatever_the_environment_says()
    {
        using var environment = new ScopedEnvironment(host: "em", port: "http");
        using var provider = Provider(services => services.AddRenderClient(options => options.Port = 9000));

        Assert.Equal(9000, provider.GetRequiredService<RenderClient>().Options.BaseAddress.Port);
    }

    [Fact]
    public void Options_come_from_configuration_and_then_from_the_environment()
    {
        using var environment = new ScopedEnvironment(host: "unused", owner: "flyTEM");
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Render:Host"] = "em",
            ["Render:Port"] = "8080",
            ["Render:Project"] = "FAFB00",
            ["Render:Retry:MaxRetries"] = "7",
            ["Render:TimeLimits:Upload"] = "01:00:00",
        }).Build();
        using var provider = Provider(services => services.AddRenderClient(configuration.GetSection("Render")));

        var client = provider.GetRequiredService<RenderClient>();

        Assert.Equal("http://em:8080/render-ws/", client.Options.BaseAddress.AbsoluteUri);
        Assert.Equal("flyTEM/FAFB00/s", client.Stack("s").ToString());
        Assert.Equal(7, client.Options.Retry.MaxRetries);
        Assert.Equal(TimeSpan.FromHours(1), client.Options.TimeLimits.Upload);
        Assert.Equal(new RenderTimeLimits().Read, client.Options.TimeLimits.Read);
    }

    [Fact]
    public void There_is_one_connection()
    {
        using var environment = new ScopedEnvironment(host: "em");
        using var provider = Provider(services => services.AddRenderClient());

        var client = provider.GetRequiredService<RenderClient>();

        Assert.Same(client, provider.GetRequiredService<RenderClient>());
        Assert.Same(client.Api, provider.GetRequiredService<RenderApi>());
    }

    [Fact]
    public async Task Adding_a_connection_again_adds_options_only()
    {
        using var server = new ScriptedServer();
        for (var attempt = 0; attempt < 5; attempt++)
            server.Answers(HttpStatusCode.ServiceUnavailable);

        using var provider = Provider(services =>
        {
            services.AddSingleton<TimeProvider>(server.Time);
            services.AddRenderClient(options => (options.Host, options.Owner) = ("host:8080", "o1"));
            services.AddRenderClient(options => options.Project = "p1").ConfigurePrimaryHttpMessageHandler(() => server.Handler);
        });

        var stack = provider.GetRequiredService<RenderClient>().Stack("s");
        await Assert.ThrowsAsync<RenderUnavailableException>(() => stack.GetZValuesAsync());

        Assert.Equal("o1/p1/s", stack.ToString());
        Assert.Equal(0, server.StepsLeft);
        Assert.Equal(4, server.Time.Waits.Count);
    }

    [Fact]
    public async Task What_an_application_sets_up_for_all_of_its_clients_repeats_and_limits_nothing_here()
    {
        using var server = new ScriptedServer()
            .Answers(HttpStatusCode.ServiceUnavailable)
            .Does(_ => new HttpResponseMessage(HttpStatusCode.OK));
        using var provider = Provider(services =>
        {
            services.AddSingleton<TimeProvider>(server.Time);
            services.AddRenderClient(options => options.Host = "host:8080").ConfigurePrimaryHttpMessageHandler(() => server.Handler);
            services.AddRenderClient("other", options => options.Host = "host:8080").ConfigurePrimaryHttpMessageHandler(() => server.Handler);
            services.ConfigureHttpClientDefaults(client => client.AddStandardResilienceHandler());
        });
        var stacks = provider.GetRequiredService<RenderClient>().Api.Stacks;

        await Assert.ThrowsAsync<RenderUnavailableException>(() => stacks.CreateStackVersionAsync("o1", "p1", "s", new StackVersion()));
        await provider.GetRequiredKeyedService<RenderClient>("other").Api.Stacks.SetStackStateAsync("o1", "p1", "s", StackState.Complete);

        Assert.Equal(2, server.Requests.Count);
        Assert.Empty(server.Time.Waits);
        Assert.Equal([1, 1], new[] { "Render", "Render.other" }.Select(name => ResilienceHandlers(provider, name)));
    }

    [Fact]
    public async Task Several_servers_have_a_connection_each()
    {
        using var environment = new ScopedEnvironment(project: "p1");
        using var first = new ScriptedServer().AnswersJson("[1.0]");
        using var second = new ScriptedServer().Answers(HttpStatusCode.ServiceUnavailable).AnswersJson("[2.0]");
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Host", "second:8080"), new("Owner", "o2")]).Build();
        using var provider = Provider(services =>
        {
            services.AddSingleton<TimeProvider>(second.Time);
            services.AddRenderClient("first", options => (options.Host, options.Owner) = ("first:8080", "o1"))
                .ConfigurePrimaryHttpMessageHandler(() => first.Handler);
            services.AddRenderClient("second", configuration).ConfigurePrimaryHttpMessageHandler(() => second.Handler);
        });

        provider.GetRequiredService<IStartupValidator>().Validate();
        var one = provider.GetRequiredKeyedService<RenderClient>("first");
        var other = provider.GetRequiredKeyedService<RenderClient>("second");

        Assert.Equal([1], await one.Stack("s").GetZValuesAsync());
        Assert.Equal([2], await other.Stack("s").GetZValuesAsync());
        Assert.Equal(["GET /owner/o1/project/p1/stack/s/zValues"], first.Requests);
        Assert.Equal(["GET /owner/o2/project/p1/stack/s/zValues"], second.Requests.Distinct());
        Assert.Equal("http://second:8080/render-ws/", other.Options.BaseAddress.AbsoluteUri);
        Assert.Same(other.Api, provider.GetRequiredKeyedService<RenderApi>("second"));
        Assert.Null(provider.GetService<RenderClient>());
    }

    [Fact]
    public void Options_of_a_named_connection_are_checked_when_the_host_starts()
    {
        using var environment = new ScopedEnvironment();
        using var provider = Provider(services => services.AddRenderClient("second", options => options.Owner = "a-b"));

        var exception = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IStartupValidator>().Validate);

        Assert.Equal("second", exception.OptionsName);
    }

    private static int ResilienceHandlers(IServiceProvider services, string name)
    {
        var count = 0;
        for (var handler = services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(name);
             handler is DelegatingHandler { InnerHandler: { } inner } outer;
             handler = inner)
        {
            count += outer is ResilienceHandler ? 1 : 0;
        }

        return count;
    }

    private static ServiceProvider Provider(Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        add(services);
        return services.BuildServiceProvider();
    }
}
