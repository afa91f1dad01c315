using System.Diagnostics.Tracing;
using System.Runtime;

namespace Render.ColdStart;

/// <summary>Lists the methods that the JIT compiled while the program ran, for work on the start.</summary>
internal sealed class CompiledMethods : EventListener
{
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";
    private const EventKeywords Jit = (EventKeywords)0x10;

    private readonly List<string> names = [];

    private CompiledMethods()
    {
    }

    public static CompiledMethods? IfAskedFor() =>
        Environment.GetEnvironmentVariable("RENDER_COLD_TRACE") == "1" ? new CompiledMethods() : null;

    public override void Dispose()
    {
        base.Dispose();
        lock (names)
        {
            foreach (string name in names)
                Console.WriteLine(name);
        }

        Console.WriteLine($"{JitInfo.GetCompiledMethodCount()} methods in {JitInfo.GetCompilationTime().TotalMilliseconds:0} ms");
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Runtime)
            EnableEvents(eventSource, EventLevel.Verbose, Jit);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName?.StartsWith("MethodLoadVerbose", StringComparison.Ordinal) != true)
            return;

        lock (names)
            names.Add($"{eventData.Payload![6]}.{eventData.Payload[7]}");
    }
}
