using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using CsCheck;
using Xunit.Sdk;

namespace Render.Extensions.Tests.Faults;

/// <summary>Runs schedules of faults, other ones each time, and tells how to run one that fails again.</summary>
internal static partial class Sampling
{
    // Which of several workers gets how far before another one fails is still a matter of time.
    private const int Repetitions = 50;

    private static readonly bool IsRepeated = Environment.GetEnvironmentVariable("CsCheck_Seed") is not null;

    /// <param name="schedules">The schedules.</param>
    /// <param name="run">Runs one.</param>
    /// <param name="count">How many are run.</param>
    /// <param name="threads">How many are run at a time.</param>
    /// <param name="test">The name of the test.</param>
    /// <param name="file">The file of the test, named after its class.</param>
    public static async Task RunAllAsync<T>(
        this Gen<T> schedules,
        Func<T, Task> run,
        int count,
        int threads = 2,
        [CallerMemberName] string test = "",
        [CallerFilePath] string file = "")
    {
        try
        {
            await (IsRepeated
                ? schedules.SampleAsync(RepeatAsync, iter: 1, threads: 1)
                : schedules.SampleAsync(run, iter: count, threads: threads));
        }
        catch (CsCheckException failure)
        {
            throw new XunitException(
                $"""
                {failure.Message}
                To run this schedule alone:
                CsCheck_Seed={Seed().Match(failure.Message).Groups[1]} dotnet test tests/Render.Extensions.Tests --filter FullyQualifiedName~{Path.GetFileNameWithoutExtension(file)}.{test}
                {failure.InnerException}
                """);
        }

        async Task RepeatAsync(T schedule)
        {
            for (int i = 0; i < Repetitions; i++)
                await run(schedule);
        }
    }

    [GeneratedRegex("CsCheck_Seed=(\\S+)")]
    private static partial Regex Seed();
}
