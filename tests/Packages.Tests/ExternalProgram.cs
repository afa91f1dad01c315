using System.Diagnostics;
using System.Text;

namespace Packages.Tests;

/// <summary>Runs programs as a person at a terminal would.</summary>
internal static class ExternalProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    /// <summary>Runs the SDK's <c>dotnet</c>. No process of it stays behind.</summary>
    public static Task<string> DotnetAsync(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        RunAsync("dotnet", folder, environment, [.. arguments, "--disable-build-servers", "-nodeReuse:false"]);

    /// <summary>Runs a program to its end.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message has what it printed.</exception>
    public static async Task<string> RunAsync(
        string program, string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (string name in start.Environment.Keys.Where(IsOfTheTestRun).ToList())
            start.Environment.Remove(name);

        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            string said = await output;
            return process.ExitCode == 0
                ? said
                : throw new InvalidOperationException(
                    $"'{program} {string.Join(' ', arguments)}' ended with {process.ExitCode}:\n{said}\n{await errors}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    // The MSBuild that runs the tests tells its children where it lives; a program of its own has to find its own.
    private static bool IsOfTheTestRun(string variable) =>
        variable.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || variable is "DOTNET_HOST_PATH" or "VSTEST_CONNECTION_TIMEOUT";
}
