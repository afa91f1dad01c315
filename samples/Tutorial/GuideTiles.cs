using System.Globalization;
using Render;
using Render.Transforms;

namespace Tutorial;

/// <summary>Makes up the guide's sections: rows and columns of overlapping tiles, each placed where the stage was.</summary>
internal static class GuideTiles
{
    public const int Rows = 10;
    public const int Columns = 20;

    private const double Size = 4000;
    private const double Overlap = 0.1;

    // Nanometres a pixel, and with it stage units (micrometres) a pixel.
    private const double PixelSize = 4;

    public static IEnumerable<TileSpec> Make(int sections) =>
        from z in Enumerable.Range(0, sections)
        from row in Enumerable.Range(0, Rows)
        from column in Enumerable.Range(0, Columns)
        select Make(z, row, column);

    private static TileSpec Make(int z, int row, int column)
    {
        // The stage is never quite where it should be: a little noise, the same in every run.
        var x = (column * Size * (1 - Overlap)) + (7 * Math.Sin((31 * z) + (7 * row) + column));
        var y = (row * Size * (1 - Overlap)) + (7 * Math.Cos((17 * z) + row + (11 * column)));
        var name = string.Create(CultureInfo.InvariantCulture, $"z{z:D4}_row{row:D2}_col{column:D2}");
        return new TileSpec
        {
            TileId = name,
            Z = z,
            Width = Size,
            Height = Size,
            MinIntensity = 0,
            MaxIntensity = 255,
            Layout = new LayoutData
            {
                SectionId = z.ToString("F1", CultureInfo.InvariantCulture),
                Temca = "scope1",
                Camera = "camera1",
                ImageRow = row,
                ImageCol = column,
                StageX = x * PixelSize / 1000,
                StageY = y * PixelSize / 1000,
                Rotation = 0,
                Pixelsize = PixelSize,
            },
            MipmapLevels = new Dictionary<string, ImageAndMask> { ["0"] = new() { ImageUrl = $"file:///data/z{z:D4}/{name}.png" } },
            Transforms = new ListTransform(new AffineModel2D(1, 0, 0, 1, x, y)),
        };
    }
}
