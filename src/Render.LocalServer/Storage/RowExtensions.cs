using Microsoft.Data.Sqlite;

namespace Render.LocalServer;

/// <summary>Reads columns that may be null.</summary>
internal static class RowExtensions
{
    public static string? Text(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static double? Number(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);

    public static byte[] Bytes(this SqliteDataReader row, int column) => row.GetFieldValue<byte[]>(column);
}
