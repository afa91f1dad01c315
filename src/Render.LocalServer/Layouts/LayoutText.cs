using System.Globalization;
using System.Text;
using Render.Transforms;

namespace Render.LocalServer;

/// <summary>Writes layout files.</summary>
internal static class LayoutText
{
    /// <summary>One line a tile, separated by tabs.</summary>
    public static string Karsh(StackKey key, IEnumerable<TileSpec> tiles, string root)
    {
        var text = new StringBuilder();
        foreach (var tile in tiles)
        {
            var layout = tile.Layout ?? new LayoutData();
            var affine = Affine(tile, ' ')
                ?? string.Create(CultureInfo.InvariantCulture, $"1.0 0.0 {Number(layout.StageX)} 0.0 1.0 {Number(layout.StageY)}");
            text.AppendJoin(
                '\t',
                Text(layout.SectionId), tile.TileId, affine.Replace(' ', '\t'), Number(layout.ImageCol), Number(layout.ImageRow),
                Text(layout.Camera), ImagePath(tile), Text(layout.Temca), Number(layout.Rotation), Number(tile.Z),
                $"{root}/v1/owner/{key.Owner}/project/{key.Project}/stack/{key.Stack}/tile/{tile.TileId}/render-parameters");
            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The bounds of the stack, then one line a tile.</summary>
    public static string Scheffer(StackRow stack, IEnumerable<TileSpec> tiles)
    {
        var text = new StringBuilder("BBOX ");
        if (stack.Metadata.Stats?.StackBounds is { } bounds)
            text.AppendJoin(' ', Number(bounds.MinX), Number(bounds.MinY), Number(bounds.MaxX), Number(bounds.MaxY));

        text.Append('\n');
        foreach (var tile in tiles)
        {
            text.Append(CultureInfo.InvariantCulture, $"TRANSFORM '{ImagePath(tile)}' {Affine(tile, ' ') ?? "null"} ")
                .Append(CultureInfo.InvariantCulture, $"{(int)(tile.Width ?? 0)} {(int)(tile.Height ?? 0)}\n");
        }

        return text.ToString();
    }

    // The last transform row by row, with the numbers as they stand in its data string, which has them column by column.
    private static string? Affine(TileSpec tile, char separator) =>
        tile.Transforms is { Transforms: [.., AffineModel2D affine] }
        && affine.DataString?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var m00, var m10, var m01, var m11, var m02, var m12]
            ? string.Join(separator, m00, m01, m02, m10, m11, m12)
            : null;

    private static string ImagePath(TileSpec tile)
    {
        var url = Text(tile.MipmapLevels?.Values.FirstOrDefault()?.ImageUrl);
        return url.StartsWith("file:", StringComparison.Ordinal) && Uri.TryCreate(url, UriKind.Absolute, out var file) ? file.LocalPath : url;
    }

    // As Java writes what is missing.
    private static string Text(string? value) => value ?? "null";

    private static string Number(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "null";

    private static string Number(double? value) => value is { } number ? JavaText.Of(number) : "null";
}
