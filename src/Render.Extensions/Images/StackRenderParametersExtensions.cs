namespace Render;

/// <summary>What the server would render: tiles with all transforms resolved, the box and the scale.</summary>
public static class StackRenderParametersExtensions
{
    /// <summary>Describes the image of a tile (<c>Tiles.GetTileRenderParameters</c>).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="tileId">The tile.</param>
    /// <param name="options">How it would be rendered; at full scale when <c>null</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The parameters, for <see cref="StackImageExtensions.RenderImageAsync"/>.</returns>
    /// <exception cref="ArgumentException">An option is not for tiles. Nothing was sent.</exception>
    /// <exception cref="RenderNotFoundException">The tile or the stack does not exist.</exception>
    public static Task<RenderParameters> GetTileRenderParametersAsync(
        this RenderStack stack, string tileId, ImageOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return GetTileRenderParametersAsync(stack.Client.Api.Tiles, stack.Id, tileId, ImageSubject.TileParameters.Check(options), cancellationToken);
    }

    /// <summary>Describes the source image of a tile, without any transform (<c>Tiles.GetTileSourceRenderParameters</c>).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="tileId">The tile.</param>
    /// <param name="options">How it would be rendered; at full scale when <c>null</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <inheritdoc cref="GetTileRenderParametersAsync(RenderStack, string, ImageOptions?, CancellationToken)" path="/returns"/>
    /// <exception cref="ArgumentException">An option is not for source images. Nothing was sent.</exception>
    /// <exception cref="RenderNotFoundException">The tile or the stack does not exist.</exception>
    public static Task<RenderParameters> GetTileSourceRenderParametersAsync(
        this RenderStack stack, string tileId, ImageOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        options = ImageSubject.SourceParameters.Check(options);
        return stack.Client.Api.Tiles.GetTileSourceRenderParametersAsync(
            stack.Owner, stack.Project, stack.Name, tileId, options.Scale ?? ImageSubject.SourceParameters.DefaultScale, options.BinaryMask,
            options.Channels?.ToString(), options.ConvertToGray, options.ExcludeMask, options.FillWithNoise, options.Filter,
            options.FilterListName, options.MinIntensity, options.MaxIntensity, scaleOverride: null,
            options.MaskMinX, options.MaskMinY, options.TileOrder, cancellationToken);
    }

    /// <summary>Describes the mask of a tile, without any transform (<c>Tiles.GetTileMaskRenderParameters</c>).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="tileId">The tile; without a mask, nothing can be rendered with what comes back.</param>
    /// <param name="options">How it would be rendered; at full scale when <c>null</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <inheritdoc cref="GetTileSourceRenderParametersAsync" path="/returns"/>
    /// <inheritdoc cref="GetTileSourceRenderParametersAsync" path="/exception"/>
    public static Task<RenderParameters> GetTileMaskRenderParametersAsync(
        this RenderStack stack, string tileId, ImageOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        options = ImageSubject.SourceParameters.Check(options);
        return stack.Client.Api.Tiles.GetTileMaskRenderParametersAsync(
            stack.Owner, stack.Project, stack.Name, tileId, options.Scale ?? ImageSubject.SourceParameters.DefaultScale, options.BinaryMask,
            options.Channels?.ToString(), options.ConvertToGray, options.ExcludeMask, options.FillWithNoise, options.Filter,
            options.FilterListName, options.MinIntensity, options.MaxIntensity, scaleOverride: null,
            options.MaskMinX, options.MaskMinY, options.TileOrder, cancellationToken);
    }

    /// <summary>Describes the image of a tile and what lies around it (<c>Tiles.GetTileWithNeighborsRenderParameters</c>).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="tileId">The tile.</param>
    /// <param name="options">How it would be rendered; at full scale when <c>null</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <inheritdoc cref="GetTileRenderParametersAsync(RenderStack, string, ImageOptions?, CancellationToken)" path="/returns"/>
    /// <exception cref="ArgumentException">An option is not for tiles with neighbours. Nothing was sent.</exception>
    /// <exception cref="RenderNotFoundException">The tile or the stack does not exist.</exception>
    public static Task<RenderParameters> GetTileWithNeighborsRenderParametersAsync(
        this RenderStack stack, string tileId, ImageOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        options = ImageSubject.NeighborParameters.Check(options);
        return stack.Client.Api.Tiles.GetTileWithNeighborsRenderParametersAsync(
            stack.Owner, stack.Project, stack.Name, tileId, options.WidthFactor, options.HeightFactor, options.BinaryMask,
            options.Channels?.ToString(), options.ConvertToGray, options.ExcludeMask, options.FillWithNoise, options.Filter,
            options.FilterListName, options.MinIntensity, options.MaxIntensity, options.Scale,
            options.MaskMinX, options.MaskMinY, options.TileOrder, cancellationToken);
    }

