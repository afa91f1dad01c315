using System.Globalization;

namespace Render;

/// <summary>
/// A filter of source images, by its Java class and typed: what <see cref="TileSpec.FilterSpec"/> and <see cref="ChannelSpec.FilterSpec"/> hold as
/// text. It is applied to the pixels of a mipmap level before the intensity range and the transforms.
/// </summary>
/// <remarks>
/// Nothing gets lost between the two forms: texts of parameters that are not set stay as they are, and so do parameters and members that the class
/// does not know, and the order. A parameter that is missing or cannot be read is an error of the property, not of reading the filter: the server
/// does not check filters either before it renders.
/// </remarks>
public abstract record ImageFilter
{
    private readonly FilterSpec spec;

    private protected ImageFilter(string className) => spec = new FilterSpec
    {
        ClassName = className,
        Parameters = new Dictionary<string, string>(),
    };

    private protected ImageFilter(FilterSpec spec) => this.spec = Copy(spec);

    /// <summary>Copies a filter.</summary>
    /// <param name="original">The filter.</param>
    protected ImageFilter(ImageFilter original)
    {
        ArgumentNullException.ThrowIfNull(original);
        spec = Copy(original.spec);
    }

    /// <summary>Full name of the Java class.</summary>
    public string? ClassName => spec.ClassName;

    /// <summary>All parameters as text, in their order; <c>null</c> when the filter has none, not even an empty list.</summary>
    public IReadOnlyDictionary<string, string>? Parameters => spec.Parameters;

    /// <summary>The filter as tiles and channels hold it.</summary>
    /// <returns>Class and texts of the parameters.</returns>
    public FilterSpec ToSpec() => Copy(spec);

    /// <summary>Filters are the same when class, texts of the parameters and unknown members are.</summary>
    /// <param name="other">The other one.</param>
    public virtual bool Equals(ImageFilter? other) => other is not null && EqualityContract == other.EqualityContract && Text(spec) == Text(other.spec);

    /// <inheritdoc/>
    public override int GetHashCode() => Text(spec).GetHashCode(StringComparison.Ordinal);

    /// <summary>The filter as JSON.</summary>
    public sealed override string ToString() => Text(spec);

    private protected string? FindText(string name) => spec.Parameters?.GetValueOrDefault(name);

    private protected string GetText(string name) => FindText(name)
        ?? throw new RenderException($"The filter {ClassName} has no parameter '{name}'. Set it; the server renders no image without it.");

    private protected double GetNumber(string name) =>
        double.TryParse(GetText(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Unreadable(name, "number");

    private protected int GetWhole(string name) =>
        int.TryParse(GetText(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Unreadable(name, "whole number");

    // As Java reads it: whatever is not true is false.
    private protected bool GetFlag(string name) => GetText(name).Equals("true", StringComparison.OrdinalIgnoreCase);

    private protected IReadOnlyList<double> GetNumbers(string name)
    {
        var parts = GetText(name).Split(',', StringSplitOptions.TrimEntries);
        var numbers = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            numbers[i] = double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw Unreadable(name, "list of numbers");
        }

        return numbers;
    }

    private protected void Set(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        spec.Parameters = new Dictionary<string, string>(spec.Parameters ?? new Dictionary<string, string>()) { [name] = value };
    }

    private protected void Set(string name, double value) => Set(name, value.ToString(CultureInfo.InvariantCulture));

    private protected void Set(string name, bool value) => Set(name, value ? "true" : "false");

    private protected void Set(string name, IEnumerable<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Set(name, string.Join(',', values.Select(value => value.ToString(CultureInfo.InvariantCulture))));
    }

    private protected void Remove(string name)
    {
        var parameters = new Dictionary<string, string>(spec.Parameters ?? new Dictionary<string, string>());
        parameters.Remove(name);
        spec.Parameters = parameters;
    }

    private protected RenderException Unreadable(string name, string kind) =>
        new($"The parameter '{name}' of the filter {ClassName} is '{GetText(name)}', which is no {kind}. Correct it.");

    private static FilterSpec Copy(FilterSpec spec) => new()
    {
        ClassName = spec.ClassName,
        Parameters = spec.Parameters is null ? null : new Dictionary<string, string>(spec.Parameters),
        AdditionalProperties = spec.AdditionalProperties,
    };

    private static string Text(FilterSpec spec) => System.Text.Json.JsonSerializer.Serialize(spec, RenderJson.TypeInfo<FilterSpec>());
}
