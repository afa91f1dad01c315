using System.Globalization;
using System.Text.Json;
using Render.Benchmarks.Transforms;
using Render.Transforms;

namespace Render.Benchmarks.Import;

/// <summary>The tiles of the guide with a lens correction in front of the affine transform, about 2 kB of JSON each, as real sections have them.</summary>
internal static class LensTiles
{
    private static readonly string Lens = JsonSerializer.Serialize(
        TransformInputs.LensAndAffine.Flatten()[0], RenderJson.TypeInfo<TransformSpec>());

    private static readonly string Size = string.Create(
        CultureInfo.InvariantCulture, $" {TransformInputs.Width} {TransformInputs.Height} ");

    /// <param name="count">How many sections.</param>
    /// <param name="distinct">Whether each tile has a lens correction of its own; otherwise the text is the same in all, as from one camera.</param>
    public static IEnumerable<TileSpec> Sections(int count, bool distinct) => GuideTiles.Sections(count).Select((tile, i) =>
    {
        // The size of the image has no effect on points: another one is another text that takes as long to read.
        string json = distinct ? Lens.Replace(Size, string.Create(CultureInfo.InvariantCulture, $" {i} {TransformInputs.Height} "), StringComparison.Ordinal) : Lens;
        var lens = JsonSerializer.Deserialize(json, RenderJson.TypeInfo<TransformSpec>())!;
        tile.Transforms = new ListTransform([lens, .. tile.Transforms!.Flatten()]);
        return tile;
    });
}
