using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Render;

/// <summary>The trace source and the meter, both named <c>Render</c>. Attributes say whose stack a request is about.</summary>
internal static class RenderTelemetry
{
    public const string Name = "Render";
    public const string OperationTag = "render.operation";
    public const string StatusTag = "http.response.status_code";
    public const string ErrorTag = "error.type";

    // Path segments that are followed by a name of the field.
    private static readonly string[] Named = ["owner", "project", "stack", "matchCollection"];

    private static readonly Meter Meter = new(Name);

    public static ActivitySource Source { get; } = new(Name);

    public static Histogram<double> Duration { get; } = Meter.CreateHistogram<double>(
        "render.client.operation.duration", "s", "Time from the first attempt of an operation to its answer.");

    public static Counter<long> Repetitions { get; } = Meter.CreateCounter<long>(
        "render.client.operation.repetitions", "{repetition}", "Attempts of operations after the first one.");

    /// <summary>What a request is about, by its URL; the path of the server itself, which a proxy may name like anything, says nothing.</summary>
    public static TagList TagsOf(HttpRequestMessage request, Uri baseAddress)
    {
        var tags = new TagList { { OperationTag, OperationHandler.NameOf(request) } };
        if (request.RequestUri is { IsAbsoluteUri: true, AbsolutePath: var path })
        {
            var root = baseAddress.AbsolutePath;
            var segments = (path.StartsWith(root, StringComparison.Ordinal) ? path[root.Length..] : path).Split('/');
            for (var i = 0; i + 1 < segments.Length; i++)
            {
                if (Named.Contains(segments[i]))
                {
                    tags.Add("render." + (segments[i] == "matchCollection" ? "match_collection" : segments[i]), segments[++i]);
                }
            }
        }

        return tags;
    }
}
