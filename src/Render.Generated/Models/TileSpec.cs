namespace Render;

public partial class TileSpec
{
    /// <summary>Copies the tile, so that the copy can be changed. What its properties refer to is shared between the two.</summary>
    /// <returns>The copy.</returns>
    public TileSpec Copy() => (TileSpec)MemberwiseClone();
}
