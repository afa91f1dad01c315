using System.ComponentModel;
using System.Globalization;
using Render.Transforms;

namespace Render;

/// <summary>
/// Says what "local" means: how many of a tile's transforms have been applied to the coordinates. Matches are stored without saying it, so
/// whoever reads them has to know.
/// </summary>
/// <remarks>
/// Transforms are counted one by one, in lists within lists and shared ones as well; an interpolated transform counts as one. A tile must
/// have its references replaced (<see cref="ResolvedTileSpecCollectionExtensions.Resolve"/>). What counts is what the server draws
/// (<see cref="TileCanvas"/>): matches that were found on its canvases lie in the space of these.
/// </remarks>
public sealed record MatchSpace
{
    private readonly TransformExclusion exclusion;
    private readonly ServerLine line;
    private readonly string name;

    // The label without which there is no such space in a tile.
    private readonly string? label;

    private MatchSpace(string name, TransformExclusion exclusion, ServerLine line = ServerLine.Line40, string? label = null)
    {
        this.name = name;
        this.exclusion = exclusion;
        this.line = line;
        this.label = label;
    }

    /// <summary>Pixels of the image as it was acquired: no transform applied (<c>excludeAllTransforms</c>).</summary>
    public static MatchSpace Raw { get; } = new("the raw image", new TransformExclusion { ExcludeAllTransforms = true });

    /// <summary>
    /// What the clients of the server match in, and match trials always (<c>normalizeForMatching</c>), as 4.0.2 has it: all transforms applied up
    /// to the last one that is labelled <c>lens</c>; where none is, all but the last, and of these the first two.
    /// </summary>
    /// <remarks>
    /// With a lens correction and one affine transform that is behind the lens correction, labelled or not; with one transform or none it is
    /// <see cref="Raw"/>. Of 4.3 it is <see cref="NormalizedBy"/>.
    /// </remarks>
    public static MatchSpace Normalized { get; } = NormalizedBy(ServerLine.Line40);

    /// <summary><see cref="Normalized"/>, under the name from before the rule of the server was known.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static MatchSpace BeforeLastTransform => Normalized;

    /// <summary>All transforms applied: world pixels of the stack that the tile is from.</summary>
    public static MatchSpace World { get; } = new("the world", TransformExclusion.None);

    /// <summary>
    /// What a server of a line matches in (<c>normalizeForMatching</c>). As <see cref="Normalized"/>, but for 4.3 the label <c>include</c> counts as
    /// <c>lens</c> does.
    /// </summary>
    /// <param name="line">The line of the server that found the matches.</param>
    /// <returns>The space.</returns>
    public static MatchSpace NormalizedBy(ServerLine line) => new(
        $"what {(line == ServerLine.Line43 ? "4.3" : "4.0.2")} normalizes for matching", new TransformExclusion { NormalizeForMatching = true }, line);

    /// <summary>All transforms applied up to the last one with a label, this one included (<c>excludeTransformsAfterLast</c>).</summary>
    /// <param name="label">The label, such as <c>lens</c>.</param>
    /// <returns>The space.</returns>
    public static MatchSpace AfterLabel(string label)
    {
        ArgumentException.ThrowIfNullOrEmpty(label);
        return new($"after the last transform labelled '{label}'", new TransformExclusion { ExcludeTransformsAfterLast = [label] }, label: label);
    }

    /// <summary>All transforms applied that come before the first one with a label (<c>excludeFirstTransformAndAllAfter</c>).</summary>
    /// <param name="label">The label, such as <c>montage</c>.</param>
    /// <returns>The space.</returns>
    public static MatchSpace BeforeLabel(string label)
    {
        ArgumentException.ThrowIfNullOrEmpty(label);
        return new($"before the first transform labelled '{label}'", new TransformExclusion { ExcludeFirstTransformAndAllAfter = [label] }, label: label);
    }

    /// <summary>The space of what is drawn with options: of the points that programs find on such images, such as those of a canvas URL.</summary>
    /// <remarks>
    /// Pixels of the image become coordinates of the space when they are divided by the scale and moved by <see cref="TileCanvas.Origin"/>
    /// (<see cref="TileCanvasExtensions.CanvasOf"/>).
    /// </remarks>
    /// <param name="options">How tiles are drawn.</param>
    /// <param name="line">The line of the server that draws them.</param>
    /// <returns>The space.</returns>
    public static MatchSpace Of(ImageOptions options, ServerLine line)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Exclusion switch
        {
            { IsActive: false } => World,
            { NormalizeForMatching: true, ExcludeAllTransforms: null, ExcludeTransformsAfterLast: null, ExcludeFirstTransformAndAllAfter: null } =>
                NormalizedBy(line),
            var exclusion => new($"what {Describe(exclusion)} draws", exclusion, line),
        };
    }

    /// <summary>Two spaces are the same if they are called the same.</summary>
    public bool Equals(MatchSpace? other) => other is not null && name == other.name;

    /// <inheritdoc/>
    public override int GetHashCode() => name.GetHashCode(StringComparison.Ordinal);

    /// <summary>The name of the space, for messages.</summary>
    public override string ToString() => name;

    /// <summary>How many of a tile's transforms have been applied.</summary>
    /// <exception cref="RenderException">No transform of the tile has the label.</exception>
    internal int Applied(TileSpec tile, IReadOnlyList<TransformSpec> transforms) =>
        label is null || transforms.Any(transform => transform.Metadata?.Labels.Contains(label) == true)
            ? exclusion.CountKept(transforms, line)
            : throw new RenderException(
                $"No transform of tile '{tile.TileId}' is labelled '{label}'. Name a label that all tiles of the matches have, or another space.");

    private static string Describe(TransformExclusion exclusion)
    {
        List<string> parts = [];
        if (exclusion.ExcludeAllTransforms is { } all)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"excludeAllTransforms={all}"));
        }

        if (exclusion.ExcludeTransformsAfterLast is { Count: > 0 } last)
        {
            parts.Add($"excludeTransformsAfterLast={string.Join(',', last)}");
        }

        if (exclusion.ExcludeFirstTransformAndAllAfter is { Count: > 0 } first)
        {
            parts.Add($"excludeFirstTransformAndAllAfter={string.Join(',', first)}");
        }

        return string.Join('&', parts);
    }
}
