using System.Globalization;
using System.Reflection;

namespace Render.LocalServer;

/// <summary>The tables of a database file, and how those of earlier versions become the present ones.</summary>
internal static class Schema
{
    // The scripts mark the file with these numbers.
    private const long ApplicationId = 0x52_6e_64_72;
    private const long Version = 2;

    /// <summary>Checks whose file this is, before anything is written to it.</summary>
    /// <exception cref="IOException">It is that of another program, or of a later version of this one.</exception>
    public static void Check(Session session)
    {
        if (!session.Any("SELECT 1 FROM sqlite_master"))
            return;

        if (Pragma(session, "application_id") != ApplicationId)
            throw new IOException("It is the database of another program. Choose another file.");

        if (Pragma(session, "user_version") is > Version and var version)
        {
            throw new IOException(string.Create(
                CultureInfo.InvariantCulture,
                $"It has schema {version}, and this version of the program knows schemas up to {Version} only. "
                + $"Use the version that wrote it or a later one, or choose another file."));
        }
    }

    /// <summary>Creates what is missing, and brings an older file up to date: all of it or nothing.</summary>
    public static void Create(Session session) => session.InTransaction(_ =>
    {
        var isOld = Pragma(session, "user_version") == 1;
        if (isOld)
            session.ExecuteScript(Script("Upgrade1"));

        session.ExecuteScript(Script("Schema"));
        if (isOld)
        {
            // Fills what lists are sorted by.
            foreach (var stack in session.Owners().SelectMany(owner => session.List(owner, null)))
                session.Update(stack);
        }

        return true;
    });

    private static long Pragma(Session session, string name) => session.First("PRAGMA " + name, row => row.GetInt64(0));

    private static string Script(string name)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Render.LocalServer.Storage.{name}.sql")!;
        using var text = new StreamReader(resource);
        return text.ReadToEnd();
    }
}
