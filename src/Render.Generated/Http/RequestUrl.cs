using System.Globalization;
using System.Runtime.CompilerServices;

namespace Render;

/// <summary>
/// Builds the relative URL of an operation: values are escaped, numbers are culture-invariant with full precision, and what a
/// path cannot carry is refused here, where the parameter still has a name.
/// </summary>
internal ref struct RequestUrl
{
    private DefaultInterpolatedStringHandler text;
    private bool hasQuery;
    private List<RequestLimit>? limits;

    public RequestUrl(Span<char> buffer)
    {
        text = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, buffer);
        hasQuery = false;
        limits = null;
    }

    /// <summary>What of the request not every line of the server has; <c>null</c> for nothing.</summary>
    public readonly IReadOnlyList<RequestLimit>? Limits => limits;

    /// <summary>Notes that the operation (<paramref name="parameter"/> is <c>null</c>), or a parameter that is given, belongs to some lines only.</summary>
    public void Limit(string? parameter, string? since, string? until) =>
        (limits ??= []).Add(new RequestLimit(parameter, ServerLineRange.Of(since, until)));

    public void Literal(string literal) => text.AppendLiteral(literal);

    public void Path(string value, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(value, name);
        if (value is "." or "..")
        {
            throw new ArgumentException($"'{value}' cannot be part of a URL path.", name);
        }

        text.AppendLiteral(Uri.EscapeDataString(value));
    }

    public void Path(double value, string name) => text.AppendFormatted(value);

    public void Path(int value, string name) => text.AppendFormatted(value);

    public void Path<T>(T value, string name)
        where T : struct, IExtensibleEnum<T> =>
        Path(value.Value, name);

    public void Query(string name, string? value)
    {
        if (value is not null)
        {
            QueryName(name);
            text.AppendLiteral(Uri.EscapeDataString(value));
        }
    }

    public void Query(string name, double? value)
    {
        if (value is { } number)
        {
            QueryName(name);
            text.AppendLiteral(Uri.EscapeDataString(number.ToString(CultureInfo.InvariantCulture)));
        }
    }

    public void Query(string name, int? value)
    {
        if (value is { } number)
        {
            QueryName(name);
            text.AppendFormatted(number);
        }
    }

    public void Query(string name, bool? value) => Query(name, value switch { true => "true", false => "false", null => null });

    public void Query<T>(string name, T? value)
        where T : struct, IExtensibleEnum<T>
    {
        if (value is { } text)
        {
            ArgumentException.ThrowIfNullOrEmpty(text.Value, name);
            Query(name, text.Value);
        }
    }

    public void Query(string name, IEnumerable<string>? values)
    {
        foreach (var value in values ?? [])
        {
            Query(name, value);
        }
    }

    public void Query(string name, IEnumerable<double>? values)
    {
        foreach (var value in values ?? [])
        {
            Query(name, (double?)value);
        }
    }

    public Uri ToUri() => new(text.ToStringAndClear(), UriKind.Relative);

    private void QueryName(string name)
    {
        text.AppendLiteral(hasQuery ? "&" : "?");
        text.AppendLiteral(name);
        text.AppendLiteral("=");
        hasQuery = true;
    }
}
