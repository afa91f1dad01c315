namespace Render;

/// <summary>Finds the operation for a format. Operations that differ in the format only have the same parameters.</summary>
internal static class ImageCalls
{
    public static Task<BinaryContent> TileAsync(RenderStack stack, string tileId, ImageOptions options, CancellationToken cancellationToken)
    {
        var api = stack.Client.Api.Images;
        TileCall call = (options.Format ?? ImageFormat.Png) switch
        {
            ImageFormat.Jpeg => api.GetTileJpegImageAsync,
            ImageFormat.Tiff => api.GetTileTiffImageAsync,
            ImageFormat.Tiff16 => api.GetTileTiff16ImageAsync,
            _ => api.GetTilePngImageAsync,
        };
        return call(
            stack.Owner, stack.Project, stack.Name, tileId, options.BinaryMask, options.Channels?.ToString(), options.ConvertToGray,
            options.ExcludeMask, options.FillWithNoise, options.Filter, options.FilterListName, options.MinIntensity, options.MaxIntensity,
            options.Scale, options.X, options.Y, options.Width, options.Height, options.NormalizeForMatching,
            options.ExcludeTransformsAfterLast, options.ExcludeFirstTransformAndAllAfter, options.ExcludeAllTransforms,
            options.MaskMinX, options.MaskMinY, options.TileOrder, cancellationToken);
    }

    public static Task<BinaryContent> SourceAsync(RenderStack stack, string tileId, ImageOptions options, CancellationToken cancellationToken)
    {
        var api = stack.Client.Api.Images;
        return CallAsync(
            options.Format switch
            {
                ImageFormat.Jpeg => api.GetTileSourceJpegImageAsync,
                ImageFormat.Tiff => api.GetTileSourceTiffImageAsync,
                _ => api.GetTileSourcePngImageAsync,
            },
            stack,
            tileId,
            options,
            cancellationToken);
    }

    public static Task<BinaryContent> MaskAsync(RenderStack stack, string tileId, ImageOptions options, CancellationToken cancellationToken)
    {
        var api = stack.Client.Api.Images;
        return CallAsync(
            options.Format switch
            {
                ImageFormat.Jpeg => api.GetTileMaskJpegImageAsync,
                ImageFormat.Tiff => api.GetTileMaskTiffImageAsync,
                _ => api.GetTileMaskPngImageAsync,
            },
            stack,
            tileId,
            options,
            cancellationToken);
    }

    public static Task<BinaryContent> LayerAsync(RenderStack stack, double z, ImageOptions options, CancellationToken cancellationToken)
    {
        var api = stack.Client.Api.Images;
        LayerCall call = options.Format switch
        {
            ImageFormat.Jpeg => api.GetLayerJpegImageAsync,
            ImageFormat.Tiff => api.GetLayerTiffImageAsync,
            _ => api.GetLayerPngImageAsync,
        };
        return call(
            stack.Owner, stack.Project, stack.Name, z, options.BinaryMask, options.Channels?.ToString(), options.ConvertToGray,
            options.ExcludeMask, options.FillWithNoise, options.Filter, options.FilterListName, options.MinIntensity, options.MaxIntensity,
            options.Scale, options.MaxTilesToRender,
            options.TileIdPattern, options.MaskMinX, options.MaskMinY, options.TileOrder, cancellationToken);
    }

    public static Task<BinaryContent> BoxAsync(
        RenderStack stack, double z, ImageBox box, ImageOptions options, CancellationToken cancellationToken)
    {
        var api = stack.Client.Api.Images;
        return CallAsync(
            options.Format switch
            {
                ImageFormat.Jpeg => api.GetBoxJpegImageAsync,
                ImageFormat.Tiff => api.GetBoxTiffImageAsync,
                ImageFormat.Png16 => api.GetBoxPng16ImageAsync,
                ImageFormat.Tiff16 => api.GetBoxTiff16ImageAsync,
                _ => api.GetBoxPngImageAsync,
            },
            stack,
            z,
            box,
            options,
            cancellationToken);
    }

    public static Task<BinaryContent> RawAsync(
        RenderStack stack, double z, ImageBox box, ImageOptions options, CancellationToken cancellationToken) =>
        CallAsync(stack.Client.Api.Images.GetBoxRawImageAsync, stack, z, box, options, cancellationToken);

    public static Task<BinaryContent> Raw16Async(
        RenderStack stack, double z, ImageBox box, ImageOptions options, CancellationToken cancellationToken) =>
        CallAsync(stack.Client.Api.Images.GetBoxRaw16ImageAsync, stack, z, box, options, cancellationToken);

