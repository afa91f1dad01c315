using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Render.LocalServer.Tests.Exchanges;

public sealed partial class ExchangeTests(Replay40 replay) : IClassFixture<Replay40>
{
    /// <summary>The only answers of served operations that differ from the recorded ones, and why that is so.</summary>
    private static readonly Dictionary<int, string> Exceptions = new()
    {
        [170] = "an error page of Jetty with a Java stack trace: status and content type are the same, the page is not",
        [419] = "an error page of Jetty with a Java stack trace: status and content type are the same, the page is not",
        [274] = "channelNames is a Java HashSet without order; here it is sorted",
        [540] = "the server's own description of itself is no operation; the contract replaces it",
        [541] = "a page of the web application around the service",
    };

    [Fact]
    public void Every_exchange_of_a_served_operation_is_answered_as_recorded()
    {
        var unexpected = replay.Differences.Where(entry => !Exceptions.ContainsKey(entry.Key));

        Assert.Empty(unexpected.Select(entry =>
            $"{replay.All.Single(exchange => exchange.Number == entry.Key)}: {string.Join("; ", entry.Value)}"));
    }

    [Fact]
    public void The_exceptions_do_differ_and_only_in_the_way_that_they_say()
    {
        Assert.Equal(Exceptions.Keys.Order(), replay.Differences.Keys.Where(Exceptions.ContainsKey).Order());
        Assert.All([170, 419], number => Assert.StartsWith("body ", Assert.Single(replay.Differences[number]), StringComparison.Ordinal));
        Assert.StartsWith("/stats/channelNames/", Assert.Single(replay.Differences[274]), StringComparison.Ordinal);
    }

    [Fact]
    public void Exchanges_of_operations_that_are_not_served_are_answered_with_501_and_the_name_of_the_operation() => Assert.All(
        replay.NotOffered,
        entry => Assert.Matches($"^The embedded server does not offer [a-z]\\w+ \\({Regex.Escape(entry.Key.Method)} /v1/.+\\)\\.$", entry.Value));

    [Fact]
    public void Nothing_but_images_and_match_trials_is_missing() => Assert.All(
        replay.NotOffered.Keys, exchange => Assert.Matches(NotServed(), exchange.Path));

    [Fact]
    public void Members_of_render_parameters_come_in_the_recorded_order()
    {
        Assert.Equal(21, replay.RenderParameters.Count);
        Assert.All(replay.RenderParameters, entry => Assert.Equal(Members(entry.Key.Body!), Members(entry.Value)));
    }

    [Fact]
    public void All_541_exchanges_were_sent() => Assert.Equal(541, replay.All.Count);

    private static string Members(string json)
    {
        List<string> members = [];
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
                members.Add(reader.GetString()!);
        }

        return string.Join(' ', members);
    }

    [GeneratedRegex("-image|largeDataTileSource|/jpg|/png|/tif|matchTrial")]
    private static partial Regex NotServed();
}
