using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using Render.Extensions.Tests.Support;

namespace Render.Extensions.Tests.Http;

public class TelemetryTests
{
    [Fact]
    public async Task A_trace_says_whose_stack_an_operation_is_about()
    {
        // Operations of other tests stop at the same time.
        var stopped = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Render",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = stopped.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var server = new ScriptedServer().AnswersJson("[]");
        using var client = server.Connect();

        await client.Stack("traced").GetZValuesAsync();

        var activity = Assert.Single(stopped, activity => Equals(activity.GetTagItem("render.stack"), "traced"));
        Assert.Equal("Stacks.GetZValues", activity.DisplayName);
        Assert.Equal("o1", activity.GetTagItem("render.owner"));
        Assert.Equal("p1", activity.GetTagItem("render.project"));
        Assert.Equal(200, activity.GetTagItem("http.response.status_code"));
    }

    [Fact]
    public async Task The_meter_measures_operations_with_all_of_their_attempts()
    {
        var durations = new List<Dictionary<string, object?>>();
        var repetitions = 0L;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "Render")
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => Record(tags.ToArray().ToDictionary()));
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            if (tags.ToArray().Contains(new("render.operation", "Stacks.GetMergedZValues")))
                Interlocked.Add(ref repetitions, count);
        });
        listener.Start();
        using var server = new ScriptedServer().Drops().Answers(HttpStatusCode.BadGateway).AnswersJson("[]");
        using var client = server.Connect();

        await client.Api.Stacks.GetMergedZValuesAsync("o1", "p1", "metered");

        var tags = Assert.Single(durations);
        Assert.Equal("Stacks.GetMergedZValues", tags["render.operation"]);
        Assert.Equal(200, tags["http.response.status_code"]);
        Assert.Equal(2, repetitions);

        void Record(Dictionary<string, object?> tags)
        {
            lock (durations)
            {
                if (Equals(tags.GetValueOrDefault("render.stack"), "metered"))
                    durations.Add(tags);
            }
        }
    }
}
