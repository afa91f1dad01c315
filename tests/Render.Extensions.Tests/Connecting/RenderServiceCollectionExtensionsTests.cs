using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
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

    private static ServiceProvider Provider(Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        add(services);
        return services.BuildServiceProvider();
    }
}
