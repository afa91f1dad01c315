using System.Globalization;

namespace Render;

/// <summary>What is rendered: it decides which options and formats the server has.</summary>
/// <param name="Name">The name, for messages.</param>
/// <param name="Formats">The formats, the default one first; none for render parameters and raw pixels.</param>
internal sealed record ImageSubject(string Name, params ImageFormat[] Formats)
{
    public static readonly ImageSubject Tile = new("a tile", ImageFormat.Png, ImageFormat.Jpeg, ImageFormat.Tiff, ImageFormat.Tiff16)
    {
        IsTile = true,
    };

    public static readonly ImageSubject TileParameters = new("the render parameters of a tile") { IsTile = true };

    public static readonly ImageSubject Source = new("the source or the mask of a tile", ImageFormat.Png, ImageFormat.Jpeg, ImageFormat.Tiff);

    public static readonly ImageSubject SourceParameters = new("the render parameters of the source or the mask of a tile");

    public static readonly ImageSubject Neighbors = new("a tile with its neighbours", ImageFormat.Jpeg) { HasFactors = true, HasBoxesOnly = true };

    public static readonly ImageSubject NeighborParameters = new("the render parameters of a tile with its neighbours") { HasFactors = true };

    public static readonly ImageSubject Box =
        new("a box", ImageFormat.Png, ImageFormat.Jpeg, ImageFormat.Tiff, ImageFormat.Png16, ImageFormat.Tiff16) { HasMaxTiles = true };

    public static readonly ImageSubject GroupBox =
        new("a box of a group", ImageFormat.Png, ImageFormat.Jpeg, ImageFormat.Tiff) { HasMaxTiles = true, HasGroup = true };

    public static readonly ImageSubject BoxPixels = new("the pixels of a box") { HasMaxTiles = true };

    public static readonly ImageSubject BoxParameters = new("the render parameters of a box") { HasGroup = true };

    public static readonly ImageSubject Layer = new("a layer", ImageFormat.Png, ImageFormat.Jpeg, ImageFormat.Tiff)
    {
        HasMaxTiles = true,
        HasPattern = true,
        DefaultScale = 0.01,
    };

    public static readonly ImageSubject LayerParameters = new("the render parameters of a layer") { HasPattern = true };

    public static readonly ImageSubject Parameters = new("render parameters", ImageFormat.Png, ImageFormat.Jpeg, ImageFormat.Tiff);

    public double DefaultScale { get; init; } = 1;

    private bool IsTile { get; init; }

    private bool HasFactors { get; init; }

    private bool HasBoxesOnly { get; init; }

    private bool HasMaxTiles { get; init; }

    private bool HasGroup { get; init; }

    private bool HasPattern { get; init; }

    /// <summary>Refuses what the server does not have here, and values that nothing can be rendered with.</summary>
    /// <returns>The options.</returns>
    /// <exception cref="ArgumentException">An option cannot be used; the message says which, and what to do.</exception>
    public ImageOptions Check(ImageOptions? options)
    {
        options ??= new ImageOptions();
        CheckValues(options);
        if (Formats.Length > 0 && options.Format is { } format && !Formats.Contains(format))
        {
            throw new ArgumentException(
                $"The server renders {Name} as {string.Join(", ", Formats)}, not as {format}. Set {nameof(ImageOptions)}.{nameof(ImageOptions.Format)} to one of these.",
                nameof(options));
        }

        Require(HasMaxTiles, options.MaxTilesToRender, nameof(options.MaxTilesToRender), "boxes and layers, and not for render parameters");
        Require(HasGroup, options.GroupId, nameof(options.GroupId), "boxes, as PNG, JPEG and TIFF");
        Require(HasPattern, options.TileIdPattern, nameof(options.TileIdPattern), "layers");
        Require(IsTile, options.NormalizeForMatching, nameof(options.NormalizeForMatching), OfTiles);
        Require(IsTile, options.ExcludeAllTransforms, nameof(options.ExcludeAllTransforms), OfTiles);
        Require(IsTile, options.ExcludeTransformsAfterLast, nameof(options.ExcludeTransformsAfterLast), OfTiles);
        Require(IsTile, options.ExcludeFirstTransformAndAllAfter, nameof(options.ExcludeFirstTransformAndAllAfter), OfTiles);
        Require(IsTile, options.X, nameof(options.X), OfTiles);
        Require(IsTile, options.Y, nameof(options.Y), OfTiles);
        Require(IsTile, options.Width, nameof(options.Width), OfTiles);
        Require(IsTile, options.Height, nameof(options.Height), OfTiles);
        Require(HasFactors, options.WidthFactor, nameof(options.WidthFactor), OfNeighbors);
        Require(HasFactors, options.HeightFactor, nameof(options.HeightFactor), OfNeighbors);
        Require(HasBoxesOnly, options.BoundingBoxesOnly, nameof(options.BoundingBoxesOnly), "images of tiles with neighbours");
        return options;
    }

