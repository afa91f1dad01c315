namespace Render.LocalServer;

/// <summary>Makes, changes, renames, copies and removes stacks.</summary>
internal sealed class StackStore(Database database, TimeProvider clock)
{
    private const int TilesAtOnce = 5_000;

    private long lastTimestamp;

    public Task<T> ReadAsync<T>(StackKey key, Func<Session, StackRow, T> read, CancellationToken cancellationToken) =>
        database.ReadAsync(session => read(session, session.Require(key)), cancellationToken);

    public Task<T> ReadAsync<T>(Func<Session, T> read, CancellationToken cancellationToken) => database.ReadAsync(read, cancellationToken);

    /// <summary>Makes a stack, or the next version of one: its tiles stay, its state falls back to LOADING.</summary>
    public Task CreateVersionAsync(StackKey key, StackVersion? version, CancellationToken cancellationToken)
    {
        if (version is null)
            throw new InvalidArgumentException("no stack version provided");

        return database.WriteAsync(
            session =>
            {
                var existing = session.Find(key);
                if (existing is null)
                {
                    session.Insert(key, NewMetadata(version, 0));
                    return;
                }

                existing.ThrowIfReadOnly();
                session.Update(existing with { Metadata = NewMetadata(version, (existing.Metadata.CurrentVersionNumber ?? 0) + 1) });
            },
            cancellationToken);
    }

