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
        using var server = new ScriptedServer().AnswersJson("[]");

        var activity = await TraceAsync("traced", async () =>
        {
            using var client = server.Connect();
            await client.Stack("traced").GetZValuesAsync();
        });

        Assert.Equal("Stacks.GetZValues", activity.DisplayName);
        Assert.Equal("o1", activity.GetTagItem("render.owner"));
        Assert.Equal("p1", activity.GetTagItem("render.project"));
        Assert.Equal(200, activity.GetTagItem("http.response.status_code"));
    }

    [Fact]
    public async Task A_trace_of_what_got_no_answer_has_the_type_of_the_error()
    {
        using var server = new ScriptedServer().Drops();

        var activity = await TraceAsync("dropped", async () =>
        {
            using var client = server.Connect();
            await Assert.ThrowsAsync<RenderUnavailableException>(
                () => client.Api.Stacks.CreateStackVersionAsync("o1", "p1", "dropped", new StackVersion()));
        });

        Assert.Equal(ActivityStatusCode.Error, activity.Status);
        Assert.Equal("HttpRequestException", activity.GetTagItem("error.type"));
    }

    // Operations of other tests stop at the same time.
    private static async Task<Activity> TraceAsync(string stack, Func<Task> action)
    {
        var stopped = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Render",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = stopped.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await action();
        return Assert.Single(stopped, activity => Equals(activity.GetTagItem("render.stack"), stack));
    }

    [Fact]
    public async Task The_meter_measures_operations_with_all_of_their_attempts()
    {
        var durations = new List<Dictionary<string, object?>>();
        var repetitions = new List<Dictionary<string, object?>>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "Render")
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => Record(durations, tags));
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => Record(repetitions, tags));
        listener.Start();
        using var server = new ScriptedServer().Drops().Answers(HttpStatusCode.BadGateway).AnswersJson("[]");
        using var client = server.Connect();

        await client.Api.Stacks.GetMergedZValuesAsync("o1", "p1", "metered");

        var tags = Assert.Single(durations);
        Assert.Equal("Stacks.GetMergedZValues", tags["render.operation"]);
        Assert.Equal(200, tags["http.response.status_code"]);
        tags.Remove("http.response.status_code");
        Assert.Equal(["render.operation", "render.owner", "render.project", "render.stack"], tags.Keys.Order());
        Assert.Equal([tags, tags], repetitions);

        // Operations of other tests are measured at the same time.
        static void Record(List<Dictionary<string, object?>> all, ReadOnlySpan<KeyValuePair<string, object?>> measured)
        {
            var tags = measured.ToArray().ToDictionary();
            lock (all)
            {
                if (Equals(tags.GetValueOrDefault("render.stack"), "metered"))
                    all.Add(tags);
            }
        }
    }

    [Theory]
    [InlineData("http://host/project/em/render-ws/")]
    [InlineData("http://host/owner/project/stack/")]
    [InlineData("http://host/render-ws/")]
    public void The_address_of_the_server_says_nothing_about_whose_stack_it_is(string baseAddress)
    {
        var root = new Uri(baseAddress);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(root, "v1/owner/o1/project/p1/stack/s1/zValues"));

        var tags = RenderTelemetry.TagsOf(request, root);

        Assert.Equal(
            [new("render.operation", "GET"), new("render.owner", "o1"), new("render.project", "p1"), new("render.stack", "s1")],
            tags);
    }
}
