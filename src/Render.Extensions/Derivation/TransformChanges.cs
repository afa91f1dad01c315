using Render.Transforms;

namespace Render;

/// <summary>Checks changes before anything is read or sent.</summary>
internal static class TransformChanges
{
    /// <summary>The transforms by tile.</summary>
    /// <exception cref="TransformChangeException">Tiles have more than one change, or transforms cannot be used.</exception>
    public static async Task<Dictionary<string, TransformSpec>> IndexAsync(
        IAsyncEnumerable<TransformChange> changes, ImportBounds bounds, CancellationToken cancellationToken)
    {
        Dictionary<string, TransformSpec> byTile = new(StringComparer.Ordinal);
        SortedSet<string> repeated = new(StringComparer.Ordinal);
        List<string> faulty = [];
        Exception? firstFault = null;
        await foreach (var (tileId, transform) in changes.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            ArgumentException.ThrowIfNullOrEmpty(tileId);
            ArgumentNullException.ThrowIfNull(transform);
            if (!byTile.TryAdd(tileId, transform))
                repeated.Add(tileId);

            if (Fault(transform, bounds) is not { } fault)
                continue;

            faulty.Add(tileId);
            firstFault ??= fault;
        }

        if (byTile.Count == 0)
            throw new ArgumentException("There are no changes, so that the target would be empty.", nameof(changes));

        if (repeated.Count > 0)
            throw new TransformChangeException("have more than one change", [.. repeated], "Keep one for each tile.");

        return firstFault is null
            ? byTile
            : throw new TransformChangeException(
                "have changes that cannot be used", faulty, $"The first one: {firstFault.Message}", firstFault);
    }

    /// <exception cref="TransformChangeException">The transform for whole layers cannot be used.</exception>
    public static void Validate(TransformSpec transform, ImportBounds bounds)
    {
        if (Fault(transform, bounds) is { } fault)
            throw new TransformChangeException($"The transform cannot be used: {fault.Message}", "Correct it.", fault);
    }

    /// <summary>What is wrong with a transform in itself, or <c>null</c>.</summary>
    public static Exception? Fault(TransformSpec transform, ImportBounds bounds)
    {
        try
        {
            transform.Validate();
            return null;
        }
        catch (UnknownTransformException unknown)
        {
            return bounds == ImportBounds.Server ? null : unknown;
        }
        catch (Exception exception) when (exception is TransformDataException or InvalidTransformException)
        {
            return exception;
        }
    }
}
