namespace Render.LocalServer;

/// <summary>Makes, changes, renames, copies and removes stacks.</summary>
internal sealed class StackStore(Database database, TimeProvider clock)
{
    public Task<T> ReadAsync<T>(StackKey key, Func<Session, StackRow, T> read, CancellationToken cancellationToken) =>
        database.ReadAsync(session => read(session, session.Require(key)), cancellationToken);

    public Task<T> ListAsync<T>(string? owner, string? project, Func<IEnumerable<StackRow>, T> read, CancellationToken cancellationToken) =>
        database.ReadAsync(session => read(session.List(owner, project)), cancellationToken);

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

    public Task DeleteAsync(StackKey key, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            if (session.Find(key) is { } stack)
            {
                stack.ThrowIfReadOnly();
                session.Delete(stack);
            }
        },
        cancellationToken);

    public Task RenameAsync(StackKey from, StackKey to, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            var stack = session.Require(from);
            if (stack.State == StackState.ReadOnly)
                throw new InvalidArgumentException($"{from} cannot be modified because it is READ_ONLY.");

            if (session.Find(to) is not null)
                throw new InvalidArgumentException($"{to} already exists");

            stack.Metadata.HierarchicalData = null;
            stack.Metadata.LastModifiedTimestamp = clock.GetUtcNow();
            session.Update(stack with { Key = to });
        },
        cancellationToken);

    /// <summary>Copies tiles and transforms into a new stack, or into one that is LOADING and has none of them.</summary>
    public Task CloneAsync(
        StackKey from, StackKey to, StackVersion? version, IReadOnlyList<double>? layers, bool skipTransforms, CancellationToken cancellationToken)
    {
        if (version is null)
            throw new InvalidArgumentException("no stack version provided");

        return database.WriteAsync(
            session =>
            {
                var source = session.Require(from);
                var target = session.Find(to) ?? session.Insert(to, NewMetadata(version, 0));
                if (target.State != StackState.Loading)
                    throw new IllegalStateException($"Tiles cannot be cloned to stack {to.Stack} because it is {target.StateName}.");

                if (!skipTransforms)
                    session.CopyTransforms(source, target);

                session.CopyTiles(source, target, layers);
            },
            cancellationToken);
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
    }

    private static void DeriveSections(Session session, StackRow stack)
    {
        if (stack.State is not (StackState.Loading or StackState.Complete))
            return;

        session.DeriveSections(stack);
        session.Update(stack with { HasSections = true });
    }

    private void SetState(Session session, StackRow stack, StackState state)
    {
        var metadata = stack.Metadata;
        var isAllowed = stack.State == state || (stack.State, state) is
            (StackState.Loading, StackState.Complete)
            or (StackState.Complete, _)
            or (StackState.ReadOnly, StackState.Complete or StackState.Offline)
            or (StackState.Offline, StackState.Complete);
        if (!isAllowed)
        {
            throw new InvalidArgumentException(
                $"The {stack.Key.Stack} stack's state is currently {stack.StateName} and must first be transitioned to COMPLETE "
                + $"before transitioning it to {WireNames.Of(state)}.");
        }

        var isOnlyFlag = (stack.State, state) is (StackState.ReadOnly, StackState.Complete) or (StackState.Complete, StackState.ReadOnly);
        if (!isOnlyFlag && (stack.State != state || state == StackState.Complete))
        {
            switch (state)
            {
                case StackState.Complete:
                    metadata.Stats = session.DeriveStats(stack);
                    break;
                case StackState.Loading:
                    metadata.Stats = null;
                    metadata.CurrentVersionNumber = (metadata.CurrentVersionNumber ?? 0) + 1;
                    break;
                case StackState.Offline:
                    session.DeleteContents(stack);
                    break;
            }

            metadata.LastModifiedTimestamp = clock.GetUtcNow();
        }

        metadata.State = state;
        session.Update(stack);
    }

    private StackMetaData NewMetadata(StackVersion version, int number) => new()
    {
        State = StackState.Loading,
        LastModifiedTimestamp = clock.GetUtcNow(),
        CurrentVersionNumber = number,
        CurrentVersion = version,
    };
}
