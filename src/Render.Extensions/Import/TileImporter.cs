using System.Collections.Concurrent;
using System.Text.Json;
using Render.Transforms;

namespace Render;

/// <summary>
/// The workers of an import. Each takes a batch at a time through checking, resolving, bounds, JSON and the request, so that memory is bounded
/// by what the workers hold.
/// </summary>
internal sealed class TileImporter : IDisposable
{
    private readonly RenderStack stack;
    private readonly StackOpening opening;
    private readonly ImportOptions options;
    private readonly ImportTally tally;
    private readonly ImportJournal? journal;
    private readonly ChunkSender sender;
    private readonly LayerGate layers;
    private readonly TileMarker marker;
    private readonly SharedIds ids;
    private readonly ConcurrentBag<ChunkWriter> writers = [];

    public TileImporter(RenderStack stack, StackOpening opening, ImportOptions options, ImportTally tally, ImportJournal? journal)
    {
        this.stack = stack;
        this.opening = opening;
        this.options = options;
        this.tally = tally;
        this.journal = journal;
        sender = new ChunkSender(stack, options, tally, journal);
        layers = new LayerGate(stack, options.ExistingLayers, journal);
        var hashes = new TransformHashes();
        marker = new TileMarker(options.Bounds, hashes);
        ids = new SharedIds(hashes);
    }

    /// <inheritdoc cref="LayerGate.Doubtful"/>
    public IReadOnlyCollection<double> DoubtfulLayers => layers.Doubtful;

    /// <summary>Imports all batches. What has gone wrong with tiles is in the tally; what is thrown ended the import.</summary>
    public Task RunAsync(IAsyncEnumerable<TileBatch> batches, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellationToken };

        // When one worker gives up, the others finish what they have: only the caller's token cuts requests off.
        return Parallel.ForEachAsync(batches, parallel, (batch, _) => ImportAsync(batch, cancellationToken));
    }

    public void Dispose()
    {
        while (writers.TryTake(out var writer))
            writer.Dispose();
    }

    private async ValueTask ImportAsync(TileBatch batch, CancellationToken cancellationToken)
    {
        using (batch)
        {
            tally.Read(batch.Count);
            if (!writers.TryTake(out var chunk))
                chunk = new ChunkWriter();

            List<string> references = [];
            for (int i = 0; i < batch.Count; i++)
            {
                if (Prepare(batch, i, references) is { } tile)
                    await AddAsync(chunk, tile, i, references, batch, cancellationToken).ConfigureAwait(false);

                if (chunk.TileCount >= options.MaxTilesPerRequest || chunk.Length >= options.MaxBytesPerRequest)
                    chunk = await SendAsync(chunk, batch, cancellationToken).ConfigureAwait(false);
            }

            if (chunk.TileCount > 0)
                chunk = await SendAsync(chunk, batch, cancellationToken).ConfigureAwait(false);

            writers.Add(chunk);
            tally.EndBatch();
        }
    }

    private async ValueTask AddAsync(
        ChunkWriter chunk, TileSpec tile, int index, List<string> references, TileBatch batch, CancellationToken cancellationToken)
    {
        if (SharedTransforms.AddNested(references, batch.Shared) && !options.FlattenReferences)
        {
            string nesting = references.Find(id => SharedTransforms.Refers(batch.Shared[id]))!;
            tally.Reject(
                tile.TileId, batch.Origin(index), $"its shared transform '{nesting}' {NestedReferencesException.Reason} {NestedReferencesException.Remedy}");
            return;
        }

        if (ids.FindConflict(references, tile, index, batch) is { } conflict)
        {
            tally.Reject(
                tile.TileId, batch.Origin(index),
                $"its shared transform '{conflict.Id}' is another one than that of {conflict.Place}. The server keeps one for each id of a stack: let those that differ have different ids.");
            return;
        }

        TileMark mark;
        try
        {
            var json = chunk.Write(tile);
            mark = journal is null ? default : marker.Mark(tile, json, references, batch.Shared);
        }
        catch (RenderException fault)
        {
            tally.Reject(tile.TileId, batch.Origin(index), fault.Message);
            return;
        }

        if (journal?.IsAcknowledged(mark, tile.Z!.Value) == true)
        {
            tally.LandedBefore(tile.Z!.Value);
            return;
        }

        opening.RequireLoading(stack);
        if (await layers.OpenAsync(tile.Z!.Value, cancellationToken).ConfigureAwait(false) is { } refusal)
            tally.Reject(tile.TileId, batch.Origin(index), refusal);
        else
            chunk.Keep(tile, index, mark, references, batch.Shared);
    }

    private async ValueTask<ChunkWriter> SendAsync(ChunkWriter chunk, TileBatch batch, CancellationToken cancellationToken)
    {
        if (await sender.SendAsync(chunk, batch, cancellationToken).ConfigureAwait(false))
        {
            chunk.Clear();
            return chunk;
        }

        // A request that ended badly may still be reading from its buffer: that one is not used again.
        return new ChunkWriter();
    }

    private TileSpec? Prepare(TileBatch batch, int index, List<string> references)
    {
        references.Clear();
        TileSpec? tile = null;
        string? tileId = null;
        BoundingBox? box = null;
        string? problem;
        try
        {
            tile = batch.Read(index);
            problem = TileCheck.Problem(tile, options.Bounds);
            if (problem is null)
            {
                tile!.Transforms?.CollectReferences(references);
                problem = TileGeometry.Problem(tile, references, batch.Shared, options, out box);
            }
        }
        catch (SpecJsonException exception)
        {
            tileId = exception.SpecId;
            problem = $"it is no tile spec: {exception.Message}";
        }

        // Outside of the above: what a rule throws is no fault of the tile.
        problem ??= options.Validation?.Problem(tile!, box);
        if (problem is null)
            return tile;

        tally.Reject(tile?.TileId ?? tileId, batch.Origin(index), problem);
        return null;
    }
}
