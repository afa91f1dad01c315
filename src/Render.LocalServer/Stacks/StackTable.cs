using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Render.LocalServer;

/// <summary>Stores stacks.</summary>
internal static class StackTable
{
    private const string Columns = "SELECT id, owner, project, name, metadata, has_sections FROM stack";

    /// <exception cref="NotFoundException">There is no such stack.</exception>
    public static StackRow Require(this Session session, StackKey key) => session.Find(key) ?? throw new NotFoundException($"{key} does not exist");

    public static StackRow? Find(this Session session, StackKey key) =>
        session.First(Columns + " WHERE owner = ?1 AND project = ?2 AND name = ?3", Read, key.Owner, key.Project, key.Stack);

    /// <summary>All stacks of an owner or of everybody, of a project or of all, newest first within a project.</summary>
    public static IEnumerable<StackRow> List(this Session session, string? owner, string? project) => session
        .Query(Columns + " WHERE (?1 IS NULL OR owner = ?1) AND (?2 IS NULL OR project = ?2)", Read, owner, project)
        .OrderBy(stack => stack.Key.Project, StringComparer.Ordinal)
        .ThenBy(stack => stack.Metadata.CurrentVersion?.CycleNumber)
        .ThenBy(stack => stack.Metadata.CurrentVersion?.CycleStepNumber)
        .ThenByDescending(stack => stack.Metadata.LastModifiedTimestamp);

    public static StackRow Insert(this Session session, StackKey key, StackMetaData metadata)
    {
        session.Execute(
            "INSERT INTO stack (owner, project, name, metadata) VALUES (?1, ?2, ?3, ?4)",
            key.Owner, key.Project, key.Stack, Bytes(metadata));
        return session.Require(key);
    }

    public static void Update(this Session session, StackRow stack) => session.Execute(
        "UPDATE stack SET owner = ?2, project = ?3, name = ?4, metadata = ?5, has_sections = ?6 WHERE id = ?1",
        stack.Id, stack.Key.Owner, stack.Key.Project, stack.Key.Stack, Bytes(stack.Metadata), stack.HasSections ? 1 : 0);

    public static void Delete(this Session session, StackRow stack)
    {
        session.DeleteContents(stack);
        session.Execute("DELETE FROM stack WHERE id = ?1", stack.Id);
    }

    /// <summary>Deletes tiles, transforms and sections.</summary>
    public static void DeleteContents(this Session session, StackRow stack)
    {
        session.Execute("DELETE FROM tile WHERE stack = ?1", stack.Id);
        session.Execute("DELETE FROM transform WHERE stack = ?1", stack.Id);
        session.Execute("DELETE FROM section WHERE stack = ?1", stack.Id);
    }

    private static byte[] Bytes(StackMetaData metadata) => JsonSerializer.SerializeToUtf8Bytes(metadata, ServerJson.TypeInfo<StackMetaData>());

    private static StackRow Read(SqliteDataReader row)
    {
        var key = new StackKey(row.GetString(1), row.GetString(2), row.GetString(3));
        var metadata = JsonSerializer.Deserialize(row.Bytes(4), ServerJson.TypeInfo<StackMetaData>())!;
        metadata.StackId = key.ToId();
        return new StackRow(row.GetInt64(0), key, metadata, row.GetInt64(5) != 0);
    }
}
