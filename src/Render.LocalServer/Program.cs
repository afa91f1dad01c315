using System.CommandLine;
using Render;

var portOption = new Option<int>("--port")
{
    Description = "The TCP port on 127.0.0.1; 0 takes any that is free.",
    DefaultValueFactory = _ => 8080,
};
var databaseOption = new Option<string?>("--database")
{
    Description = "The SQLite file that holds everything; it is made when it does not exist. Without it everything is kept in memory.",
};
var command = new RootCommand("An embedded render web service.") { portOption, databaseOption };
command.SetAction((arguments, cancellationToken) =>
    ServeAsync(arguments.GetValue(portOption), arguments.GetValue(databaseOption), cancellationToken));
return await command.Parse(args).InvokeAsync().ConfigureAwait(false);

static async Task<int> ServeAsync(int port, string? database, CancellationToken cancellationToken)
{
    try
    {
        var server = await RenderLocalServer.StartAsync(
            new RenderLocalServerOptions { Port = port, DatabasePath = database }, cancellationToken).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            Console.WriteLine($"Listening on {server.BaseAddress}");
            Console.WriteLine($"Database: {server.DatabasePath ?? "in memory, lost when the server stops"}");
            Console.WriteLine("Press Ctrl+C to stop.");
            await Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default).ConfigureAwait(false);
        }

        return 0;
    }
    catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
    {
        Console.Error.WriteLine(exception.Message);
        return 1;
    }
}

/// <summary>The program is not part of the library's surface.</summary>
internal sealed partial class Program;
