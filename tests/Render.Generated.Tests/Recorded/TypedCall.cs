using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Web;
using Render.Generated.Tests.Contract;
using Render.Generated.Tests.Json;
using Render.Transforms;

namespace Render.Generated.Tests.Recorded;

/// <summary>A recorded request, expressed as a call of the generated client: method and arguments.</summary>
internal sealed class TypedCall
{
    private readonly MethodInfo method;
    private readonly object?[] arguments;

    private TypedCall(MethodInfo method, object?[] arguments)
    {
        this.method = method;
        this.arguments = arguments;
    }

    /// <summary>Finds the arguments that would send a request.</summary>
    /// <exception cref="InexpressibleException">There are none; the message says why.</exception>
    public static TypedCall From(RecordedExchange exchange)
    {
        var operation = ContractDocument.Current.FindOperation(exchange.Method, exchange.Path)
            ?? throw new InexpressibleException("no operation of the contract");
        var client = typeof(RenderApiClient).Assembly.GetType($"Render.{operation.Tag}Client", throwOnError: true)!;
        var name = char.ToUpperInvariant(operation.Id[0]) + operation.Id[1..] + "Async";
        var method = client.GetMethods().Single(candidate => candidate.Name == name
            && !candidate.GetParameters().Any(parameter => typeof(HttpContent).IsAssignableFrom(parameter.ParameterType)));

        if (exchange.Path.EndsWith('/'))
            throw new InexpressibleException("a slash at the end of the path");

        if (exchange.RequestHeaders.Keys.Except(["Content-Type", "Content-Encoding"], StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } header)
            throw new InexpressibleException($"a header of the caller's own: {header}");

        if (exchange.QueryNames.Except(operation.ParameterNames("query")).FirstOrDefault() is { } unknown)
            throw new InexpressibleException($"a parameter that the operation does not have: {unknown}");

        var path = operation.PathValues(exchange.Path);
        var query = HttpUtility.ParseQueryString(exchange.Query);
        var arguments = method.GetParameters().Select(parameter => Argument(parameter, operation, path, query, exchange)).ToArray();
        return new TypedCall(method, arguments);
    }

    /// <summary>The same call of the streaming method, or <c>null</c> when the answer is never large.</summary>
    public TypedCall? Streamed => method.Name.StartsWith("Get", StringComparison.Ordinal)
        && method.DeclaringType!.GetMethod($"Stream{method.Name["Get".Length..]}") is { } stream
            ? new TypedCall(stream, arguments)
            : null;

    /// <summary>Calls the streaming method.</summary>
    /// <returns>The elements as the wire would carry them.</returns>
    public async Task<JsonNode> CollectAsync(HttpClient http)
    {
        var elements = (dynamic)method.Invoke(Activator.CreateInstance(method.DeclaringType!, http), arguments)!;
        var transforms = new JsonObject();
        var tiles = new JsonObject();
        var collection = new JsonObject { ["transformIdToSpecMap"] = transforms, ["tileIdToSpecMap"] = tiles };
        switch ((object)elements)
        {
            case IAsyncEnumerable<ResolvedSpec> specs:
                await foreach (var spec in specs)
                    Add(spec.Tile, spec.SharedTransform);

                return collection;
            case IAsyncEnumerable<ResolvedSpecOrPair> specsOrPairs:
                var pairs = new JsonArray();
                await foreach (var element in specsOrPairs)
                {
                    if (element.Pair is { } pair)
                        pairs.Add(JsonSerializer.SerializeToNode(pair, RenderJson.TypeInfo<CanvasMatches>()));
                    else
                        Add(element.Tile, element.SharedTransform);
                }

                return new JsonObject { ["resolvedTileSpecs"] = collection, ["matchPairs"] = pairs };
            default:
                return await CollectAsync(elements);
        }

        void Add(TileSpec? tile, TransformSpec? transform)
        {
            if (tile is not null)
                tiles.Add(tile.TileId, JsonSerializer.SerializeToNode(tile, RenderJson.TypeInfo<TileSpec>()));
            else
                transforms.Add(transform!.Id!, JsonSerializer.SerializeToNode(transform, RenderJson.TypeInfo<TransformSpec>()));
        }
    }

