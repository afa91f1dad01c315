using System.Collections.Concurrent;
using System.Globalization;

namespace Render;

/// <summary>Opens each layer once, before its first tile is sent: empties it, or sees whether it is empty.</summary>
internal sealed class LayerGate(RenderStack stack, ExistingLayers existing, ImportJournal? journal)
{
    private readonly Lock gate = new();
    private readonly Dictionary<double, Task<string?>> layers = [];
    private readonly ConcurrentBag<double> doubtful = [];

    /// <summary>Layers that may be emptied once more: a removal that was given up, and asked for again, may come late.</summary>
    public IReadOnlyCollection<double> Doubtful => doubtful;

    /// <summary>Waits until tiles may be sent to a layer.</summary>
    /// <returns>Why they may not, or <c>null</c>.</returns>
    /// <exception cref="RenderException">The layer could not be emptied or looked at.</exception>
    public ValueTask<string?> OpenAsync(double z, CancellationToken cancellationToken)
    {
        if (existing == ExistingLayers.Merge)
            return default;

        lock (gate)
        {
            if (!layers.TryGetValue(z, out var opening))
                layers.Add(z, opening = OpenOnceAsync(z, cancellationToken));

            return new(opening);
        }
    }

    private async Task<string?> OpenOnceAsync(double z, CancellationToken cancellationToken)
    {
        if (journal?.HasOpened(z) == true)
            return null;

        if (existing == ExistingLayers.Replace)
        {
            using var attempts = DoubtfulAttempts.Watch();
            await stack.DeleteLayerAsync(z, cancellationToken).ConfigureAwait(false);
            if (attempts.Any)
                doubtful.Add(z);
        }
        else if (await CountedBox.CountAsync(stack, z, cancellationToken).ConfigureAwait(false) is > 0 and var tiles)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"the stack has {tiles} tiles at z {z} already. Choose {nameof(ExistingLayers)}.{nameof(ExistingLayers.Replace)} or {nameof(ExistingLayers.Merge)}.");
        }

        journal?.Open(z);
        return null;
    }
}
