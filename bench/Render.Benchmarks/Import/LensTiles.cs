using System.Text.Json;
using Render.Benchmarks.Transforms;
using Render.Transforms;

namespace Render.Benchmarks.Import;

/// <summary>The tiles of the guide with a lens correction in front of the affine transform, about 2 kB of JSON each, as real sections have them.</summary>
internal static class LensTiles
{
    // The text stands in every tile, and every tile's is parsed.
    private static readonly byte[] Lens = JsonSerializer.SerializeToUtf8Bytes(
        TransformInputs.LensAndAffine.Flatten()[0], RenderJson.TypeInfo<TransformSpec>());

    public static IEnumerable<TileSpec> Sections(int count) => GuideTiles.Sections(count).Select(tile =>
    {
        var lens = JsonSerializer.Deserialize(Lens, RenderJson.TypeInfo<TransformSpec>())!;
        tile.Transforms = new ListTransform([lens, .. tile.Transforms!.Flatten()]);
        return tile;
    });
}