    private static async Task<JsonNode> CollectAsync<T>(IAsyncEnumerable<T> elements)
    {
        var collected = new JsonArray();
        await foreach (var element in elements)
            collected.Add(JsonSerializer.SerializeToNode(element, RenderJson.TypeInfo<T>()));

        return collected;
    }

    /// <summary>Calls the client.</summary>
    /// <returns>The result as the wire would carry it: JSON, text, bytes, or <c>null</c> for none.</returns>
    public async Task<object?> InvokeAsync(HttpClient http)
    {
        var client = Activator.CreateInstance(method.DeclaringType!, http);
        var task = (Task)method.Invoke(client, arguments)!;
        await task;
        if (!method.ReturnType.IsGenericType)
            return null;

        var type = method.ReturnType.GetGenericArguments()[0];
        return ((dynamic)task).Result switch
        {
            null => null,
            string text => text,
            BinaryContent binary => await binary.ReadAllBytesAsync(),
            object value => JsonSerializer.SerializeToNode(value, RenderJson.Options.GetTypeInfo(type)),
        };
    }

    private static object? Argument(
        ParameterInfo parameter,
        ContractOperation operation,
        Dictionary<string, string> path,
        System.Collections.Specialized.NameValueCollection query,
        RecordedExchange exchange)
    {
        if (parameter.ParameterType == typeof(CancellationToken))
            return CancellationToken.None;

        var described = operation.Parameters.FirstOrDefault(candidate =>
            (candidate.TryGetProperty("x-originalName", out var original) ? original : candidate.GetProperty("name")).GetString() == parameter.Name);
        if (described.ValueKind == JsonValueKind.Undefined)
            return Body(parameter, operation, exchange);

        var name = described.GetProperty("name").GetString()!;
        return described.GetProperty("in").GetString() == "path"
            ? Value(parameter.ParameterType, path[name])
            : query.GetValues(name) is { } values ? Values(parameter.ParameterType, values) : null;
    }

    private static object? Body(ParameterInfo parameter, ContractOperation operation, RecordedExchange exchange)
    {
        if (exchange.RequestBody is not { Length: > 0 } body)
            throw new InexpressibleException("no body");

        var mediaType = operation.Json.GetProperty("requestBody").GetProperty("content").EnumerateObject().Single().Name;
        if (exchange.RequestHeaders["Content-Type"] != mediaType && operation.Tag != "Validation")
            throw new InexpressibleException($"another media type: {exchange.RequestHeaders["Content-Type"]}");

        if (parameter.ParameterType == typeof(string))
            return body;

        try
        {
            var value = JsonSerializer.Deserialize(body, RenderJson.Options.GetTypeInfo(parameter.ParameterType));
            if (value is null)
                throw new InexpressibleException("a body that is null");

            var back = JsonSerializer.Serialize(value, RenderJson.Options.GetTypeInfo(parameter.ParameterType));
            return WireJson.AreSame(body, back)
                ? value
                : throw new InexpressibleException("a body that is another one when typed");
        }
        catch (JsonException)
        {
            throw new InexpressibleException("a body that does not fit the type");
        }
    }

    private static object Values(Type type, string[] values)
    {
        if (type == typeof(string) || !type.IsGenericType || type.GetGenericTypeDefinition() != typeof(IEnumerable<>))
            return Value(type, values.Single());

        return type.GetGenericArguments()[0] == typeof(double)
            ? values.Select(value => (double)Value(typeof(double), value)).ToArray()
            : values;
    }

    private static object Value(Type type, string text)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
            return text;

        if (type == typeof(bool))
            return text switch { "true" => true, "false" => false, _ => throw new InexpressibleException($"'{text}' for a Boolean") };

        if (Enumerations.Is(type))
            return text == "" ? throw new InexpressibleException($"'' for a {type.Name}") : Enumerations.Of(type, text);

        if (type == typeof(int) && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return whole;

        return type == typeof(double) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InexpressibleException($"'{text}' for a number");
    }
}
