using System.Collections.ObjectModel;
using Render.Transforms;

namespace Render;

/// <summary>Takes points of one tile from one space to another. Prepared once, it converts any number of points.</summary>
internal sealed class SpaceConversion
{
    private readonly TransformSpec? forward;
    private readonly IInvertibleTransform[] backward = [];
    private readonly TransformInverter? inverter;

    /// <exception cref="RenderException">A label is missing; or there is no closed form for the way back, and the tile has no size.</exception>
    public SpaceConversion(TileSpec tile, MatchSpace from, MatchSpace to)
    {
        // Without the shared transforms nobody can count: this throws, and names them.
        var transforms = tile.Transforms?.Resolve(ReadOnlyDictionary<string, TransformSpec>.Empty).Flatten() ?? [];
        var (have, want) = (from.Applied(tile, transforms), to.Applied(tile, transforms));
        if (have <= want)
        {
            forward = Chain(transforms.Take(want).Skip(have));
            return;
        }

        var undone = transforms.Take(have).Skip(want).Reverse().ToArray();
        if (undone.All(static transform => transform is IInvertibleTransform))
        {
            backward = [.. undone.Cast<IInvertibleTransform>()];
            return;
        }

        if (tile is not { Width: > 0, Height: > 0 })
        {
            throw new RenderException(
                $"Tile '{tile.TileId}' has no size, without which its transforms cannot be inverted. Set {nameof(TileSpec.Width)} and {nameof(TileSpec.Height)}.");
        }

        // All the way back to the image, where the tile's extent is known, and forward again.
        inverter = new TransformInverter(new ListTransform(transforms.Take(have)), tile.Width.Value, tile.Height.Value);
        forward = Chain(transforms.Take(want));
    }

    /// <summary>Converts points. Those that cannot be converted become NaN.</summary>
    /// <returns>How many these are.</returns>
    public int Convert(ReadOnlySpan<Point2D> source, Span<Point2D> destination)
    {
        destination = destination[..source.Length];
        if (inverter is not null)
        {
            for (var i = 0; i < source.Length; i++)
            {
                destination[i] = inverter.TryInvert(source[i], out var local) ? local : new Point2D(double.NaN, double.NaN);
            }
        }
        else
        {
            source.CopyTo(destination);
            try
            {
                foreach (var transform in backward)
                {
                    transform.ApplyInverse(destination, destination);
                }
            }
            catch (NoninvertibleTransformException)
            {
                destination.Fill(new Point2D(double.NaN, double.NaN));
            }
        }

        forward?.Apply(destination, destination);
        return Seal(destination);
    }

    private static ListTransform? Chain(IEnumerable<TransformSpec> transforms) =>
        transforms.ToArray() is { Length: > 0 } chain ? new ListTransform(chain).Collapse() : null;

    // Half a point is none.
    private static int Seal(Span<Point2D> points)
    {
        var failed = 0;
        foreach (ref var point in points)
        {
            if (!double.IsFinite(point.X) || !double.IsFinite(point.Y))
            {
                point = new Point2D(double.NaN, double.NaN);
                failed++;
            }
        }

        return failed;
    }
}