    /// <summary>Changes the metadata of a stack without touching its timestamp.</summary>
    public Task ChangeAsync(StackKey key, Action<StackMetaData> change, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            var stack = session.Require(key);
            stack.ThrowIfReadOnly();
            change(stack.Metadata);
            session.Update(stack);
        },
        cancellationToken);

    /// <inheritdoc cref="ChangeAsync"/>
    public Task ChangeVersionAsync(StackKey key, Action<StackVersion> change, CancellationToken cancellationToken) =>
        ChangeAsync(key, metadata => change(metadata.CurrentVersion ??= new StackVersion()), cancellationToken);

    public async Task DeleteAsync(StackKey key, CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            session =>
            {
                if (session.Find(key) is { } stack)
                {
                    stack.ThrowIfReadOnly();
                    session.Delete(stack);
                }
            },
            cancellationToken).ConfigureAwait(false);
        database.Sweep();
    }

    public Task RenameAsync(StackKey from, StackKey to, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            var stack = session.Require(from);
            if (stack.State == StackState.ReadOnly)
                throw new InvalidArgumentException($"{from} cannot be modified because it is READ_ONLY.");

            if (session.Find(to) is not null)
                throw new InvalidArgumentException($"{to} already exists");

            stack.Metadata.HierarchicalData = null;
            stack.Metadata.LastModifiedTimestamp = NextTimestamp();
            session.Update(stack with { Key = to });
        },
        cancellationToken);

    /// <summary>Copies tiles and transforms into a new stack, or into one that is LOADING and has none of them.</summary>
    /// <remarks>
    /// Tiles are copied a few thousand at a time, so that others are not kept waiting and the database's log stays short. What was copied stays
    /// when something goes wrong on the way, as with the Java server.
    /// </remarks>
    public async Task CloneAsync(
        StackKey from, StackKey to, StackVersion? version, IReadOnlyList<double>? layers, bool skipTransforms, CancellationToken cancellationToken)
    {
        if (version is null)
            throw new InvalidArgumentException("no stack version provided");

        var (source, target) = await database.WriteAsync(
            session =>
            {
                var source = session.Require(from);
                var target = CloneTarget(session.Find(to) ?? session.Insert(to, NewMetadata(version, 0)));
                if (!skipTransforms)
                    session.CopyTransforms(source, target);

                session.Reach(target, source.Reach);
                return (source, target);
            },
            cancellationToken).ConfigureAwait(false);

        // From here on it goes to its end, whether somebody waits for the answer or not.
        List<double?> chosen = layers is { Count: > 0 }
            ? [.. layers.Distinct()]
            : [.. await database.ReadAsync(session => session.ZValues(source, default), default).ConfigureAwait(false), null];
        List<long> rows = [];
        foreach (var z in chosen)
        {
            rows.AddRange(await database.ReadAsync(session => session.TileRows(source, z), default).ConfigureAwait(false));
            if (rows.Count < TilesAtOnce && z != chosen[^1])
                continue;

            foreach (var some in rows.Chunk(TilesAtOnce))
            {
                await database.WriteAsync(
                    session => session.CopyTiles(some, CloneTarget(session.Require(to))), default).ConfigureAwait(false);
            }

            rows.Clear();
        }
    }

    /// <summary>Takes a stack from one state to another.</summary>
    public async Task SetStateAsync(StackKey key, StackState state, CancellationToken cancellationToken)
    {
        if (state == StackState.Complete)
        {
            // Section data is replaced even when the stack turns out to have no tiles.
            await database.WriteAsync(session => DeriveSections(session, session.Require(key)), cancellationToken).ConfigureAwait(false);
        }

        await database.WriteAsync(session => SetState(session, session.Require(key), state), cancellationToken).ConfigureAwait(false);
        if (state == StackState.Offline)
            database.Sweep();
    }

    private static StackRow CloneTarget(StackRow target) => target.State == StackState.Loading
        ? target
        : throw new IllegalStateException($"Tiles cannot be cloned to stack {target.Key.Stack} because it is {target.StateName}.");

    private static void DeriveSections(Session session, StackRow stack)
    {
        if (stack.State != StackState.Loading && stack.State != StackState.Complete)
            return;

        session.DeriveSections(stack);
        session.Update(stack with { HasSections = true });
    }

    private void SetState(Session session, StackRow stack, StackState state)
    {
        var metadata = stack.Metadata;
        var isAllowed = stack.State == state || (stack.State.Value, state.Value) is
            (StackState.Names.Loading, StackState.Names.Complete)
            or (StackState.Names.Complete, _)
            or (StackState.Names.ReadOnly, StackState.Names.Complete or StackState.Names.Offline)
            or (StackState.Names.Offline, StackState.Names.Complete);
        if (!isAllowed)
        {
            throw new InvalidArgumentException(
                $"The {stack.Key.Stack} stack's state is currently {stack.StateName} and must first be transitioned to COMPLETE "
                + $"before transitioning it to {state}.");
        }

        var isOnlyFlag = (stack.State.Value, state.Value) is
            (StackState.Names.ReadOnly, StackState.Names.Complete) or (StackState.Names.Complete, StackState.Names.ReadOnly);
        if (!isOnlyFlag && (stack.State != state || state == StackState.Complete))
        {
            switch (state.Value)
            {
                case StackState.Names.Complete:
                    metadata.Stats = session.DeriveStats(stack);
                    break;
                case StackState.Names.Loading:
                    metadata.Stats = null;
                    metadata.CurrentVersionNumber = (metadata.CurrentVersionNumber ?? 0) + 1;
                    break;
                case StackState.Names.Offline:
                    stack = session.Empty(stack);
                    break;
            }

            metadata.LastModifiedTimestamp = NextTimestamp();
        }

        metadata.State = state;
        session.Update(stack);
    }

    // Lists are sorted by it, so that no two changes have the same. Writers come one after the other.
    private DateTimeOffset NextTimestamp()
    {
        lastTimestamp = Math.Max(lastTimestamp + 1, clock.GetUtcNow().ToUnixTimeMilliseconds());
        return DateTimeOffset.FromUnixTimeMilliseconds(lastTimestamp);
    }

    private StackMetaData NewMetadata(StackVersion version, int number) => new()
    {
        State = StackState.Loading,
        LastModifiedTimestamp = NextTimestamp(),
        CurrentVersionNumber = number,
        CurrentVersion = version,
    };
}
