using System.Globalization;

namespace Render;

/// <summary>The channels to draw: one, or several mixed by weights. A name alone converts to it.</summary>
public sealed class ImageChannels
{
    private const string Separator = "__";

    private readonly string text;

    private ImageChannels(string text) => this.text = text;

    /// <summary>Draws one channel.</summary>
    /// <param name="name">Its name, such as <c>DAPI</c>. The server draws nothing when no tile has it.</param>
    /// <returns>The channel.</returns>
    /// <exception cref="ArgumentException">The name is empty, or has two underscores in a row: the server would take these for a weight.</exception>
    public static ImageChannels Of(string name) => new(Named(name));

    /// <summary>Draws several channels, each with its part of the image.</summary>
    /// <param name="channels">Names and weights, at least one; weights usually add up to 1.</param>
    /// <returns>The channels, in this order.</returns>
    /// <exception cref="ArgumentException">
    /// There are none, or one occurs twice, or a name is one that <see cref="Of"/> does not take, or a weight is negative or no finite number.
    /// </exception>
    public static ImageChannels Mix(params ReadOnlySpan<(string Name, double Weight)> channels)
    {
        if (channels.IsEmpty)
            throw new ArgumentException("No channel is given. Name at least one, or leave channels out for the stack's default.", nameof(channels));

        HashSet<string> names = new(StringComparer.Ordinal);
        List<string> parts = [];
        foreach (var (name, weight) in channels)
        {
            if (!names.Add(Named(name)))
                throw new ArgumentException($"Channel '{name}' occurs twice. Add its weights.", nameof(channels));

            if (!(weight >= 0 && double.IsFinite(weight)))
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"The weight of channel '{name}' is {weight}. Set it to a number from 0, usually to 1 at most."),
                    nameof(channels));
            }

            parts.Add(name);
            parts.Add(weight.ToString(CultureInfo.InvariantCulture));
        }

        return new(string.Join(Separator, parts));
    }

    /// <summary>Draws one channel; see <see cref="Of"/>.</summary>
    /// <param name="name">Its name.</param>
    public static implicit operator ImageChannels(string name) => Of(name);

    /// <summary>As the server takes it: <c>DAPI</c>, <c>DAPI__0.7__GFP__0.3</c>.</summary>
    public override string ToString() => text;

    private static string Named(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return name.Contains(Separator, StringComparison.Ordinal)
            ? throw new ArgumentException(
                $"'{name}' is no name of a channel: the server takes two underscores for the start of a weight. Use {nameof(ImageChannels)}.{nameof(Mix)} to give weights.",
                nameof(name))
            : name;
    }
}
