using System.Text;

namespace Render.LocalServer;

/// <summary>Reads the parameters of an operation the way the Java server does.</summary>
internal sealed class OperationRequest(HttpContext context)
{
    private readonly LineRules rules = LineRules.Of(context.Request);

    /// <summary>A parameter of the path. It is still escaped when it arrives here, see <see cref="RawPath"/>.</summary>
    public T Path<T>(string name) => ParameterText.Parse<T>(Uri.UnescapeDataString((string)context.Request.RouteValues[name]!));

    /// <summary>An optional value of the query that only some lines of the server have; others ignore it, whatever it is.</summary>
    public T? Query<T>(string name, IReadOnlyList<ServerLine> lines)
        where T : struct => lines.Contains(rules.Line) ? Query<T>(name) : null;

    /// <summary>An optional text of the query that only some lines of the server have; others ignore it.</summary>
    public string? QueryText(string name, IReadOnlyList<ServerLine> lines) => lines.Contains(rules.Line) ? QueryText(name) : null;

    /// <summary>A value of an enumeration in the path.</summary>
    public T PathEnum<T>(string name)
        where T : struct, IExtensibleEnum<T> =>
        ParameterText.ParseEnum<T>(Path<string>(name), rules.Line);

    /// <summary>An optional value of an enumeration in the query.</summary>
    public T? QueryEnum<T>(string name)
        where T : struct, IExtensibleEnum<T> =>
        QueryText(name) is { } text ? ParameterText.ParseEnum<T>(text, rules.Line) : null;

    /// <summary>An optional value of an enumeration in the query that only some lines of the server have; others ignore it, whatever it is.</summary>
    public T? QueryEnum<T>(string name, IReadOnlyList<ServerLine> lines)
        where T : struct, IExtensibleEnum<T> =>
        lines.Contains(rules.Line) ? QueryEnum<T>(name) : null;

    /// <summary>An optional value of the query.</summary>
    public T? Query<T>(string name)
        where T : struct =>
        context.Request.Query.TryGetValue(name, out var values) ? ParameterText.Parse<T>(values[0]!) : null;

    /// <summary>An optional text of the query.</summary>
    public string? QueryText(string name) => context.Request.Query.TryGetValue(name, out var values) ? values[0] : null;

    /// <summary>A parameter of the query that may be repeated.</summary>
    public IReadOnlyList<T>? QueryList<T>(string name) =>
        context.Request.Query.TryGetValue(name, out var values) ? [.. values.Select(value => ParameterText.Parse<T>(value!))] : null;

    /// <summary>The body as text, or <c>null</c> when it is empty.</summary>
    public async Task<string?> ReadTextAsync(CancellationToken cancellationToken)
    {
        using var body = await RequestBody.ReadAsync(context.Request, cancellationToken).ConfigureAwait(false);
        return body.Length == 0 ? null : Encoding.UTF8.GetString(body.Bytes);
    }

    /// <summary>The body as a model, or <c>null</c> when it is empty.</summary>
    public async Task<T?> ReadJsonAsync<T>(CancellationToken cancellationToken)
    {
        using var body = await RequestBody.ReadAsync(context.Request, cancellationToken).ConfigureAwait(false);
        return JsonBody.Read<T>(body.Bytes, rules);
    }
}
