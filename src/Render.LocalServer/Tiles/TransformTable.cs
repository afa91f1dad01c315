using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Render.LocalServer;

/// <summary>Stores shared transforms.</summary>
internal static class TransformTable
{
    public static void Save(this Session session, StackRow stack, IEnumerable<TransformSpec> transforms)
    {
        foreach (var transform in transforms)
        {
            session.Execute(
                "INSERT INTO transform (stack, transform_id, spec) VALUES (?1, ?2, ?3) ON CONFLICT (stack, transform_id) DO UPDATE SET spec = ?3",
                stack.Id, transform.Id, JsonSerializer.SerializeToUtf8Bytes(transform, ServerJson.TypeInfo<TransformSpec>()));
        }
    }

    public static void CopyTransforms(this Session session, StackRow source, StackRow target)
    {
        try
        {
            session.Execute(
                "INSERT INTO transform (stack, transform_id, spec) SELECT ?2, transform_id, spec FROM transform WHERE stack = ?1",
                source.Id, target.Id);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == SqliteErrors.Constraint)
        {
            throw new IllegalStateException($"duplicate key error collection: render.{target.Key.CollectionName("transform")}");
        }
    }

    public static byte[]? FindTransformJson(this Session session, StackRow stack, string transformId) => session.First(
        "SELECT spec FROM transform WHERE stack = ?1 AND transform_id = ?2", row => row.Bytes(0), stack.Id, transformId);

    public static TransformSpec? FindTransform(this Session session, StackRow stack, string transformId) =>
        session.FindTransformJson(stack, transformId) is { } json
            ? JsonSerializer.Deserialize(json, ServerJson.TypeInfo<TransformSpec>())
            : null;
}
