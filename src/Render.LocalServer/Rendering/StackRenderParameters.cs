using Render.Transforms;

namespace Render.LocalServer;

/// <summary>Says what has to be drawn, and how, for what is asked of a stack: its answers are all that a renderer needs.</summary>
/// <param name="session">Where the tiles are.</param>
/// <param name="stack">The stack.</param>
/// <param name="rules">What the line of the server does in its own way.</param>
internal sealed class StackRenderParameters(Session session, StackRow stack, LineRules rules)
{
    /// <summary>A tile, with some of its transforms or all.</summary>
    /// <exception cref="NotFoundException">There is no such tile.</exception>
    /// <exception cref="ServiceException">A transform is missing or wrong, or an option has no meaning.</exception>
    public RenderParameters Tile(string tileId, TransformExclusion exclusion, TileWindow window, RenderOptions options)
    {
        var tile = Flattened(tileId);
        var canvas = Exclude(tile, exclusion);
        var parameters = Create(options, 1);
        parameters.X = canvas.Origin.X + (window.X ?? 0);
        parameters.Y = canvas.Origin.Y + (window.Y ?? 0);
        parameters.Width = window.Width ?? (int)canvas.Box.Width;
        parameters.Height = window.Height ?? (int)canvas.Box.Height;
        parameters.TileSpecs = [tile];
        return parameters;
    }

    /// <summary>A tile with all tiles around it.</summary>
    /// <param name="tileId">The tile in the middle.</param>
    /// <param name="widthFactor">How far the area reaches beyond the tile on both sides, as a part of its width.</param>
    /// <param name="heightFactor">How far it reaches above and below, as a part of its height.</param>
    /// <param name="options">How to draw.</param>
    /// <inheritdoc cref="Tile" path="/exception"/>
    public RenderParameters Neighbors(string tileId, double widthFactor, double heightFactor, RenderOptions options)
    {
        var tile = session.FindTile(stack, tileId) ?? throw TileTable.NoSuchTile(stack.Key, tileId);
        var width = (int)(tile.MaxX!.Value - tile.MinX!.Value);
        var height = (int)(tile.MaxY!.Value - tile.MinY!.Value);
        var area = new BoxArea(
            tile.Z ?? double.NaN,
            tile.MinX.Value - (width * widthFactor),
            tile.MinY.Value - (height * heightFactor),
            width + (int)(2 * width * widthFactor),
            height + (int)(2 * height * heightFactor));
        return Box(area, 1, options);
    }

    /// <summary>The image or the mask of a tile as it is.</summary>
    /// <inheritdoc cref="Tile" path="/exception"/>
    public RenderParameters Source(string tileId, bool isMask, double scale, RenderOptions options)
    {
        var tile = Flattened(tileId);
        var parameters = CreateAlone(options, scale);
        parameters.SkipInterpolation = true;
        parameters.Width = (int?)tile.Width;
        parameters.Height = (int?)tile.Height;
        parameters.TileSpecs = [SourceImage.Alone(tile, isMask)];
        return parameters;
    }

    /// <summary>A whole layer, or those of its tiles whose ids match a pattern: these may be none.</summary>
    /// <exception cref="InvalidArgumentException">The layer has no tiles, or too many.</exception>
    /// <inheritdoc cref="Tile" path="/exception"/>
    public RenderParameters Layer(double z, string? tileIdPattern, double defaultScale, RenderOptions options)
    {
        var tiles = Flattened(TileFilter.Layer(z).Matching(tileIdPattern));
        if (tiles.Count == 0 && tileIdPattern is null)
            throw stack.NoSuchLayer(z);

        var parameters = Create(options, defaultScale);
        parameters.X = tiles.Count == 0 ? 0 : tiles.Min(tile => tile.MinX);
        parameters.Y = tiles.Count == 0 ? 0 : tiles.Min(tile => tile.MinY);
        parameters.Width = (int)((tiles.Max(tile => tile.MaxX) - parameters.X) ?? 0);
        parameters.Height = (int)((tiles.Max(tile => tile.MaxY) - parameters.Y) ?? 0);
        parameters.TileSpecs = InOrder(tiles, options);
        return parameters;
    }

