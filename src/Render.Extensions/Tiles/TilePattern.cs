using System.Collections.ObjectModel;
using System.Text.RegularExpressions;
using Render.Transforms;

namespace Render;

/// <summary>A regular expression for ids of tiles: the server's work where its line has that, and done here where it has not.</summary>
internal sealed class TilePattern
{
    private readonly Regex? regex;

    private TilePattern(string? sent, Regex? regex) => (Sent, this.regex) = (sent, regex);

    /// <summary>What is sent to the server; <c>null</c> when it is done here.</summary>
    public string? Sent { get; }

    /// <summary>Finds out who does the work.</summary>
    /// <returns>The pattern, or <c>null</c> for an empty one, which all ids match.</returns>
    /// <exception cref="ArgumentException">The pattern is not a regular expression. The server of the line 4.3 says so itself.</exception>
    public static async ValueTask<TilePattern?> ForAsync(RenderClient client, string? pattern, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(pattern))
            return null;

        return await client.GetServerLineAsync(cancellationToken).ConfigureAwait(false) == ServerLine.Line43
            ? new TilePattern(pattern, null)
            : Here(pattern);
    }

    /// <summary>Does the work here.</summary>
    /// <inheritdoc cref="ForAsync" path="/returns"/>
    /// <inheritdoc cref="ForAsync" path="/exception"/>
    public static TilePattern? Here(string? pattern)
    {
        if (string.IsNullOrEmpty(pattern))
            return null;

        try
        {
            return new TilePattern(null, new Regex(pattern, RegexOptions.CultureInvariant));
        }
        catch (RegexParseException exception)
        {
            throw new ArgumentException($"'{pattern}' is no regular expression for ids of tiles. {exception.Message}", nameof(pattern), exception);
        }
    }

    /// <summary>Whether a tile that came is one that was asked for.</summary>
    public bool Keeps(string? tileId) => regex is null || (tileId is not null && regex.IsMatch(tileId));

    /// <summary>Leaves out tiles that were not asked for, and the transforms that only these refer to.</summary>
    public ResolvedTileSpecCollection Filter(ResolvedTileSpecCollection layer)
    {
        if (regex is null)
            return layer;

        var shared = layer.TransformIdToSpecMap ?? ReadOnlyDictionary<string, TransformSpec>.Empty;
        Dictionary<string, TileSpec> tiles = new(StringComparer.Ordinal);
        HashSet<string> references = new(StringComparer.Ordinal);
        foreach (var (id, tile) in layer.TileIdToSpecMap ?? ReadOnlyDictionary<string, TileSpec>.Empty)
        {
            if (Keeps(id))
            {
                tiles[id] = tile;
                references.UnionWith(SharedTransforms.ReferencesOf(tile, shared));
            }
        }

        return new ResolvedTileSpecCollection
        {
            TileIdToSpecMap = tiles,
            TransformIdToSpecMap = shared.Where(transform => references.Contains(transform.Key)).ToDictionary(StringComparer.Ordinal),
        };
    }
}
