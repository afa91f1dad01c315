using Render.Transforms;

namespace Render;

/// <summary>Says whether boxes hide another one, by cutting what they cover out of it.</summary>
internal static class Coverage
{
    /// <summary>Whether nothing of a box is seen under others.</summary>
    /// <param name="box">The box below.</param>
    /// <param name="above">The boxes on top of it.</param>
    public static bool IsHidden(BoundingBox box, IEnumerable<BoundingBox> above)
    {
        List<BoundingBox> seen = [box];
        foreach (var cover in above)
        {
            List<BoundingBox> left = [];
            foreach (var part in seen)
                Cut(part, cover, left);

            seen = left;
            if (seen.Count == 0)
                return true;
        }

        return false;
    }

    // What is left of a part: strips above and below of the cover over the whole width, and beside it.
    private static void Cut(BoundingBox part, BoundingBox cover, List<BoundingBox> left)
    {
        if (!BoxGrid.Touch(part, cover))
        {
            left.Add(part);
            return;
        }

        double top = Math.Max(part.MinY, cover.MinY);
        double bottom = Math.Min(part.MaxY, cover.MaxY);
        if (top > part.MinY)
            left.Add(part with { MaxY = top });

        if (bottom < part.MaxY)
            left.Add(part with { MinY = bottom });

        if (cover.MinX > part.MinX)
            left.Add(new BoundingBox(part.MinX, top, cover.MinX, bottom));

        if (cover.MaxX < part.MaxX)
            left.Add(new BoundingBox(cover.MaxX, top, part.MaxX, bottom));
    }
}
