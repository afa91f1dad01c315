using System.Net;
using System.Net.Http.Headers;

namespace Render;

/// <summary>Sends bodies, and finds out what became of their tiles.</summary>
internal sealed class ChunkSender(RenderStack stack, ImportOptions options, ImportTally tally, ImportJournal? journal)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>Sends tiles of a closed body. Those that the server finds faulty are singled out, so that the others land.</summary>
    /// <param name="chunk">Has the tiles.</param>
    /// <param name="range">Which of them.</param>
    /// <param name="body">The JSON that holds these tiles.</param>
    /// <param name="batch">Knows where the tiles come from.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    /// <returns>Whether the body was accepted as it is.</returns>
    /// <exception cref="RenderException">The request did not land, and no other can.</exception>
    public async Task<bool> SendAsync(
        ChunkWriter chunk, Range range, ReadOnlyMemory<byte> body, TileBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        journal?.PrepareToSend();
        try
        {
            await PutAsync(body, cancellationToken).ConfigureAwait(false);
            Land(chunk.Tiles[range], body.Length);
            return true;
        }
        catch (RenderBadRequestException refusal) when (BlamesTiles(refusal))
        {
            await SingleOutAsync(chunk, range, refusal, batch, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            tally.Lose(chunk.Tiles[range], ImportOutcome.Unknown, batch.File, "the import was cancelled before the server answered.");
            throw;
        }
        catch (RenderException failure)
        {
            tally.Lose(chunk.Tiles[range], OutcomeOf(failure), batch.File, failure.Message);
            if (IsFinal(failure))
                throw;
        }

        return false;
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

    // The server saves all tiles of a request or none when one is faulty, and does not always say which.
    private async Task SingleOutAsync(
        ChunkWriter chunk, Range range, RenderBadRequestException refusal, TileBatch batch, CancellationToken cancellationToken)
    {
        var (first, count) = range.GetOffsetAndLength(chunk.TileCount);
        if (count == 1)
        {
            var tile = chunk.Tiles[first];
            tally.Reject(tile.TileId, batch.Origin(tile.Index), $"the server refuses it: {refusal.ServerText ?? refusal.Message}");
            return;
        }

        int middle = first + count / 2;
        foreach (var half in (Range[])[first..middle, middle..(first + count)])
            await SendAsync(chunk, half, chunk.Part(half), batch, cancellationToken).ConfigureAwait(false);
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
