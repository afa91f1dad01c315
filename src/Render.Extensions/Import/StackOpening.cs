namespace Render;

/// <summary>Brings a stack into the state in which tiles can be saved, as far as the options allow.</summary>
/// <param name="HasNoOtherTiles">Whether the layers of the import have no tiles but those of the import.</param>
/// <param name="IsNew">Whether the import created the stack, in this run or an earlier one.</param>
/// <param name="IsComplete">Whether the stack is COMPLETE, since an earlier run has brought everything there.</param>
internal sealed record StackOpening(bool HasNoOtherTiles, bool IsNew, bool IsComplete)
{
    /// <exception cref="RenderNotFoundException">There is no such stack, and it is not to be created.</exception>
    /// <exception cref="RenderStackStateException">The stack is not LOADING, and is not to be reopened or cannot be.</exception>
    /// <exception cref="ImportJournalException">The stack is not the one that the journal knows.</exception>
    public static async Task<StackOpening> OpenAsync(
        RenderStack stack, ImportOptions options, ImportJournal? journal, CancellationToken cancellationToken)
    {
        var (metadata, isNew) = await FindAsync(stack, options, journal, cancellationToken).ConfigureAwait(false);
        journal?.Require(metadata);
        if (journal is { IsBound: false } || isNew)
            journal?.Bind(StackMark.Of(metadata, isNew || journal.IsNewStack));

        isNew |= journal is { IsNewStack: true };
        bool hasNoOthers = isNew || options.ExistingLayers != ExistingLayers.Merge;
        if (metadata.State is null || metadata.State == StackState.Loading)
            return new StackOpening(hasNoOthers, isNew, IsComplete: false);

        if (metadata.State != StackState.Complete)
            throw NotLoading(stack, metadata.State);

        if (options.Reopen || journal is { IsToBeMended: true })
        {
            await ReopenAsync(stack, metadata, journal, cancellationToken).ConfigureAwait(false);
            return new StackOpening(hasNoOthers, isNew, IsComplete: false);
        }

        return journal is { HasTiles: true } && (options.Complete || journal.IsCompleted)
            ? new StackOpening(hasNoOthers, isNew, IsComplete: true)
            : throw NotLoading(stack, metadata.State);
    }

    /// <summary>Fails if the stack cannot take a tile.</summary>
    /// <exception cref="RenderStackStateException">It is COMPLETE.</exception>
    public void RequireLoading(RenderStack stack)
    {
        if (IsComplete)
            throw NotLoading(stack, StackState.Complete);
    }

    /// <summary>Takes a COMPLETE stack back to LOADING.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="metadata">What it is like while it is COMPLETE.</param>
    /// <param name="journal">Learns of the change.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public static async Task ReopenAsync(RenderStack stack, StackMetaData metadata, ImportJournal? journal, CancellationToken cancellationToken)
    {
        // Written first, so that a run that ends in between knows the stack in either state.
        journal?.Bind(StackMark.Of(metadata, journal.IsNewStack) with { Version = (metadata.CurrentVersionNumber ?? 0) + 1, Modified = null });
        await stack.SetStateAsync(StackState.Loading, cancellationToken).ConfigureAwait(false);
        if (journal is not null)
            journal.Bind(StackMark.Of(await stack.GetMetadataAsync(cancellationToken).ConfigureAwait(false), journal.IsNewStack));
    }

    private static RenderStackStateException NotLoading(RenderStack stack, StackState? state) => new(
        $"Tiles can be imported into {stack} only while it is LOADING, but it is {state}. "
        + (state == StackState.Complete
            ? $"Set {nameof(ImportOptions)}.{nameof(ImportOptions.Reopen)}, or set its state to LOADING."
            : state is { IsKnown: false }
                ? "This library does not know that state: whoever set it knows how to make it LOADING."
                : "Set its state to COMPLETE and then to LOADING."));

    private static async Task<(StackMetaData Metadata, bool IsNew)> FindAsync(
        RenderStack stack, ImportOptions options, ImportJournal? journal, CancellationToken cancellationToken)
    {
        try
        {
            return (await stack.GetMetadataAsync(cancellationToken).ConfigureAwait(false), false);
        }
        catch (RenderNotFoundException exception) when (exception.IsServersWord && options.CreateStack is not null)
        {
            journal?.Require(metadata: null);
            journal?.Bind(StackMark.Ahead);
            await stack.CreateAsync(options.CreateStack, cancellationToken).ConfigureAwait(false);
            return (await stack.GetMetadataAsync(cancellationToken).ConfigureAwait(false), true);
        }
    }
}