    /// <summary>Describes the image of a layer (<c>Sections.GetLayerRenderParameters</c>).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="z">The layer.</param>
    /// <param name="options">How it would be rendered; at full scale when <c>null</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <inheritdoc cref="GetTileRenderParametersAsync(RenderStack, string, ImageOptions?, CancellationToken)" path="/returns"/>
    /// <exception cref="ArgumentException">An option is not for layers. Nothing was sent.</exception>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    /// <exception cref="RenderBadRequestException">The layer has no tiles, or more than 50,000.</exception>
    public static Task<RenderParameters> GetLayerRenderParametersAsync(
        this RenderStack stack, double z, ImageOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        options = ImageSubject.LayerParameters.Check(options);
        return stack.Client.Api.Sections.GetLayerRenderParametersAsync(
            stack.Owner, stack.Project, stack.Name, z, options.BinaryMask, options.Channels?.ToString(), options.ConvertToGray,
            options.ExcludeMask, options.FillWithNoise, options.Filter, options.FilterListName, options.MinIntensity, options.MaxIntensity,
            options.Scale, options.TileIdPattern, options.MaskMinX, options.MaskMinY, options.TileOrder, cancellationToken);
    }

    /// <summary>
    /// Describes the image of a part of a layer (<c>Boxes.GetBoxRenderParameters</c>; with a group, <c>Boxes.GetGroupBoxRenderParameters</c>).
    /// </summary>
    /// <param name="stack">The stack.</param>
    /// <param name="z">The layer.</param>
    /// <param name="box">The part.</param>
    /// <param name="options">How it would be rendered; at full scale when <c>null</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <inheritdoc cref="GetTileRenderParametersAsync(RenderStack, string, ImageOptions?, CancellationToken)" path="/returns"/>
    /// <exception cref="ArgumentException">An option is not for boxes, or the image would have no pixels. Nothing was sent.</exception>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    /// <exception cref="RenderBadRequestException">The box has more than 50,000 tiles.</exception>
    public static async Task<RenderParameters> GetBoxRenderParametersAsync(
        this RenderStack stack, double z, ImageBox box, ImageOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var subject = ImageSubject.BoxParameters;
        options = subject.Check(options);
        subject.CheckBox(box, options);
        if (options.TileOrder is { } order
            && await stack.Client.GetServerLineAsync(cancellationToken).ConfigureAwait(false) is not ServerLine.Line43)
        {
            // The order is all that such a server does not have.
            var parameters = await stack.GetBoxRenderParametersAsync(z, box, options with { TileOrder = null }, cancellationToken).ConfigureAwait(false);
            parameters.TileSpecs = parameters.TileSpecs is { } tiles ? TileOrdering.Sort(tiles, order) : null;
            return parameters;
        }

        double scale = options.Scale ?? subject.DefaultScale;
        var api = stack.Client.Api.Boxes;
        var call = options.GroupId is { } group
            ? api.GetGroupBoxRenderParametersAsync(
                stack.Owner, stack.Project, stack.Name, group, z, box.X, box.Y, box.Width, box.Height, scale, options.BinaryMask,
                options.Channels?.ToString(), options.ConvertToGray, options.ExcludeMask, options.FillWithNoise, options.Filter,
                options.FilterListName, options.MinIntensity, options.MaxIntensity, scaleOverride: null,
            options.MaskMinX, options.MaskMinY, options.TileOrder, cancellationToken)
            : api.GetBoxRenderParametersAsync(
                stack.Owner, stack.Project, stack.Name, z, box.X, box.Y, box.Width, box.Height, scale, options.BinaryMask,
                options.Channels?.ToString(), options.ConvertToGray, options.ExcludeMask, options.FillWithNoise, options.Filter,
                options.FilterListName, options.MinIntensity, options.MaxIntensity, scaleOverride: null,
            options.MaskMinX, options.MaskMinY, options.TileOrder, cancellationToken);
        return await call.ConfigureAwait(false);
    }

    internal static Task<RenderParameters> GetTileRenderParametersAsync(
        ITilesClient api, StackId stack, string tileId, ImageOptions options, CancellationToken cancellationToken) =>
        api.GetTileRenderParametersAsync(
            stack.Owner, stack.Project, stack.Stack, tileId, options.BinaryMask, options.Channels?.ToString(), options.ConvertToGray,
            options.ExcludeMask, options.FillWithNoise, options.Filter, options.FilterListName, options.MinIntensity, options.MaxIntensity,
            options.Scale, options.X, options.Y, options.Width, options.Height, options.NormalizeForMatching,
            options.ExcludeTransformsAfterLast, options.ExcludeFirstTransformAndAllAfter, options.ExcludeAllTransforms,
            options.MaskMinX, options.MaskMinY, options.TileOrder, cancellationToken);
}
