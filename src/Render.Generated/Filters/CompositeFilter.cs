using System.Text.Json;

namespace Render;

/// <summary>Applies filters one after the other.</summary>
public sealed record CompositeFilter : ImageFilter
{
    internal const string JavaClass = "org.janelia.alignment.filter.CompositeFilter";

    /// <summary>Creates the filter.</summary>
    public CompositeFilter()
        : base(JavaClass)
    {
    }

#pragma warning disable CS8618 // The properties read the parameters of the filter.
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    internal CompositeFilter(FilterSpec spec)
        : base(spec)
    {
    }
#pragma warning restore CS8618

    /// <summary>The filters, the first one first: the parameters <c>filter0</c>, <c>filter1</c>, ..., each the JSON text of a filter.</summary>
    /// <exception cref="RenderException">One of them is no filter; the message names the parameter.</exception>
    public required IReadOnlyList<ImageFilter> Filters
    {
        get
        {
            var filters = new List<ImageFilter>();
            while (FindText(NameOf(filters.Count)) is { } text)
            {
                filters.Add(Read(NameOf(filters.Count), text));
            }

            return filters;
        }

        init
        {
            ArgumentNullException.ThrowIfNull(value);
            for (var i = 0; i < value.Count; i++)
            {
                // A text that means the same filter stays as it is.
                if (FindText(NameOf(i)) is not { } text || !Means(text, value[i]))
                {
                    Set(NameOf(i), value[i].ToString());
                }
            }

            for (var i = value.Count; FindText(NameOf(i)) is not null; i++)
            {
                Remove(NameOf(i));
            }
        }
    }

    private static string NameOf(int index) => $"filter{index}";

    private bool Means(string text, ImageFilter filter)
    {
        try
        {
            return Read("", text).Equals(filter);
        }
        catch (RenderException)
        {
            return false;
        }
    }

    private ImageFilter Read(string name, string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, RenderJson.TypeInfo<FilterSpec>())?.ToFilter()
                ?? throw new JsonException("It is null.");
        }
        catch (JsonException exception)
        {
            throw new RenderException(
                $"The parameter '{name}' of the filter {ClassName} is not the JSON of a filter: {exception.Message} Correct it.", exception);
        }
    }
}
