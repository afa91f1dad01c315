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
var cacheOption = new Option<int>("--cache-size")
{
    Description = "Megabytes of memory for pages of the database file.",
    DefaultValueFactory = _ => (int)(new RenderLocalServerOptions().CacheSize / Megabyte),
};
var logOption = new Option<int>("--log-size")
{
    Description = "Megabytes up to which the log beside the database file grows.",
    DefaultValueFactory = _ => (int)(new RenderLocalServerOptions().LogSize / Megabyte),
};
var durabilityOption = new Option<bool>("--full-durability")
{
    Description = "Answer only when the disk has what was changed, so that it survives a power cut.",
};
var lineOption = new Option<string>("--line")
{
    Description = "The line of the server as which this one answers: 4.0.2 or 4.3.",
    DefaultValueFactory = _ => "4.0.2",
};
lineOption.AcceptOnlyFromAmong("4.0.2", "4.3");
var command = new RootCommand("An embedded render web service.")
{
    portOption, databaseOption, cacheOption, logOption, durabilityOption, lineOption,
};
command.SetAction((arguments, cancellationToken) => ServeAsync(
    new RenderLocalServerOptions
    {
        Port = arguments.GetValue(portOption),
        DatabasePath = arguments.GetValue(databaseOption),
        Line = arguments.GetValue(lineOption) == "4.3" ? ServerLine.Line43 : ServerLine.Line40,
        CacheSize = arguments.GetValue(cacheOption) * Megabyte,
        LogSize = arguments.GetValue(logOption) * Megabyte,
        FullDurability = arguments.GetValue(durabilityOption),

        // Objects of past requests go as well: nobody waits now.
        WhenIdle = () => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true),
    },
    cancellationToken));
return await command.Parse(args).InvokeAsync().ConfigureAwait(false);

static async Task<int> ServeAsync(RenderLocalServerOptions options, CancellationToken cancellationToken)
{
    try
    {
        var server = await RenderLocalServer.StartAsync(options, cancellationToken).ConfigureAwait(false);
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
internal sealed partial class Program
{
    private const long Megabyte = 1 << 20;
}
