using System.Text.Json;

namespace Render.LocalServer;

/// <summary>Saves, finds and removes tiles and shared transforms.</summary>
internal sealed class TileStore(Database database, LineRules rules)
{
    /// <summary>What the line does in its own way.</summary>
    public LineRules Rules => rules;

    /// <summary>Reads of a stack, which need not exist.</summary>
    public Task<T> ReadAsync<T>(StackKey key, Func<Session, StackRow?, T> read, CancellationToken cancellationToken) =>
        database.ReadAsync(session => read(session, session.Find(key)), cancellationToken);

    /// <summary>Reads tiles or transforms of a stack that must exist and not be OFFLINE.</summary>
    public Task<T> ReadExistingAsync<T>(StackKey key, Func<Session, StackRow, T> read, CancellationToken cancellationToken) =>
        database.ReadAsync(session => read(session, session.RequireOnline(key)), cancellationToken);

    public async Task SaveAsync(
        StackKey key, ResolvedTileSpecCollection? tiles, double? z, bool deriveData, CancellationToken cancellationToken)
    {
        if (tiles is null)
            throw new InvalidArgumentException("no resolved tiles provided");

        await database.ReadAsync(session => Loading(session, key), cancellationToken).ConfigureAwait(false);
        var import = TileImport.Prepare(tiles, z, deriveData, rules);
        await database.WriteAsync(
            session =>
            {
                var stack = Loading(session, key);
                session.Save(stack, import.Transforms);
                session.Save(stack, import.Tiles);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes tiles of a stack.</summary>
    /// <param name="key">The stack.</param>
    /// <param name="condition">An SQL condition on <c>?2</c>.</param>
    /// <param name="value">The value of <c>?2</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task DeleteAsync(StackKey key, string condition, object value, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            var stack = session.Require(key);
            stack.ThrowIfNotDeletable();
            session.Execute("DELETE FROM tile WHERE stack = ?1 AND " + condition, stack.Id, value);
        },
        cancellationToken);

    /// <summary>Moves tiles to another layer.</summary>
    /// <param name="key">The stack.</param>
    /// <param name="find">Which tiles to move.</param>
    /// <param name="z">The layer.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task MoveAsync(
        StackKey key, Func<Session, StackRow, IEnumerable<byte[]>> find, double z, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            var stack = session.Require(key);
            stack.ThrowIfNotLoading("Z values can only be updated for stacks");
            foreach (var json in find(session, stack).ToList())
            {
                var tile = TileTable.Parse(json);
                tile.Z = z;
                session.Execute(
                    "UPDATE tile SET z = ?3, spec = ?4 WHERE stack = ?1 AND tile_id = ?2",
                    stack.Id, tile.TileId, z, JsonSerializer.SerializeToUtf8Bytes(tile, ServerJson.TypeInfo<TileSpec>()));
            }
        },
        cancellationToken);

    /// <summary>Tiles as they are stored, with the shared transforms to which they refer.</summary>
    /// <exception cref="NotFoundException">There is no such tile.</exception>
    public AnswerBuffer Resolved(Session session, StackKey key, StackRow? stack, TileFilter filter, string words)
    {
        var tiles = Found(session, key, stack, filter, words);
        var json = AnswerBuffer.Rent();
        using var writer = new Utf8JsonWriter(json.Writer, ServerJson.WriterOptions);
        WriteResolved(writer, session, stack!, tiles);
        writer.Flush();
        return json;
    }

    /// <summary>The same, and the pairs of a collection in which these tiles are, each once.</summary>
    /// <exception cref="NotFoundException">There is no such tile, or no such collection.</exception>
    public AnswerBuffer ResolvedWithMatches(Session session, StackKey key, StackRow? stack, TileFilter filter, CollectionKey collection)
    {
        var tiles = Found(session, key, stack, filter, filter.Words);
        var pairs = session.Require(collection);
        var sections = session.TileSections(stack!, filter);
        var json = AnswerBuffer.Rent();
        using var writer = new Utf8JsonWriter(json.Writer, ServerJson.WriterOptions);
        writer.WriteStartObject();
        writer.WritePropertyName("resolvedTileSpecs"u8);
        WriteResolved(writer, session, stack!, tiles);
        writer.WriteStartArray("matchPairs"u8);
        session.WritePairs(
            pairs, sections.Select(tile => tile.SectionId).OfType<string>().ToHashSet(), sections.Select(tile => tile.TileId).ToHashSet(), writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return json;
    }

    /// <summary>Tiles with flattened transforms.</summary>
    public static IReadOnlyList<TileSpec> Flattened(Session session, StackRow stack, IEnumerable<byte[]> tiles)
    {
        var shared = new SharedTransforms(session, stack);
        return [.. tiles.Select(shared.Flatten)];
    }

    private List<byte[]> Found(Session session, StackKey key, StackRow? stack, TileFilter filter, string words)
    {
        var tiles = stack is null ? [] : session.TileJson(stack, filter, rules);
        return tiles.Count > 0 ? tiles : throw new NotFoundException($"no tile specifications found in {key} for {words}");
    }

    private static void WriteResolved(Utf8JsonWriter writer, Session session, StackRow stack, List<byte[]> tiles)
    {
        var shared = new SharedTransforms(session, stack);
        foreach (var tile in tiles)
            shared.Collect(tile);

        writer.WriteStartObject();
        writer.WriteStartObject("transformIdToSpecMap"u8);
        foreach (var (id, transform) in shared.Found)
        {
            writer.WritePropertyName(id);
            JsonSerializer.Serialize(writer, transform, ServerJson.TypeInfo<TransformSpec>());
        }

        writer.WriteEndObject();
        writer.WriteStartObject("tileIdToSpecMap"u8);
        foreach (var tile in tiles)
        {
            writer.WritePropertyName(TileIds.Read(tile));
            writer.WriteRawValue(tile, skipInputValidation: true);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static StackRow Loading(Session session, StackKey key)
    {
        var stack = session.Require(key);
        stack.ThrowIfNotLoading("Resolved tiles can only be saved to stacks");
        return stack;
    }
}
