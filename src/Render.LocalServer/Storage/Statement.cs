using Microsoft.Data.Sqlite;

namespace Render.LocalServer;

/// <summary>A prepared statement.</summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand command;

    public Statement(SqliteConnection connection, string sql)
    {
        command = connection.CreateCommand();
        command.CommandText = sql;
    }

    public int Execute(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return command.ExecuteNonQuery();
    }

    public SqliteDataReader Query(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return command.ExecuteReader();
    }

    public void Dispose() => command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        while (command.Parameters.Count < values.Length)
            command.Parameters.Add(new SqliteParameter($"?{command.Parameters.Count + 1}", null));

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] switch
            {
                null => DBNull.Value,
                // SQLite would take NaN for null, which means "any" in queries; as a text it equals no number.
                double.NaN => "NaN",
                var value => value,
            };
        }
    }
}
