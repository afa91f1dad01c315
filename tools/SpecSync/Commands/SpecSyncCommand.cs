using System.CommandLine;

namespace Render.SpecSync;

/// <summary>The program.</summary>
internal static class SpecSyncCommand
{
    /// <summary>Runs the program.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("Keeps the contract in step with the render server.")
        {
            DiffCommand.Create(),
            ApplyCommand.Create(),
        };
        try
        {
            var parsed = root.Parse(arguments);
            int code = await parsed.InvokeAsync(
                new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
            return parsed.Errors.Count > 0 ? ExitCode.Failure : code;
        }
        catch (Exception exception) when (exception is ComparisonException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(exception.Message);
            return ExitCode.Failure;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Stopped.");
            return ExitCode.Failure;
        }
    }
}
