using System.Net;
using System.Reflection;
using RichardSzalay.MockHttp;

namespace Render.Extensions.Tests.Http;

/// <summary>Every operation of the generated clients, found by calling each of their methods once.</summary>
internal static class OperationCatalog
{
    public static IReadOnlyList<(string Name, HttpMethod Method, OperationPolicy Policy)> All { get; } = [.. Collect()];

    private static IEnumerable<(string Name, HttpMethod Method, OperationPolicy Policy)> Collect()
    {
        HttpRequestMessage? sent = null;
        var policy = default(OperationPolicy);
        using var handler = new MockHttpMessageHandler();
        handler.When("*").Respond(request =>
        {
            sent = request;
            policy = OperationPolicies.For(request);
            return new HttpResponseMessage(HttpStatusCode.NoContent);
        });
        using var http = handler.ToHttpClient();
        http.BaseAddress = new Uri("http://host/render-ws/");
        var api = new RenderApi(http);
        foreach (var client in typeof(RenderApi).GetProperties().Where(property => property.PropertyType.IsInterface))
        {
            // A streaming method calls the same operation as the one that it stands beside.
            foreach (var method in client.PropertyType.GetMethods().Where(method => method.ReturnType.IsAssignableTo(typeof(Task))))
            {
                sent = null;
                Call(client.GetValue(api)!, method);
                if (sent is null || !sent.Options.TryGetValue(RenderApiClient.Operation, out var name))
                    throw new InvalidOperationException($"{client.Name}.{method.Name} sends no request that names its operation.");

                yield return (name, sent.Method, policy);
            }
        }
    }

    private static void Call(object client, MethodInfo method)
    {
        var task = (Task)method.Invoke(client, [.. method.GetParameters().Select(Argument)])!;
        try
        {
            task.GetAwaiter().GetResult();
        }
        catch (RenderResponseException)
        {
            // The answer is always empty.
        }
    }

    private static object? Argument(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (parameter.HasDefaultValue)
            return type == typeof(CancellationToken) ? CancellationToken.None : parameter.DefaultValue;

        return type switch
        {
            _ when type == typeof(string) => "x",
            _ when type == typeof(StackState) => StackState.Complete,
            _ when type == typeof(HttpContent) => new StringContent("{}"),
            { IsGenericType: true } => Array.CreateInstance(type.GetGenericArguments()[0], 0),
            _ => Activator.CreateInstance(type),
        };
    }
}