    /// <summary>A part of a layer. It may be empty.</summary>
    /// <exception cref="InvalidArgumentException">There are too many tiles.</exception>
    /// <inheritdoc cref="Tile" path="/exception"/>
    public RenderParameters Box(BoxArea area, double scale, RenderOptions options)
    {
        var tiles = Flattened(area.Tiles);
        var parameters = Create(options, scale);
        parameters.X = area.X;
        parameters.Y = area.Y;
        parameters.Width = area.Width;
        parameters.Height = area.Height;
        parameters.TileSpecs = InOrder(tiles, options);
        return parameters;
    }

    private TileCanvas Exclude(TileSpec tile, TransformExclusion exclusion)
    {
        var canvas = tile.Canvas(exclusion, rules.Line);
        tile.Transforms = canvas.Transforms;
        (tile.MinX, tile.MinY, tile.MaxX, tile.MaxY) = (canvas.Box.MinX, canvas.Box.MinY, canvas.Box.MaxX, canvas.Box.MaxY);
        return canvas;
    }

    private TileSpec Flattened(string tileId) => new SharedTransforms(session, stack).Flatten(
        session.FindTileJson(stack, tileId) ?? throw TileTable.NoSuchTile(stack.Key, tileId));

    private IReadOnlyList<TileSpec> Flattened(TileFilter filter) =>
        TileStore.Flattened(session, stack, session.TileJson(stack, filter, rules));

    // Tiles come sorted by id.
    private static IReadOnlyList<TileSpec> InOrder(IReadOnlyList<TileSpec> tiles, RenderOptions options)
    {
        if (options.TileSpecOrder == TileSpecOrder.DescendingTileId)
            return [.. tiles.Reverse()];

        // What has no group comes last.
        return options.TileSpecOrder == TileSpecOrder.ClusterGroupId
            ? [.. tiles.OrderByDescending(tile => tile.GroupId, StringComparer.Ordinal)]
            : tiles;
    }

    // What the stack has to say about images holds for its tiles, but not for one image of a tile alone.
    private RenderParameters Create(RenderOptions options, double scale)
    {
        var parameters = CreateAlone(options, scale);
        parameters.Channels ??= stack.Metadata.CurrentVersion?.DefaultChannel;
        parameters.MipmapPathBuilder = stack.Metadata.CurrentVersion?.MipmapPathBuilder;
        return parameters;
    }

    private static RenderParameters CreateAlone(RenderOptions options, double scale)
    {
        var filters = options.FilterListName is { } name ? FilterLists.Require(name) : null;
        if (options.Channels is { } channels)
            ChannelWeights.Parse(channels);

        // The server writes all that has a default.
        return new RenderParameters
        {
            MeshCellSize = TileBoundingBox.DefaultMeshCellSize,
            MinMeshCellSize = 0,
            X = 0,
            Y = 0,
            Scale = options.Scale ?? scale,
            AreaOffset = false,
            MinIntensity = options.MinIntensity,
            MaxIntensity = options.MaxIntensity,
            ConvertToGray = options.ConvertToGray ?? false,
            Quality = 0.85f,
            NumberOfThreads = 1,
            SkipInterpolation = false,
            BinaryMask = options.BinaryMask ?? false,
            ExcludeMask = options.ExcludeMask ?? false,
            MaskMinX = options.MaskMinX,
            MaskMinY = options.MaskMinY,
            DoFilter = options.Filter ?? false,
            AddWarpFieldDebugOverlay = false,
            FillWithNoise = options.FillWithNoise ?? false,
            Channels = options.Channels,
            FilterSpecs = filters,
            MinBoundsMeshCellSize = TileBoundingBox.DefaultMeshCellSize,
        };
    }
}
