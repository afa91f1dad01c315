using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Render.LocalServer;

/// <summary>Reads columns that may be null.</summary>
internal static class RowExtensions
{
    public static string? Text(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static double? Number(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);

    /// <summary>The bytes where SQLite has them, until the next row. Nothing, if they are null.</summary>
    public static ReadOnlySpan<byte> Span(this SqliteDataReader row, int column) => raw.sqlite3_column_blob(row.Handle, column);

    public static byte[] Bytes(this SqliteDataReader row, int column) => row.GetFieldValue<byte[]>(column);
}
