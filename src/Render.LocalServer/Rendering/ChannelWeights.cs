using System.Text;
using Render.Transforms;

namespace Render.LocalServer;

/// <summary>The names of channels and their weights, as a query gives them: <c>DAPI</c>, <c>DAPI__0.7__GFP__0.3</c>.</summary>
internal static class ChannelWeights
{
    private const string Separator = "__";

    /// <summary>Takes the text apart.</summary>
    /// <returns>The channels in their order; a single one has weight 1, whatever is written.</returns>
    /// <exception cref="ServiceException">A weight is no number, or the weights are more than 1 together.</exception>
    public static IReadOnlyList<KeyValuePair<string, double>> Parse(string channels)
    {
        var fields = Fields(channels);
        if (fields.Count == 0)
            throw new IllegalStateException("Index 0 out of bounds for length 0");

        if (fields.Count == 1)
            return [new(fields[0], 1)];

        OrderedDictionary<string, double> weights = [];
        var sum = 0.0;

        // A last name without a weight is none.
        for (var i = 0; i + 1 < fields.Count; i += 2)
        {
            var weight = Weight(fields[i + 1]);
            sum += weight;
            if (sum > 1)
            {
                throw new InvalidArgumentException(
                    $"Channel {fields[i]} weight {JavaText.Of(weight)} is too large.  The sum of all weights must be less than or equal to 1.0.  "
                    + $"Current weights are: {{{string.Join(", ", weights.Select(channel => $"{channel.Key}={JavaText.Of(channel.Value)}"))}}}");
            }

            weights[fields[i]] = weight;
        }

        return weights.Count == 1 ? [new(fields[0], 1)] : [.. weights];
    }

    // Empty fields at the end do not count.
    private static List<string> Fields(string channels)
    {
        List<string> fields = [.. channels.Split(Separator)];
        while (fields.Count > 0 && fields[^1].Length == 0 && channels.Length > 0)
            fields.RemoveAt(fields.Count - 1);

        return fields;
    }

    private static double Weight(string text) => JavaNumber.TryParseDouble(Encoding.UTF8.GetBytes(text.Trim()), out var weight)
        ? weight
        : throw new InvalidArgumentException(text.Trim().Length == 0 ? "empty String" : $"For input string: \"{text}\"");
}
