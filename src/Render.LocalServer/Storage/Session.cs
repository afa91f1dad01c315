using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Render.LocalServer;

/// <summary>One connection with the statements that it has prepared. Parameters are positional: <c>?1</c>, <c>?2</c> and so on.</summary>
internal sealed class Session : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly Dictionary<string, Statement> statements = [];
    private CancellationToken cancellation;

    public Session(SessionSettings settings)
    {
        connection = new SqliteConnection(settings.ConnectionString);
        try
        {
            connection.Open();
            // A new database has pages on which pairs of hundreds of points fit: small ones, a call of the system each, cost as much as all else.
            ExecuteScript("PRAGMA page_size = 32768");
            ExecuteScript($"PRAGMA synchronous = {(settings.IsFullyDurable ? "FULL" : "NORMAL")}");
            // Checkpoints are made elsewhere, and the length of the log tells when: it shrinks as soon as the log starts anew.
            ExecuteScript("PRAGMA wal_autocheckpoint = 0");
            ExecuteScript("PRAGMA journal_size_limit = 0");
            ExecuteScript(string.Create(CultureInfo.InvariantCulture, $"PRAGMA cache_size = {-Math.Max(settings.CacheSize / 1024, 1)}"));
            connection.CreateFunction("regexp", (string pattern, string text) => Patterns.IsMatch(pattern, text), isDeterministic: true);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The bytes that pages and what belongs to them take.</summary>
    public int CacheUsed
    {
        get
        {
            _ = raw.sqlite3_db_status(connection.Handle, raw.SQLITE_DBSTATUS_CACHE_USED, out var used, out _, 0);
            return used;
        }
    }

    /// <summary>Told every statement before it runs.</summary>
    public Action<string>? Trace { get; set; }

    /// <summary>Prepares a statement, once.</summary>
    public Statement Prepare(string sql)
    {
        Trace?.Invoke(sql);
        if (!statements.TryGetValue(sql, out var statement))
            statements.Add(sql, statement = new Statement(connection, sql));

        return statement;
    }

    /// <summary>Runs a statement that gives no rows.</summary>
    /// <returns>The number of rows that it changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Prepare(sql).Execute(values);

    /// <summary>Runs a query.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        List<T> rows = [];
        Visit(sql, row => rows.Add(read(row)), values);
        return rows;
    }

    /// <summary>Runs a query, and passes its rows on while they are read.</summary>
    public void Visit(string sql, Action<SqliteDataReader> visit, params ReadOnlySpan<object?> values)
    {
        using var reader = Prepare(sql).Query(values);
        while (reader.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            visit(reader);
        }
    }

    /// <summary>Runs a query and gives its first row, or the default.</summary>
    public T? First<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using var reader = Prepare(sql).Query(values);
        return reader.Read() ? read(reader) : default;
    }

    /// <summary>Whether a query gives any row.</summary>
    public bool Any(string sql, params ReadOnlySpan<object?> values) => First(sql, _ => true, values);

    /// <summary>Runs several statements, such as a schema.</summary>
    public void ExecuteScript(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Does something that may be cancelled.</summary>
    /// <exception cref="OperationCanceledException">It was: the statement that ran has been interrupted.</exception>
    public T Run<T>(Func<Session, T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        cancellation = cancellationToken;
        using var registration = cancellationToken.UnsafeRegister(
            static session => raw.sqlite3_interrupt(((Session)session!).connection.Handle), this);
        try
        {
            return work(this);
        }
        catch (SqliteException exception)
            when (exception.SqliteErrorCode == SqliteErrors.Interrupt && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        finally
        {
            cancellation = default;
        }
    }

    /// <summary>Does all of something or nothing of it.</summary>
    public T InTransaction<T>(Func<Session, T> work)
    {
        Execute("BEGIN IMMEDIATE");
        try
        {
            var result = work(this);
            Execute("COMMIT");
            return result;
        }
        catch
        {
            Execute("ROLLBACK");
            throw;
        }
    }

    /// <summary>Gives back the memory of pages that are not in use.</summary>
    public void ReleaseMemory() => ExecuteScript("PRAGMA shrink_memory");

    public void Dispose()
    {
        foreach (var statement in statements.Values)
            statement.Dispose();

        connection.Dispose();
    }
}
