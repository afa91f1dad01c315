using System.Net;
using System.Net.Http.Headers;

namespace Render;

/// <summary>Sends bodies, and finds out what became of their tiles.</summary>
internal sealed class ChunkSender(RenderStack stack, ImportOptions options, ImportTally tally, ImportJournal? journal)
{
    // How many tiles are refused one by one, with none accepted in between, before what is refused is no longer taken apart: then the fault
    // is one of many tiles, such as a transform that they share.
    private const int MostRefused = 20;

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>Closes and sends a body. Tiles that the server finds faulty are singled out, so that the others land.</summary>
    /// <param name="chunk">Has the tiles.</param>
    /// <param name="batch">Knows where the tiles come from.</param>
    /// <param name="cancellationToken">Stops the requests.</param>
    /// <returns>Whether the body was accepted as it is.</returns>
    /// <exception cref="RenderException">A request did not land, and no other can.</exception>
    public async Task<bool> SendAsync(ChunkWriter chunk, TileBatch batch, CancellationToken cancellationToken)
    {
        var answer = await TrySendAsync(chunk, batch.File, cancellationToken).ConfigureAwait(false);
        if (answer.Refusal is { } refusal)
            await SingleOutAsync(chunk, refusal, batch, cancellationToken).ConfigureAwait(false);

        return answer.Landed;
    }

    // The server saves all tiles of a request or none when one is faulty, and does not always say which.
    private async Task SingleOutAsync(
        ChunkWriter chunk, RenderBadRequestException refusal, TileBatch batch, CancellationToken cancellationToken)
    {
        int refusedInRow = 0;
        var parts = new Stack<Range>();
        TakeApart(..chunk.TileCount, refusal);
        while (parts.TryPop(out var part))
        {
            // Not returned to the pool: a request that ended badly may still be reading from its buffer.
            var answer = await TrySendAsync(chunk.Part(part, batch), batch.File, cancellationToken).ConfigureAwait(false);
            if (answer.Landed)
                refusedInRow = 0;
            else if (answer.Refusal is not null)
                TakeApart(part, answer.Refusal);
        }

        void TakeApart(Range part, RenderBadRequestException refusal)
        {
            var (first, count) = part.GetOffsetAndLength(chunk.TileCount);
            if (count == 1)
            {
                var tile = chunk.Tiles[first];
                refusedInRow++;
                tally.Reject(tile.TileId, batch.Origin(tile.Index), $"the server refuses it: {refusal.ServerText ?? refusal.Message}");
            }
            else if (refusedInRow < MostRefused)
            {
                int middle = first + count / 2;
                parts.Push(middle..(first + count));
                parts.Push(first..middle);
            }
            else
            {
                tally.Lose(
                    chunk.Tiles[part],
                    ImportOutcome.Failed,
                    batch.File,
                    $"the server refuses them, as it did with {MostRefused} tiles before them one by one, so that these were not tried one by one: {refusal.ServerText ?? refusal.Message}");
            }
        }
    }

    private async Task<(bool Landed, RenderBadRequestException? Refusal)> TrySendAsync(
        ChunkWriter chunk, string? file, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = chunk.Finish();
        journal?.PrepareToSend();
        try
        {
            await PutAsync(body, cancellationToken).ConfigureAwait(false);
        }
        catch (RenderBadRequestException refusal) when (BlamesTiles(refusal))
        {
            return (false, refusal);
        }
        catch (OperationCanceledException)
        {
            tally.Lose(chunk.Tiles, ImportOutcome.Unknown, file, "the import was cancelled before the server answered.");
            throw;
        }
        catch (RenderException failure)
        {
            tally.Lose(chunk.Tiles, OutcomeOf(failure), file, failure.Message);
            if (IsFinal(failure))
                throw;

            return (false, null);
        }

        // Outside of the above: whatever fails from here on, these tiles have landed.
        Land(chunk.Tiles, body.Length);
        return (true, null);
    }

    // What is reported as landed is in the journal, unless that cannot be written.
    private void Land(ReadOnlySpan<ChunkTile> tiles, int length)
    {
        try
        {
            journal?.Acknowledge(tiles);
        }
        finally
        {
            tally.Land(tiles, length);
        }
    }

    private async Task PutAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using var plain = new ReadOnlyMemoryContent(body) { Headers = { ContentType = Json } };
        using var compressed = options.Compress
            ? await GzipContent.TryCreateAsync(plain, cancellationToken).ConfigureAwait(false)
            : null;
        await stack.Client.Api.Tiles
            .SaveResolvedTilesAsync(
                stack.Owner,
                stack.Project,
                stack.Name,
                compressed ?? plain,
                deriveData: options.Bounds == ImportBounds.Server ? true : null,
                cancellationToken)
            .ConfigureAwait(false);
    }

    private static bool BlamesTiles(RenderBadRequestException refusal) =>
        refusal.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge;

    private static ImportOutcome OutcomeOf(RenderException failure) =>
        failure.MayHaveTakenEffect ? ImportOutcome.Unknown : ImportOutcome.Failed;

    // What is true of the stack, of the caller's rights or of the whole server is true of every other request.
    private static bool IsFinal(RenderException failure) =>
        failure is RenderStackStateException or RenderNotFoundException or RenderBadRequestException or RenderRedirectException
            or RenderResponseException or RenderUnavailableException { HasNeverConnected: true };
}
