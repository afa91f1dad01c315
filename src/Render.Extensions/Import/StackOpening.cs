namespace Render;

/// <summary>Brings a stack into the state in which tiles can be saved, as far as the options allow.</summary>
internal static class StackOpening
{
    /// <returns>Whether the stack was created, so that all its tiles will be those of this import.</returns>
    /// <exception cref="RenderNotFoundException">There is no such stack, and it is not to be created.</exception>
    /// <exception cref="RenderStackStateException">The stack is not LOADING, and is not to be reopened or cannot be.</exception>
    public static async Task<bool> OpenAsync(RenderStack stack, ImportOptions options, CancellationToken cancellationToken)
    {
        StackMetaData metadata;
        try
        {
            metadata = await stack.GetMetadataAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (RenderNotFoundException) when (options.CreateStack is not null)
        {
            await stack.CreateAsync(options.CreateStack, cancellationToken).ConfigureAwait(false);
            return true;
        }

        if (metadata.State is null or StackState.Loading)
            return false;

        if (!options.Reopen || metadata.State != StackState.Complete)
        {
            throw new RenderStackStateException(
                $"Tiles can be imported into {stack} only while it is LOADING, but it is {metadata.State}. "
                + (metadata.State == StackState.Complete
                    ? $"Set {nameof(ImportOptions)}.{nameof(ImportOptions.Reopen)}, or set its state to LOADING."
                    : "Set its state to COMPLETE and then to LOADING."));
        }

        await stack.SetStateAsync(StackState.Loading, cancellationToken).ConfigureAwait(false);
        return false;
    }
}
