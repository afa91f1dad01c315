using Render.Transforms;

namespace Render;

/// <summary>Reads what the tiles of a layer share, without keeping the tiles.</summary>
internal static class LayerTransforms
{
    /// <summary>Reads the shared transforms of a layer (<c>Sections.GetLayerResolvedTiles</c>), and no more of the answer than that takes.</summary>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    public static async Task<IReadOnlyCollection<TransformSpec>> ReadAsync(RenderStack stack, double z, CancellationToken cancellationToken)
    {
        List<TransformSpec> shared = [];
        bool isTooLarge = false;
        var specs = stack.Client.ReadToEndAsync(
            stop => stack.Client.Api.Sections.StreamLayerResolvedTilesAsync(stack.Owner, stack.Project, stack.Name, z, matchPattern: null, stop),
            ResolvedStream.AreSame,
            refusal => (isTooLarge = LargeLayer.MayBeMeantBy(refusal)) || refusal.SaysNoTiles(),
            cancellationToken);
        await foreach (var spec in specs.ConfigureAwait(false))
        {
            // All of them stand together: those that come before a tile are the only ones.
            if (spec.SharedTransform is { } transform)
                shared.Add(transform);
            else if (shared.Count > 0)
                break;
        }

        if (!isTooLarge)
            return shared;

        var layer = await stack.GetResolvedTilesAsync(z, cancellationToken).ConfigureAwait(false);
        return [.. layer.TransformIdToSpecMap!.Values];
    }
}
