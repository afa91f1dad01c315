namespace Render.LocalServer;

/// <summary>Result codes of SQLite.</summary>
internal static class SqliteErrors
{
    public const int Interrupt = 9;
    public const int Constraint = 19;
}
