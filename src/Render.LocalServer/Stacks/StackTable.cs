using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Render.LocalServer;

/// <summary>Stores stacks.</summary>
internal static class StackTable
{
    private const string Columns = "id, owner, project, name, metadata, has_sections, reach";

    /// <exception cref="NotFoundException">There is no such stack.</exception>
    public static StackRow Require(this Session session, StackKey key) => session.Find(key) ?? throw new NotFoundException($"{key} does not exist");

    /// <exception cref="NotFoundException">There is no such stack, or it is OFFLINE: then its collections are gone.</exception>
    public static StackRow RequireOnline(this Session session, StackKey key) =>
        session.Find(key) is { } stack && stack.State != StackState.Offline ? stack : throw new NotFoundException($"{key} does not exist");

    public static StackRow? Find(this Session session, StackKey key) =>
        session.First(
            $"SELECT {Columns} FROM stack WHERE owner = ?1 AND project = ?2 AND name = ?3", Read, key.Owner, key.Project, key.Stack);

    /// <inheritdoc cref="List{T}"/>
    public static List<StackRow> List(this Session session, string owner, string? project) => session.List(owner, project, Columns, Read);

    /// <summary>The stacks of an owner, of a project or of all, by project and cycle, newest first.</summary>
    public static List<T> List<T>(this Session session, string owner, string? project, string columns, Func<SqliteDataReader, T> read)
    {
        const string Order = " ORDER BY project, cycle, cycle_step, modified DESC, id DESC";
        return project is null
            ? session.Query($"SELECT {columns} FROM stack WHERE owner = ?1{Order}", read, owner)
            : session.Query($"SELECT {columns} FROM stack WHERE owner = ?1 AND project = ?2{Order}", read, owner, project);
    }

    public static List<string> Owners(this Session session) =>
        session.Query(DistinctValues.Query("stack", "owner", "TRUE", "owner > ''"), row => row.GetString(0));

    public static List<string> Projects(this Session session, string owner) =>
        session.Query(DistinctValues.Query("stack", "project", "owner = ?1", "project >= ''"), row => row.GetString(0), owner);

    public static StackRow Insert(this Session session, StackKey key, StackMetaData metadata)
    {
        session.Execute(
            """
            INSERT INTO stack (owner, project, name, metadata, cycle, cycle_step, modified)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """,
            [key.Owner, key.Project, key.Stack, .. Values(key, metadata)]);
        return session.Require(key);
    }

    public static void Update(this Session session, StackRow stack) => session.Execute(
        """
        UPDATE stack SET owner = ?2, project = ?3, name = ?4, metadata = ?5, cycle = ?6, cycle_step = ?7, modified = ?8, has_sections = ?9
        WHERE id = ?1
        """,
        [stack.Id, stack.Key.Owner, stack.Key.Project, stack.Key.Stack, .. Values(stack.Key, stack.Metadata), stack.HasSections ? 1 : 0]);

    /// <summary>Notes how wide tiles are that are about to be saved.</summary>
    public static void Reach(this Session session, StackRow stack, double width)
    {
        if (!(width <= stack.Reach))
            session.Execute("UPDATE stack SET reach = MAX(reach, ?2) WHERE id = ?1", stack.Id, width);
    }

    /// <summary>Takes a stack out of sight at once. Its contents are deleted later, see <see cref="Sweeper"/>.</summary>
    public static void Delete(this Session session, StackRow stack) =>
        session.Execute("UPDATE stack SET owner = '', project = '', name = id WHERE id = ?1", stack.Id);

    /// <summary>Takes the contents from a stack: tiles, transforms and sections.</summary>
    /// <returns>The stack without them.</returns>
    public static StackRow Empty(this Session session, StackRow stack)
    {
        session.Delete(stack);
        return session.Insert(stack.Key, stack.Metadata) with { Metadata = stack.Metadata, HasSections = stack.HasSections };
    }

    // The metadata as it is answered, and what lists are sorted by.
    private static object?[] Values(StackKey key, StackMetaData metadata)
    {
        metadata.StackId = key.ToId();
        return
        [
            JsonSerializer.SerializeToUtf8Bytes(metadata, ServerJson.TypeInfo<StackMetaData>()),
            metadata.CurrentVersion?.CycleNumber, metadata.CurrentVersion?.CycleStepNumber,
            metadata.LastModifiedTimestamp?.ToUnixTimeMilliseconds(),
        ];
    }

    private static StackRow Read(SqliteDataReader row)
    {
        var key = new StackKey(row.GetString(1), row.GetString(2), row.GetString(3));
        var metadata = JsonSerializer.Deserialize(row.Bytes(4), ServerJson.TypeInfo<StackMetaData>())!;
        metadata.StackId = key.ToId();
        return new StackRow(row.GetInt64(0), key, metadata, row.GetInt64(5) != 0, row.GetDouble(6));
    }
}
