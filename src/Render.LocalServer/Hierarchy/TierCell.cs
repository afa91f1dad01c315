using System.Globalization;
using Render.Transforms;

namespace Render.LocalServer;

/// <summary>One stack of a tier: it holds one tile for each layer, a scaled part of the volume.</summary>
/// <param name="session">Where the tiles are.</param>
/// <param name="tier">What the stack says about its place.</param>
/// <param name="aligned">The stack in which its tiles are aligned.</param>
internal sealed class TierCell(Session session, HierarchicalStack tier, StackRow aligned)
{
    private readonly SharedTransforms shared = new(session, aligned);

    public int Row => tier.TierRow ?? 0;

    public int Column => tier.TierColumn ?? 0;

    public int TotalRows => tier.TotalTierRowCount ?? 1;

    public int TotalColumns => tier.TotalTierColumnCount ?? 1;

    public double MinX => tier.FullScaleBounds?.MinX ?? 0;

    public double MinY => tier.FullScaleBounds?.MinY ?? 0;

    public double Width => (tier.FullScaleBounds?.MaxX ?? 0) - MinX;

    public double Height => (tier.FullScaleBounds?.MaxY ?? 0) - MinY;

    private double Scale => tier.Scale ?? 1;

    /// <summary>The affine map at full scale that aligns the part.</summary>
    /// <exception cref="NotFoundException">The aligned stack lacks the tile of the layer.</exception>
    /// <exception cref="InvalidArgumentException">The tile is not aligned by an affine transform.</exception>
    public AffineMatrix Affine(double z)
    {
        var tileId = TileId(z);
        var tile = shared.Flatten(session.FindTileJson(aligned, tileId) ?? throw TileTable.NoSuchTile(aligned.Key, tileId));
        var chain = TileGeometry.Compute(() => tile.Transforms?.Collapse().Transforms ?? []);
        return chain switch
        {
            [] => AffineMatrix.Identity,
            [IAffineTransform affine] => AtFullScale(affine.Matrix),
            _ => throw new InvalidArgumentException($"tile '{tileId}' of the {aligned.Key} is not aligned by affine transforms"),
        };
    }

    // The tile's pixels begin at the corner of the part, and so do those of the stack in which it is aligned.
    private AffineMatrix AtFullScale(AffineMatrix affine) => affine with
    {
        M02 = (affine.M02 / Scale) + (MinX - ((affine.M00 * MinX) + (affine.M01 * MinY))),
        M12 = (affine.M12 / Scale) + (MinY - ((affine.M10 * MinX) + (affine.M11 * MinY))),
    };

    private string TileId(double z) => string.Create(
        CultureInfo.InvariantCulture, $"z_{JavaText.Of(z)}_box_{(long)MinX}_{(long)MinY}_{(long)Width}_{(long)Height}_{Scale:F6}");
}
