namespace Render;

/// <summary>What can be done with a stack as a whole.</summary>
public static class StackExtensions
{
    /// <summary>
    /// Creates the stack, or makes the next version of one that exists: its tiles stay, its state becomes LOADING, statistics are
    /// dropped (<c>Stacks.CreateStackVersion</c>).
    /// </summary>
    /// <param name="stack">The stack.</param>
    /// <param name="version">
    /// Resolution in nanometres per pixel, notes and defaults. It replaces what the stack had. An empty one when <c>null</c>. The time of its
    /// making is the present unless it says another: the server does not fill it in.
    /// </param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="RenderStackStateException">The stack is READ_ONLY.</exception>
    /// <exception cref="RenderUnavailableException">
    /// The request failed and the stack has no new version, or that cannot be told. A request that fails is never sent a second time, since
    /// each makes a version; the version number says what became of it.
    /// </exception>
    public static async Task CreateAsync(this RenderStack stack, StackVersion? version = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        version = NewVersion.Of(version, stack.Client.TimeProvider);
        var before = await VersionNumberAsync(stack, cancellationToken).ConfigureAwait(false);
        await ReadBack.ChangeAsync(
            stack.Client,
            () => stack.Client.Api.Stacks.CreateStackVersionAsync(
                stack.Owner, stack.Project, stack.Name, version, cancellationToken),
            async token => await VersionNumberAsync(stack, token).ConfigureAwait(false) > before,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the metadata: state, version, and statistics once the stack has been completed (<c>Stacks.GetStack</c>).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The metadata.</returns>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    public static Task<StackMetaData> GetMetadataAsync(this RenderStack stack, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return stack.Client.Api.Stacks.GetStackAsync(stack.Owner, stack.Project, stack.Name, cancellationToken);
    }

    /// <summary>Reads the metadata of a stack that may not exist (<c>Stacks.GetStack</c>).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The metadata, or <c>null</c> when the stack does not exist.</returns>
    public static async Task<StackMetaData?> TryGetMetadataAsync(this RenderStack stack, CancellationToken cancellationToken = default)
    {
        try
        {
            return await stack.GetMetadataAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (RenderNotFoundException exception) when (exception.IsServersWord)
        {
            return null;
        }
    }

    /// <summary>Asks whether the stack exists (<c>Stacks.GetStack</c>).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Whether it exists, in whatever state.</returns>
    public static async Task<bool> ExistsAsync(this RenderStack stack, CancellationToken cancellationToken = default) =>
        await stack.TryGetMetadataAsync(cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>Changes the state (<c>Stacks.SetStackState</c>). The same state again changes nothing.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="state">
    /// The state. LOADING and OFFLINE lead to COMPLETE only, READ_ONLY to COMPLETE and OFFLINE, COMPLETE to any. OFFLINE removes the tiles.
    /// </param>
    /// <param name="cancellationToken">Stops waiting; the server goes on.</param>
    /// <remarks>
    /// When a request gets no answer, the state is read back again and again. After a time-out, or when the connection was cut while the server
    /// had the request for a while already, the server is taken to be at work, and has <see cref="RenderTimeLimits.LongRunning"/> for it. When the
    /// connection was cut at once, or between a proxy and the server (502), the request is taken to be lost if nothing has changed after
    /// <see cref="RenderTimeLimits.Change"/>, and is sent again: at most <see cref="RenderRetryOptions.MaxRetries"/> times, so that it takes
    /// 10 minutes to fail unless set otherwise.
    /// </remarks>
    /// <exception cref="RenderUnavailableException">
    /// The server could not be reached, or nothing changed in that time; <see cref="RenderException.MayHaveTakenEffect"/> tells the two apart.
    /// </exception>
    /// <exception cref="RenderTimeoutException">There was no answer in time, and nothing changed within as much time again.</exception>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    /// <exception cref="RenderStackStateException">
    /// The state cannot be reached from the one that the stack has, or a stack without tiles should become COMPLETE.
    /// </exception>
    public static Task SetStateAsync(this RenderStack stack, StackState state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return ReadBack.RepeatAsync(
            stack.Client,
            () => stack.Client.Api.Stacks.SetStackStateAsync(stack.Owner, stack.Project, stack.Name, state, cancellationToken),
            async token => (await stack.GetMetadataAsync(token).ConfigureAwait(false)).State == state,
            cancellationToken);
    }

    /// <summary>
    /// Completes the stack: the server derives section data and statistics, which may take an hour (<c>Stacks.SetStackState</c>).
    /// </summary>
    /// <param name="stack">The stack, LOADING or OFFLINE.</param>
    /// <param name="cancellationToken">Stops waiting; the server goes on.</param>
    /// <remarks>Requests without an answer are treated as by <see cref="SetStateAsync"/>.</remarks>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    /// <exception cref="RenderStackStateException">The stack has no tiles.</exception>
    public static Task CompleteAsync(this RenderStack stack, CancellationToken cancellationToken = default) =>
        stack.SetStateAsync(StackState.Complete, cancellationToken);

    /// <summary>Reads the box around all tiles, in world pixels, as completing the stack derived it (<c>Stacks.GetStackBounds</c>).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The box, with the lowest and highest z.</returns>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    /// <exception cref="RenderBadRequestException">The stack has not been completed.</exception>
    public static Task<Bounds> GetBoundsAsync(this RenderStack stack, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return stack.Client.Api.Stacks.GetStackBoundsAsync(stack.Owner, stack.Project, stack.Name, cancellationToken);
    }

    /// <summary>Reads the box around the tiles of a layer, in world pixels (<c>Sections.GetLayerBounds</c>).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="z">The layer.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The box.</returns>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    /// <exception cref="RenderBadRequestException">The layer has no tiles.</exception>
    public static Task<Bounds> GetBoundsAsync(this RenderStack stack, double z, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return stack.Client.Api.Sections.GetLayerBoundsAsync(stack.Owner, stack.Project, stack.Name, z, cancellationToken);
    }

    /// <summary>Reads the z values that have tiles (<c>Stacks.GetZValues</c>).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="minZ">The lowest z of interest; no limit when <c>null</c>.</param>
    /// <param name="maxZ">The highest z of interest, included; no limit when <c>null</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The z values, ascending; none when the stack is empty.</returns>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    public static Task<IReadOnlyList<double>> GetZValuesAsync(
        this RenderStack stack, double? minZ = null, double? maxZ = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return stack.Client.Api.Stacks.GetZValuesAsync(stack.Owner, stack.Project, stack.Name, minZ, maxZ, cancellationToken);
    }

    /// <summary>
    /// Reads what there is of each section: id, z, number of tiles and box, as completing the stack derived it
    /// (<c>Stacks.GetSectionData</c>). It stays as it was while the stack is LOADING again.
    /// </summary>
    /// <param name="stack">The stack.</param>
    /// <param name="minZ">The lowest z of interest; no limit when <c>null</c>.</param>
    /// <param name="maxZ">The highest z of interest, included; no limit when <c>null</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The sections; several may share a z.</returns>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    /// <exception cref="RenderBadRequestException">The stack has never been completed.</exception>
    public static Task<IReadOnlyList<SectionData>> GetSectionsAsync(
        this RenderStack stack, double? minZ = null, double? maxZ = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return stack.Client.Api.Stacks.GetSectionDataAsync(stack.Owner, stack.Project, stack.Name, minZ, maxZ, cancellationToken);
    }

    /// <summary>Deletes the stack with its tiles (<c>Stacks.DeleteStack</c>). A stack that does not exist counts as deleted.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="RenderStackStateException">The stack is READ_ONLY.</exception>
    public static Task DeleteAsync(this RenderStack stack, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return stack.Client.Api.Stacks.DeleteStackAsync(stack.Owner, stack.Project, stack.Name, cancellationToken);
    }

    /// <summary>Deletes all tiles of a layer (<c>Sections.DeleteLayerTiles</c>). A layer without tiles counts as deleted.</summary>
    /// <param name="stack">The stack, LOADING.</param>
    /// <param name="z">The layer.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    /// <exception cref="RenderStackStateException">The stack is not LOADING.</exception>
    public static Task DeleteLayerAsync(this RenderStack stack, double z, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return stack.Client.Api.Sections.DeleteLayerTilesAsync(stack.Owner, stack.Project, stack.Name, z, cancellationToken);
    }

    /// <summary>Deletes all tiles of a section (<c>Sections.DeleteSectionTiles</c>). A section without tiles counts as deleted.</summary>
    /// <param name="stack">The stack, LOADING.</param>
    /// <param name="sectionId">The section's id, which its tiles carry in their layout.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    /// <exception cref="RenderStackStateException">The stack is not LOADING.</exception>
    public static Task DeleteSectionAsync(this RenderStack stack, string sectionId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return stack.Client.Api.Sections.DeleteSectionTilesAsync(stack.Owner, stack.Project, stack.Name, sectionId, cancellationToken);
    }

    /// <summary>Deletes a tile (<c>Tiles.DeleteTile</c>). A tile that does not exist counts as deleted.</summary>
    /// <param name="stack">The stack, LOADING.</param>
    /// <param name="tileId">The tile.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    /// <exception cref="RenderStackStateException">The stack is not LOADING.</exception>
    public static Task DeleteTileAsync(this RenderStack stack, string tileId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return stack.Client.Api.Tiles.DeleteTileAsync(stack.Owner, stack.Project, stack.Name, tileId, cancellationToken);
    }

    /// <summary>Gives the stack another name, project or owner (<c>Stacks.RenameStack</c>). State, version and statistics move along.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="name">The new name.</param>
    /// <param name="project">The new project; the same one when <c>null</c>.</param>
    /// <param name="owner">The new owner; the same one when <c>null</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The stack under its new name.</returns>
    /// <remarks>A request without an answer is not repeated; it succeeded if the new name exists and the old one does not.</remarks>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    /// <exception cref="RenderBadRequestException">The new name is taken.</exception>
    /// <exception cref="RenderStackStateException">The stack is READ_ONLY.</exception>
    public static async Task<RenderStack> RenameAsync(
        this RenderStack stack, string name, string? project = null, string? owner = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var renamed = stack.Client.Stack(name, project ?? stack.Project, owner ?? stack.Owner);
        await ReadBack.ChangeAsync(
            stack.Client,
            () => stack.Client.Api.Stacks.RenameStackAsync(stack.Owner, stack.Project, stack.Name, renamed.Id, cancellationToken),
            async token => await renamed.ExistsAsync(token).ConfigureAwait(false)
                && !await stack.ExistsAsync(token).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        return renamed;
    }

    /// <summary>
    /// Copies tiles and transforms inside of the server into a stack of the same owner (<c>Stacks.CloneStack</c>). The copy is LOADING.
    /// </summary>
    /// <param name="stack">The stack to copy.</param>
    /// <param name="target">The stack to copy into: a new one, or one that is LOADING and has none of the tiles.</param>
    /// <param name="version">
    /// The version of a new stack; the one of the copied stack when <c>null</c>, resolution included. The time of its making is the present
    /// unless it says another.
    /// </param>
    /// <param name="zValues">The layers to copy; all when <c>null</c>.</param>
    /// <param name="skipTransforms">
    /// Whether shared transforms are left out. References of the tiles then lead nowhere: until the transforms are saved in the target, reading its
    /// layers and mapping its coordinates fail there.
    /// </param>
    /// <param name="cancellationToken">Stops waiting; the server goes on.</param>
    /// <exception cref="RenderNotFoundException">The stack to copy does not exist.</exception>
    /// <exception cref="RenderStackStateException">The target is not LOADING.</exception>
    /// <exception cref="RenderException">
    /// The target belongs to another owner, for which there is <see cref="StackCopyExtensions.CopyToAsync"/>; or it has some of the tiles already (status 500); or the request got no answer: it is not
    /// repeated, and what landed is known from the target's tiles. Delete the target before cloning again.
    /// </exception>
    public static async Task CloneToAsync(
        this RenderStack stack,
        RenderStack target,
        StackVersion? version = null,
        IEnumerable<double>? zValues = null,
        bool skipTransforms = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(target);
        if (target.Owner != stack.Owner)
        {
            throw new RenderException(
                $"{stack} cannot be cloned to {target}: the server clones within one owner only. Use {nameof(StackCopyExtensions.CopyToAsync)} instead.");
        }

        version ??= NewVersion.Like(await stack.GetMetadataAsync(cancellationToken).ConfigureAwait(false));
        version = NewVersion.Of(version, stack.Client.TimeProvider);
        await stack.Client.Api.Stacks.CloneStackAsync(
            stack.Owner, stack.Project, stack.Name, target.Name, version, zValues, target.Project, skipTransforms ? true : null, cancellationToken)
            .ConfigureAwait(false);
    }

    // A stack that does not exist comes before version 0.
    private static async Task<int> VersionNumberAsync(RenderStack stack, CancellationToken cancellationToken) =>
        await stack.TryGetMetadataAsync(cancellationToken).ConfigureAwait(false) is { } metadata ? metadata.CurrentVersionNumber ?? 0 : -1;
}
