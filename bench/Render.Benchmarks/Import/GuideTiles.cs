using System.Globalization;
using Render.Transforms;

namespace Render.Benchmarks.Import;

/// <summary>The tiles of render-python's user guide: sections of 10 x 20 tiles, one affine transform each.</summary>
internal static class GuideTiles
{
    private const int Rows = 10;
    private const int Columns = 20;
    private const double Width = 3840;
    private const double Height = 3840;
    private const double Step = 3500;

    public const int InSection = Rows * Columns;

    public static IEnumerable<TileSpec> Sections(int count) => Enumerable.Range(0, count).SelectMany(Section);

    private static IEnumerable<TileSpec> Section(int z)
    {
        string sectionId = string.Create(CultureInfo.InvariantCulture, $"{z}.0");
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
                yield return Tile(z, sectionId, row, column);
        }
    }

    private static TileSpec Tile(int z, string sectionId, int row, int column)
    {
        string tileId = string.Create(CultureInfo.InvariantCulture, $"{z:D5}_{row:D3}_{column:D3}_acquisition");
        return new TileSpec
        {
            TileId = tileId,
            Z = z,
            Width = Width,
            Height = Height,
            MinIntensity = 0,
            MaxIntensity = 255,
            Layout = new LayoutData
            {
                SectionId = sectionId,
                ImageRow = row,
                ImageCol = column,
                StageX = column * Step,
                StageY = row * Step,
                Rotation = 0,
            },
            MipmapLevels = new Dictionary<string, ImageAndMask>
            {
                ["0"] = new() { ImageUrl = $"file:///data/raw/{sectionId}/{tileId}.tif" },
            },

            Transforms = new ListTransform(new AffineModel2D(1, 0, 0, 1, column * Step, row * Step)),
        };
    }
}
