using System.CommandLine;

namespace Render.SpecSync;

/// <summary><c>diff</c>: what a server describes, compared with the contract or with an older description.</summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        var server = CommonOptions.Server();
        var contract = CommonOptions.Contract();
        var line = CommonOptions.Line();
        var from = new Option<string?>("--from") { Description = "An older description to compare with, in place of the contract." };
        var format = new Option<ReportFormat>("--format") { Description = "Text, Markdown or Json." };
        var output = new Option<string?>("--output") { Description = "A file for the report, in place of the standard output." };
        var command = new Command(
            "diff", "Prints what differs. Ends with 0 for no difference, 1 for differences, 2 when there is nothing to compare.")
        {
            server, contract, line, from, format, output,
        };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            string? older = arguments.GetValue(from);
            string contractFile = arguments.GetRequiredValue(contract);
            var description = await DescriptionSource.ReadAsync(arguments.GetRequiredValue(server), cancellationToken);
            var comparer = new DescriptionComparer(
                LineView.Find(
                    await DescriptionSource.ReadJsonAsync(contractFile, cancellationToken), contractFile, description, arguments.GetValue(line)),
                description,
                older is null ? null : await DescriptionSource.ReadAsync(older, cancellationToken));
            var report = comparer.Compare();
            string text = ReportWriter.Write(report, arguments.GetValue(format));
            if (arguments.GetValue(output) is { } file)
            {
                await File.WriteAllTextAsync(file, text, cancellationToken);
            }
            else
            {
                await arguments.InvocationConfiguration.Output.WriteAsync(text);
            }

            return report.IsEmpty ? ExitCode.NoDifference : ExitCode.Differences;
        });
        return command;
    }
}