    public static Task<BinaryContent> GroupBoxAsync(
        RenderStack stack, double z, ImageBox box, ImageOptions options, CancellationToken cancellationToken)
    {
        var api = stack.Client.Api.Images;
        GroupBoxCall call = options.Format switch
        {
            ImageFormat.Jpeg => api.GetGroupBoxJpegImageAsync,
            ImageFormat.Tiff => api.GetGroupBoxTiffImageAsync,
            _ => api.GetGroupBoxPngImageAsync,
        };
        return call(
            stack.Owner, stack.Project, stack.Name, options.GroupId!, z, box.X, box.Y, box.Width, box.Height,
            options.Scale ?? ImageSubject.GroupBox.DefaultScale, options.BinaryMask, options.Channels?.ToString(), options.ConvertToGray,
            options.ExcludeMask, options.FillWithNoise, options.Filter, options.FilterListName, options.MinIntensity, options.MaxIntensity,
            scaleOverride: null, options.MaxTilesToRender,
            options.MaskMinX, options.MaskMinY, options.TileOrder, cancellationToken);
    }

    private static Task<BinaryContent> CallAsync(
        SourceCall call, RenderStack stack, string tileId, ImageOptions options, CancellationToken cancellationToken) => call(
        stack.Owner, stack.Project, stack.Name, tileId, options.BinaryMask, options.Channels?.ToString(), options.ConvertToGray,
        options.ExcludeMask, options.FillWithNoise, options.Filter, options.FilterListName, options.MinIntensity, options.MaxIntensity,
        options.Scale,
        options.MaskMinX, options.MaskMinY, options.TileOrder, cancellationToken);

    private static Task<BinaryContent> CallAsync(
        BoxCall call, RenderStack stack, double z, ImageBox box, ImageOptions options, CancellationToken cancellationToken) => call(
        stack.Owner, stack.Project, stack.Name, z, box.X, box.Y, box.Width, box.Height, options.Scale ?? ImageSubject.Box.DefaultScale,
        options.BinaryMask, options.Channels?.ToString(), options.ConvertToGray, options.ExcludeMask, options.FillWithNoise, options.Filter,
        options.FilterListName, options.MinIntensity, options.MaxIntensity, scaleOverride: null, options.MaxTilesToRender,
        options.MaskMinX, options.MaskMinY, options.TileOrder, cancellationToken);

    private delegate Task<BinaryContent> TileCall(
        string owner, string project, string stack, string tileId, bool? binaryMask, string? channels, bool? convertToGray, bool? excludeMask,
        bool? fillWithNoise, bool? filter, string? filterListName, double? minIntensity, double? maxIntensity, double? scale, int? x, int? y,
        int? width, int? height, bool? normalizeForMatching, IEnumerable<string>? excludeTransformsAfterLast,
        IEnumerable<string>? excludeFirstTransformAndAllAfter, bool? excludeAllTransforms,
        int? maskMinX, int? maskMinY, TileSpecOrder? tileSpecOrder,
        CancellationToken cancellationToken);

    private delegate Task<BinaryContent> SourceCall(
        string owner, string project, string stack, string tileId, bool? binaryMask, string? channels, bool? convertToGray, bool? excludeMask,
        bool? fillWithNoise, bool? filter, string? filterListName, double? minIntensity, double? maxIntensity, double? scale,
        int? maskMinX, int? maskMinY, TileSpecOrder? tileSpecOrder,
        CancellationToken cancellationToken);

    private delegate Task<BinaryContent> LayerCall(
        string owner, string project, string stack, double z, bool? binaryMask, string? channels, bool? convertToGray, bool? excludeMask,
        bool? fillWithNoise, bool? filter, string? filterListName, double? minIntensity, double? maxIntensity, double? scale,
        int? maxTileSpecsToRender, string? tileIdPattern, int? maskMinX, int? maskMinY, TileSpecOrder? tileSpecOrder,
        CancellationToken cancellationToken);

    private delegate Task<BinaryContent> BoxCall(
        string owner, string project, string stack, double z, double x, double y, int width, int height, double scale, bool? binaryMask,
        string? channels, bool? convertToGray, bool? excludeMask, bool? fillWithNoise, bool? filter, string? filterListName,
        double? minIntensity, double? maxIntensity, double? scaleOverride, int? maxTileSpecsToRender,
        int? maskMinX, int? maskMinY, TileSpecOrder? tileSpecOrder,
        CancellationToken cancellationToken);

    private delegate Task<BinaryContent> GroupBoxCall(
        string owner, string project, string stack, string groupId, double z, double x, double y, int width, int height, double scale,
        bool? binaryMask, string? channels, bool? convertToGray, bool? excludeMask, bool? fillWithNoise, bool? filter, string? filterListName,
        double? minIntensity, double? maxIntensity, double? scaleOverride, int? maxTileSpecsToRender,
        int? maskMinX, int? maskMinY, TileSpecOrder? tileSpecOrder,
        CancellationToken cancellationToken);
}