    /// <summary>Refuses a box of which no pixel would be left.</summary>
    /// <returns>The number of pixels of the image.</returns>
    /// <exception cref="ArgumentException">There would be no pixel.</exception>
    public (int Width, int Height) CheckBox(ImageBox box, ImageOptions options)
    {
        double scale = options.Scale ?? DefaultScale;
        var (width, height) = box.PixelsAt(scale);
        return width >= 1 && height >= 1 && double.IsFinite(box.X) && double.IsFinite(box.Y)
            ? (width, height)
            : throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"A box of {box} has no pixels at scale {scale}. Make the box or the scale larger."),
                nameof(box));
    }

    /// <summary>Refuses what an image of a box cannot have, with or without a group.</summary>
    /// <inheritdoc cref="Check"/>
    public static ImageOptions CheckBoxImage(ImageBox box, ImageOptions? options)
    {
        var subject = options?.GroupId is null ? Box : GroupBox;
        options = subject.Check(options);
        subject.CheckBox(box, options);
        return options;
    }

    private const string OfTiles = "single tiles";
    private const string OfNeighbors = "tiles with neighbours";

    private static void CheckValues(ImageOptions options)
    {
        if (options.Scale is { } scale && !(scale > 0 && double.IsFinite(scale)))
            throw Wrong(nameof(options.Scale), scale, "a number above 0, 1 being full scale");

        if (options.MinIntensity is { } min && !double.IsFinite(min))
            throw Wrong(nameof(options.MinIntensity), min, "a finite number");

        if (options.MaxIntensity is { } max && !double.IsFinite(max))
            throw Wrong(nameof(options.MaxIntensity), max, "a finite number");

        if (options.WidthFactor is { } width && !(width >= 0 && double.IsFinite(width)))
            throw Wrong(nameof(options.WidthFactor), width, "a number of widths, 0 or more");

        if (options.HeightFactor is { } height && !(height >= 0 && double.IsFinite(height)))
            throw Wrong(nameof(options.HeightFactor), height, "a number of heights, 0 or more");

        if (options.MaxTilesToRender < 1)
            throw Wrong(nameof(options.MaxTilesToRender), options.MaxTilesToRender, "1 or more");

        if (options.Width < 1)
            throw Wrong(nameof(options.Width), options.Width, "1 or more");

        if (options.Height < 1)
            throw Wrong(nameof(options.Height), options.Height, "1 or more");
    }

    private static ArgumentOutOfRangeException Wrong(string name, object? value, string right) =>
        new(name, value, $"{nameof(ImageOptions)}.{name} cannot be {value}. Set it to {right}.");

    private void Require(bool isThere, object? value, string name, string where)
    {
        if (!isThere && value is not null)
        {
            throw new ArgumentException(
                $"{nameof(ImageOptions)}.{name} is for {where}; the server does not have it for {Name}. Leave it out.", name);
        }
    }
}
