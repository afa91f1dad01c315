using System.Globalization;
using System.Text.Json;
using Render.Transforms;

namespace Render.LocalServer;

/// <summary>Checks tiles that are to be saved, completes them and makes rows of them, all outside of the database.</summary>
internal sealed class TileImport
{
    private static readonly IReadOnlyDictionary<string, TransformSpec> NoTransforms = new Dictionary<string, TransformSpec>();
    private static readonly IReadOnlyDictionary<string, ImageAndMask> NoMipmaps = new Dictionary<string, ImageAndMask>();

    private readonly IReadOnlyDictionary<string, TransformSpec> shared;
    private readonly List<string> references = [];
    private readonly LineRules rules;

    private TileImport(ResolvedTileSpecCollection tiles, double? z, bool deriveData, LineRules rules)
    {
        this.rules = rules;
        shared = tiles.TransformIdToSpecMap ?? NoTransforms;
        if (tiles.TileIdToSpecMap is not { Count: > 0 } specs)
        {
            throw new InvalidArgumentException(
                "collection does not have any tiles (maybe they were removed by a prior validation process)");
        }

        CheckTransformIds();
        Tiles = new List<TileRow>(specs.Count);
        foreach (var tile in specs.Values)
            Tiles.Add(Prepare(tile, z, deriveData));
    }

    public List<TileRow> Tiles { get; }

    public IEnumerable<TransformSpec> Transforms => shared.Values;

    /// <summary>Prepares tiles.</summary>
    /// <param name="tiles">What was sent.</param>
    /// <param name="z">The layer in which all tiles must be, or <c>null</c> for any.</param>
    /// <param name="deriveData">Whether to compute bounds; else they must be there.</param>
    /// <param name="rules">What the line keeps of a tile.</param>
    /// <exception cref="ServiceException">A tile cannot be saved; then none is.</exception>
    public static TileImport Prepare(ResolvedTileSpecCollection tiles, double? z, bool deriveData, LineRules rules) =>
        new(tiles, z, deriveData, rules);

    private TileRow Prepare(TileSpec tile, double? z, bool deriveData)
    {
        if (tile?.TileId is null)
            throw new InvalidArgumentException("tile specification is missing its tileId");

        if (tile.Transforms is null)
            throw new IllegalStateException($"the transforms of tile '{tile.TileId}' are null");

        if (!deriveData)
            CheckBounds(tile);

        CheckReferences(tile);
        if (deriveData)
            new TileGeometry(tile, shared, rules.Line).DeriveBounds();

        if (z is { } layer && tile.Z != layer)
        {
            throw new InvalidArgumentException(
                $"all tiles must have a z value of {JavaText.Of(layer)} but tile with id '{tile.TileId}' has a z value of "
                + (tile.Z is { } other ? JavaText.Of(other) : "null"));
        }

        tile.MeshCellSize ??= TileBoundingBox.DefaultMeshCellSize;
        tile.MipmapLevels ??= NoMipmaps;
        CheckMipmapLevels(tile);
        UnknownMembers.Drop(tile, rules);
        return new TileRow(
            tile.TileId, Number(tile.Z), tile.Layout?.SectionId, tile.GroupId,
            Number(tile.MinX), Number(tile.MinY), Number(tile.MaxX), Number(tile.MaxY),
            tile.Channels is { Count: > 0 } channels ? string.Join('\n', channels.Select(channel => channel.Name)) : null,
            JsonSerializer.SerializeToUtf8Bytes(tile, ServerJson.TypeInfo<TileSpec>()));
    }

    private static void CheckBounds(TileSpec tile)
    {
        if (tile is not { MinX: not null, MinY: not null, MaxX: not null, MaxY: not null })
        {
            throw new InvalidArgumentException(
                $"tile with id '{tile.TileId}' is missing bounding box attributes (minX, minY, maxX, and/or maxY)");
        }
    }

    private void CheckTransformIds()
    {
        foreach (var (id, transform) in shared)
        {
            if (transform is null)
                throw new IllegalStateException($"the transform that is mapped to the id '{id}' is null");

            if (transform.Id is not null && transform.Id != id)
                throw new InvalidArgumentException($"transform with id '{transform.Id}' is mapped to the id '{id}'");
        }
    }

    // What JSON has no number for is stored as text, and found nowhere.
    private static double? Number(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    private static void CheckMipmapLevels(TileSpec tile)
    {
        foreach (var level in tile.MipmapLevels!.Keys)
        {
            if (!int.TryParse(level, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            {
                throw new UnreadableBodyException(
                    "com.fasterxml.jackson.databind.exc.InvalidFormatException: Cannot deserialize Map key of type `java.lang.Integer` "
                    + $"from String \"{level}\": not a valid representation (tile '{tile.TileId}')");
            }
        }
    }

    // References must be satisfied inside of the request, the database is not asked; and those inside of shared transforms never are.
    private void CheckReferences(TileSpec tile)
    {
        references.Clear();
        tile.Transforms!.CollectReferences(references);
        if (references.Count == 0)
            return;

        List<string> missing = [];
        foreach (var id in references)
        {
            if (shared.TryGetValue(id, out var transform))
                transform.CollectReferences(missing);
            else
                missing.Add(id);
        }

        if (missing.Count > 0)
        {
            throw new InvalidArgumentException(
                $"tile {tile.TileId} requires the following transform ids [{string.Join(", ", missing.Distinct())}]");
        }
    }
}
