using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Render;

/// <summary>Adds the connection to a container.</summary>
public static class RenderServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="RenderClient"/> and <see cref="RenderApi"/> as singletons on an HTTP client of the
    /// <see cref="IHttpClientFactory"/>. The options are checked when the host starts.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="configure">Sets options; what stays unset comes from the environment, see <see cref="RenderClientOptions"/>.</param>
    /// <returns>The builder of the HTTP client, to add handlers or to replace the network.</returns>
    /// <exception cref="OptionsValidationException">
    /// At the start of the host, or at the first use without one: an option is missing or wrong; the message says what to set.
    /// </exception>
    public static IHttpClientBuilder AddRenderClient(this IServiceCollection services, Action<RenderClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<RenderClientOptions>();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        return AddClient(services, options);
    }

    /// <summary>
    /// Adds <see cref="RenderClient"/> and <see cref="RenderApi"/> as singletons on an HTTP client of the
    /// <see cref="IHttpClientFactory"/>. The options are checked when the host starts.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="configuration">
    /// A section with the properties of <see cref="RenderClientOptions"/>; what stays unset comes from the environment.
    /// </param>
    /// <returns>The builder of the HTTP client, to add handlers or to replace the network.</returns>
    /// <exception cref="OptionsValidationException">
    /// At the start of the host, or at the first use without one: an option is missing or wrong; the message says what to set.
    /// </exception>
    public static IHttpClientBuilder AddRenderClient(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        return AddClient(services, services.AddOptions<RenderClientOptions>().Bind(configuration));
    }

    private static IHttpClientBuilder AddClient(IServiceCollection services, OptionsBuilder<RenderClientOptions> options)
    {
        options.PostConfigure(static options => options.FillFromEnvironment()).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RenderClientOptions>, RenderClientOptionsValidator>());
        services.TryAddSingleton(static services =>
            new RenderApi(services.GetRequiredService<IHttpClientFactory>().CreateClient(RenderTelemetry.Name)));
        services.TryAddSingleton(static services =>
            new RenderClient(services.GetRequiredService<RenderApi>(), Options(services), Time(services), Logger(services), owned: null));

        return services
            .AddHttpClient(RenderTelemetry.Name, static (services, client) => RenderPipeline.Configure(client, Options(services)))
            .ConfigurePrimaryHttpMessageHandler(static services => RenderPipeline.CreatePrimaryHandler(Options(services)))
            // The pooled connections expire by themselves, so that a singleton may keep the handler.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .ConfigureAdditionalHttpMessageHandlers(static (handlers, services) =>
            {
                foreach (var handler in RenderPipeline.CreateHandlers(Options(services), Time(services), Logger(services)))
                {
                    handlers.Add(handler);
                }
            });
    }

    private static RenderClientOptions Options(IServiceProvider services) =>
        services.GetRequiredService<IOptions<RenderClientOptions>>().Value;

    private static TimeProvider Time(IServiceProvider services) => services.GetService<TimeProvider>() ?? TimeProvider.System;

    private static ILogger Logger(IServiceProvider services) =>
        services.GetService<ILogger<RenderClient>>() ?? (ILogger)NullLogger.Instance;
}
