using Render.Transforms;

namespace Render.Extensions.Tests.Import;

/// <summary>Tiles that are as they should be, to be spoilt by tests.</summary>
internal static class TestTiles
{
    public static TileSpec Tile(string id, double z = 1, params TransformSpec[] transforms) => new()
    {
        TileId = id,
        Z = z,
        Width = 100,
        Height = 50,
        Transforms = new ListTransform(transforms is [] ? [new AffineModel2D(1, 0, 0, 1, 10, 20)] : transforms),
    };

    public static IEnumerable<TileSpec> Tiles(int count, int inLayer = int.MaxValue) =>
        Enumerable.Range(0, count).Select(i => Tile($"t{i:D6}", i / inLayer));

    /// <summary>A tile of 100 pixels, which begins at this x.</summary>
    public static TileSpec At(double x)
    {
        var tile = Tile("far", 1, new TranslationModel2D(x, 0));
        (tile.MinX, tile.MinY, tile.MaxX, tile.MaxY) = (x, 0, x + 100, 50);
        return tile;
    }
}
