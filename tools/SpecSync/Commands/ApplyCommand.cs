using System.CommandLine;

namespace Render.SpecSync;

/// <summary><c>apply</c>: writes what a server has new into the contract.</summary>
internal static class ApplyCommand
{
    public static Command Create()
    {
        var server = CommonOptions.Server();
        var contract = CommonOptions.Contract();
        var line = CommonOptions.Line();
        var version = new Option<string?>("--server-version")
        {
            Description = "The version of the server, for the contract's info and for the words about what is new.",
        };
        var changelog = new Option<string?>("--changelog") { Description = "A changelog that gets an entry." };
        var command = new Command(
            "apply",
            "Writes skeletons of what is new into the contract, marks what one line of the server has alone (x-since, x-until), and operations " +
            "that no line has any more as deprecated. " +
            "Ends with 0 when nothing is left, 1 when a person must do the rest, 2 when it cannot be done.")
        {
            server, contract, line, version, changelog,
        };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            string file = arguments.GetRequiredValue(contract);
            var description = await DescriptionSource.ReadAsync(arguments.GetRequiredValue(server), cancellationToken);
            var document = Contract.Parse(await File.ReadAllTextAsync(file, cancellationToken));
            string? serverVersion = arguments.GetValue(version);
            var (before, after) = ContractUpdate.Apply(document, file, description, serverVersion, arguments.GetValue(line));

            string? entry = arguments.GetValue(changelog) is { } log && !before.IsEmpty
                ? Changelog.Add(
                    await File.ReadAllTextAsync(log, cancellationToken),
                    $"The contract follows render-ws{Name(serverVersion, before.Line)}: {before.Summary}.")
                : null;
            await File.WriteAllTextAsync(file, $"{document}", cancellationToken);
            if (entry is not null)
            {
                await File.WriteAllTextAsync(arguments.GetValue(changelog)!, entry, cancellationToken);
            }

            var output = arguments.InvocationConfiguration.Output;
            await output.WriteLineAsync($"Found: {before.Summary}.");
            if (after.IsEmpty)
            {
                await output.WriteLineAsync("Nothing is left. Describe what is new in our own words.");
                return ExitCode.NoDifference;
            }

            await output.WriteLineAsync("Left for a person:");
            await output.WriteAsync(ReportWriter.Write(after, ReportFormat.Text));
            return ExitCode.Differences;
        });
        return command;
    }

    private static string Name(string? version, string? line) => (version, line) switch
    {
        (null, null) => "",
        (null, _) => $" of the line {line}",
        (_, null) => $" {version}",
        _ when version == line => $" {version}",
        _ => $" {version} of the line {line}",
    };
}
