using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Render.Benchmarks.Import;

/// <summary>Inserts the tile rows of a finished database into an empty one, as fast as SQLite takes them.</summary>
internal static class RawSqlite
{
    /// <summary>Copies the table of tiles, with its indexes, row by row from memory.</summary>
    /// <param name="source">A database of the embedded server.</param>
    /// <param name="target">The file to write.</param>
    /// <param name="rowsInTransaction">How many rows are committed together.</param>
    /// <returns>Rows per second, without the time to read them.</returns>
    public static double Measure(string source, string target, int rowsInTransaction)
    {
        using var from = Open(source);
        var schema = Query(from, "SELECT sql FROM sqlite_master WHERE tbl_name = 'tile' AND sql IS NOT NULL ORDER BY type DESC");
        var rows = Query(from, "SELECT * FROM tile ORDER BY id");

        using var to = Open(target);
        Execute(to, "PRAGMA journal_mode = WAL");
        Execute(to, "PRAGMA synchronous = NORMAL");
        foreach (var statement in schema)
            Execute(to, (string)statement[0]);

        var clock = Stopwatch.StartNew();
        using var insert = to.CreateCommand();
        insert.CommandText = $"INSERT INTO tile VALUES ({string.Join(", ", rows[0].Select((_, i) => $"${i}"))})";
        for (int i = 0; i < rows[0].Length; i++)
            insert.Parameters.Add(new SqliteParameter($"${i}", null));

        foreach (var batch in rows.Chunk(rowsInTransaction))
        {
            using var transaction = to.BeginTransaction();
            insert.Transaction = transaction;
            foreach (var row in batch)
            {
                for (int i = 0; i < row.Length; i++)
                    insert.Parameters[i].Value = row[i];

                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return rows.Count / clock.Elapsed.TotalSeconds;
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static List<object[]> Query(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        List<object[]> rows = [];
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }
}
