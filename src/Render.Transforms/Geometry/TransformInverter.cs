namespace Render.Transforms;

/// <summary>
/// Maps world pixels back to the pixels of a tile accurately, in all of the tile: in closed form where every transform has one, else by Newton's method
/// on the transform itself. (The server goes through a <see cref="TransformMesh"/>, which is coarser and refuses more.)
/// </summary>
public sealed class TransformInverter
{
    /// <summary>How far from the point, in world pixels, the image of an answer may lie, for coordinates up to 1e5; relative 1e-14 beyond.</summary>
    public const double MaximumResidual = 1e-9;

    private const double Outside = 1e-6;
    private const double Step = 1e-3;
    private const int Iterations = 30;
    private const int Starts = 7;

    private readonly TransformSpec[] chain = [];
    private readonly bool hasClosedForm;
    private readonly double width;
    private readonly double height;
    private readonly ListTransform transform = new();
    private readonly Point2D[] startLocal = [];
    private readonly Point2D[] startWorld = [];
    private readonly AffineMatrix? estimate;

    /// <summary>Prepares for a tile.</summary>
    /// <param name="transform">The transform of the tile without references, or null for none.</param>
    /// <param name="width">Width of the tile in pixels.</param>
    /// <param name="height">Height of the tile in pixels.</param>
    /// <exception cref="ArgumentOutOfRangeException">Width or height is not a positive number.</exception>
    /// <inheritdoc cref="TransformSpec.Apply(Point2D)" path="/exception"/>
    public TransformInverter(TransformSpec? transform, double width, double height)
    {
        TileGrid.Check(width, height, Math.Max(width, height));
        this.width = width;
        this.height = height;
        chain = [.. transform?.Flatten() ?? []];
        hasClosedForm = chain.All(member => member is IInvertibleTransform);
        if (hasClosedForm)
            return;

        this.transform = new ListTransform(chain).Collapse();
        startLocal = new Point2D[Starts * Starts];
        for (int i = 0; i < startLocal.Length; i++)
            startLocal[i] = new Point2D(width * (i % Starts) / (Starts - 1), height * (i / Starts) / (Starts - 1));

        startWorld = new Point2D[startLocal.Length];
        this.transform.Apply(startLocal, startWorld);
        estimate = Estimate();
    }

    /// <summary>Maps a point of the world back.</summary>
    /// <param name="world">A location in world pixels.</param>
    /// <param name="local">The location in pixels of the tile, from 0 to its width and height, both included.</param>
    /// <returns>False if the point lies outside of the tile, or if the transform has no inverse there.</returns>
    public bool TryInvert(Point2D world, out Point2D local) => TryInvert(world, out local, out _);

    /// <summary>Maps a point of the world back, and says how well.</summary>
    /// <param name="world">A location in world pixels.</param>
    /// <param name="local">The location in pixels of the tile, from 0 to its width and height, both included.</param>
    /// <param name="residual">The distance in world pixels of its image from <paramref name="world"/>.</param>
    /// <returns>False if the point lies outside of the tile, or if the transform has no inverse there.</returns>
    public bool TryInvert(Point2D world, out Point2D local, out double residual)
    {
        if (hasClosedForm)
            return TryInvertClosed(world, out local, out residual);

        if (estimate is not null && TryNewton(world, estimate.Apply(world), out local, out residual))
            return true;

        // Where the tile is bent so much that its overall shape misleads, start from the nearest of some of its points.
        int nearest = 0;
        for (int i = 1; i < startWorld.Length; i++)
        {
            if (Distance(startWorld[i], world) < Distance(startWorld[nearest], world))
                nearest = i;
        }

        return TryNewton(world, startLocal[nearest], out local, out residual);
    }

    private static double Distance(Point2D a, Point2D b) => double.Hypot(a.X - b.X, a.Y - b.Y);

    private AffineMatrix? Estimate()
    {
        var matches = new PointMatch[startLocal.Length];
        for (int i = 0; i < matches.Length; i++)
            matches[i] = new PointMatch(startWorld[i], startLocal[i]);

        try
        {
            return AffineModel2D.Estimate(matches).Matrix;
        }
        catch (IllDefinedMatchesException)
        {
            return null;
        }
    }

    private bool TryInvertClosed(Point2D world, out Point2D local, out double residual)
    {
        local = world;
        residual = double.NaN;
        try
        {
            for (int i = chain.Length - 1; i >= 0; i--)
                local = ((IInvertibleTransform)chain[i]).ApplyInverse(local);
        }
        catch (NoninvertibleTransformException)
        {
            return false;
        }

        Point2D image = local;
        foreach (TransformSpec member in chain)
            image = member.Apply(image);

        residual = Distance(image, world);
        return Contains(local);
    }

    private bool TryNewton(Point2D world, Point2D start, out Point2D local, out double residual)
    {
        double limit = Math.Max(MaximumResidual, 1e-14 * Math.Max(Math.Abs(world.X), Math.Abs(world.Y)));
        Span<Point2D> points = stackalloc Point2D[3];
        local = start;
        residual = double.PositiveInfinity;
        Point2D best = start;
        bool isRegular = true;
        for (int i = 0; i < Iterations; i++)
        {
            points[0] = local;
            points[1] = new Point2D(local.X + Step, local.Y);
            points[2] = new Point2D(local.X, local.Y + Step);
            transform.Apply(points, points);
            double error = Distance(points[0], world);
            if (error < residual)
                (best, residual) = (local, error);
            else if (residual <= limit)
                break;

            double m00 = (points[1].X - points[0].X) / Step;
            double m10 = (points[1].Y - points[0].Y) / Step;
            double m01 = (points[2].X - points[0].X) / Step;
            double m11 = (points[2].Y - points[0].Y) / Step;
            double determinant = m00 * m11 - m01 * m10;
            double dx = world.X - points[0].X;
            double dy = world.Y - points[0].Y;
            isRegular = determinant != 0;
            if (error == 0 || !isRegular || !double.IsFinite(determinant + error))
                break;

            local = new Point2D(local.X + (m11 * dx - m01 * dy) / determinant, local.Y + (m00 * dy - m10 * dx) / determinant);
        }

        local = best;
        return isRegular && residual <= limit && Contains(local);
    }

    private bool Contains(Point2D local) =>
        local.X >= -Outside && local.X <= width + Outside && local.Y >= -Outside && local.Y <= height + Outside;
}
