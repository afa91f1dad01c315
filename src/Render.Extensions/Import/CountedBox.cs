namespace Render;

/// <summary>
/// The box in which the tiles of a layer are counted. The server counts by boxes only, and their sizes have 32 bits: no box reaches farther to
/// both sides.
/// </summary>
internal static class CountedBox
{
    /// <summary>Its least x and y, -2^30.</summary>
    public const double Min = -1_073_741_824;

    /// <summary>Its width and height.</summary>
    public const int Size = int.MaxValue;

    /// <summary>Its greatest x and y.</summary>
    public const double Max = Min + Size;

    /// <summary>Whether a tile with this box is counted: any part of it in the counted box will do.</summary>
    public static bool Reaches(double? minX, double? minY, double? maxX, double? maxY) =>
        minX < Max && minY < Max && maxX > Min && maxY > Min;

    /// <summary>How many tiles the server has in a layer.</summary>
    public static async Task<long> CountAsync(RenderStack stack, double z, CancellationToken cancellationToken) =>
        await stack.Client.Api.Boxes
            .GetBoxTileCountAsync(stack.Owner, stack.Project, stack.Name, z, Min, Min, Size, Size, cancellationToken)
            .ConfigureAwait(false);
}
