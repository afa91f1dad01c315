using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Render;

/// <summary>Adds the connection to a container.</summary>
/// <remarks>
/// Further calls for the same connection add options to it. Resilience handlers that an application adds to all of its HTTP clients
/// (<c>ConfigureHttpClientDefaults</c>) are taken off these: operations have time limits and repetitions of their own.
/// </remarks>
public static class RenderServiceCollectionExtensions
{
    private static readonly string DefaultName = Microsoft.Extensions.Options.Options.DefaultName;

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

    /// <summary>
    /// Adds the connection to one of several servers: <see cref="RenderClient"/> and <see cref="RenderApi"/> as singletons with a key, on an
    /// HTTP client of their own. The options are checked when the host starts.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="name">
    /// The key, <c>[FromKeyedServices("name")] RenderClient render</c>, and the name of the options. The connection that is added without a name
    /// is another one.
    /// </param>
    /// <param name="configure">Sets options; what stays unset comes from the environment, which is the same for all connections.</param>
    /// <returns>The builder of the HTTP client, to add handlers or to replace the network.</returns>
    /// <exception cref="OptionsValidationException">
    /// At the start of the host, or at the first use without one: an option is missing or wrong; the message says what to set.
    /// </exception>
    public static IHttpClientBuilder AddRenderClient(
        this IServiceCollection services, string name, Action<RenderClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var options = services.AddOptions<RenderClientOptions>(name);
        if (configure is not null)
        {
            options.Configure(configure);
        }

        return AddClient(services, options);
    }

    /// <summary>
    /// Adds the connection to one of several servers: <see cref="RenderClient"/> and <see cref="RenderApi"/> as singletons with a key, on an
    /// HTTP client of their own. The options are checked when the host starts.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="name">
    /// The key, <c>[FromKeyedServices("name")] RenderClient render</c>, and the name of the options. The connection that is added without a name
    /// is another one.
    /// </param>
    /// <param name="configuration">
    /// A section with the properties of <see cref="RenderClientOptions"/>; what stays unset comes from the environment, which is the same for
    /// all connections.
    /// </param>
    /// <returns>The builder of the HTTP client, to add handlers or to replace the network.</returns>
    /// <exception cref="OptionsValidationException">
    /// At the start of the host, or at the first use without one: an option is missing or wrong; the message says what to set.
    /// </exception>
    public static IHttpClientBuilder AddRenderClient(this IServiceCollection services, string name, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(configuration);
        return AddClient(services, services.AddOptions<RenderClientOptions>(name).Bind(configuration));
    }

    private static IHttpClientBuilder AddClient(IServiceCollection services, OptionsBuilder<RenderClientOptions> options)
    {
        var name = options.Name;
        var httpName = name == DefaultName ? RenderTelemetry.Name : $"{RenderTelemetry.Name}.{name}";
        if (services.Any(service => service.ServiceType == typeof(ServerLineProbe) && Equals(service.ServiceKey, httpName)))
        {
            // A further call adds options only: its handlers would repeat what the handlers of the first one repeat.
            return services.AddHttpClient(httpName);
        }

        services.AddKeyedSingleton(httpName, (services, _) => new ServerLineProbe(Options(services, name).ServerLine, Time(services), Logger(services)));
        options.PostConfigure(static options => options.FillFromEnvironment()).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RenderClientOptions>, RenderClientOptionsValidator>());
        if (name == DefaultName)
        {
            services.TryAddSingleton(services => Api(services, httpName));
            services.TryAddSingleton(services => Client(services, services.GetRequiredService<RenderApi>(), name, httpName));
        }
        else
        {
            services.TryAddKeyedSingleton(name, (services, _) => Api(services, httpName));
            services.TryAddKeyedSingleton(name, (services, _) => Client(services, services.GetRequiredKeyedService<RenderApi>(name), name, httpName));
        }

        return services
            .AddHttpClient(httpName, (services, client) => RenderPipeline.Configure(client, Options(services, name)))
            .ConfigurePrimaryHttpMessageHandler(services => RenderPipeline.CreatePrimaryHandler(Options(services, name)))
            // The pooled connections expire by themselves, so that a singleton may keep the handler.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .ConfigureAdditionalHttpMessageHandlers((handlers, services) =>
            {
                // What an application sets up for all of its clients knows neither what may be repeated nor how long completing a stack takes.
                foreach (var foreign in handlers.OfType<ResilienceHandler>().ToList())
                {
                    handlers.Remove(foreign);
                }

                foreach (var handler in RenderPipeline.CreateHandlers(Options(services, name), Line(services, httpName), Time(services), Logger(services)))
                {
                    handlers.Add(handler);
                }
            });
    }

    private static RenderApi Api(IServiceProvider services, string httpName) =>
        new(services.GetRequiredService<IHttpClientFactory>().CreateClient(httpName));

    private static RenderClient Client(IServiceProvider services, RenderApi api, string name, string httpName) =>
        new(api, Options(services, name), Time(services), Logger(services), owned: null, Line(services, httpName));

    /// <summary>What is known of the server. It also says that a connection is set up.</summary>
    private static ServerLineProbe Line(IServiceProvider services, string httpName) =>
        services.GetRequiredKeyedService<ServerLineProbe>(httpName);

    private static RenderClientOptions Options(IServiceProvider services, string name) => name == DefaultName
        ? services.GetRequiredService<IOptions<RenderClientOptions>>().Value
        : services.GetRequiredService<IOptionsMonitor<RenderClientOptions>>().Get(name);

    private static TimeProvider Time(IServiceProvider services) => services.GetService<TimeProvider>() ?? TimeProvider.System;

    private static ILogger Logger(IServiceProvider services) =>
        services.GetService<ILogger<RenderClient>>() ?? (ILogger)NullLogger.Instance;
}
