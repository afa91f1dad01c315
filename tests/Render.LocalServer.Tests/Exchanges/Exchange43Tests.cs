using System.Text.RegularExpressions;

namespace Render.LocalServer.Tests.Exchanges;

/// <summary>The embedded server as 4.3.</summary>
public sealed partial class Exchange43Tests(Replay43 replay) : IClassFixture<Replay43>
{
    /// <summary>The only answers of served operations that differ from the recorded ones, and why that is so.</summary>
    private static readonly Dictionary<int, string> Exceptions = new()
    {
        [160] = "Jackson's text for an object that comes as text",
        [161] = "Jackson's text for text that comes as an object",
        [227] = "Jackson's text for an unknown value of an enumeration, with a list in hash order",
        [228] = "Jackson's text for an unknown value of an enumeration, with a list in hash order",
        [416] = "residuals without details are 500 there, a null list that is counted for a log: here they come, as from 4.0.2",
        [417] = "the same, where it is not said whether details are wanted",
        [431] = "a transform whose type is an array: no client means that, and it is refused as by 4.0.2",
        [432] = "the tile of 431",
        [443] = "channelNames is a Java HashSet without order; here it is sorted",
    };

    [Fact]
    public void Every_exchange_of_a_served_operation_is_answered_as_recorded()
    {
        var unexpected = replay.Differences.Where(entry => !Exceptions.ContainsKey(entry.Key));

        Assert.Empty(unexpected.Select(entry =>
            $"{replay.All.Single(exchange => exchange.Number == entry.Key)}: {string.Join("; ", entry.Value)}"));
    }

    [Fact]
    public void The_exceptions_do_differ() => Assert.Equal(Exceptions.Keys.Order(), replay.Differences.Keys.Where(Exceptions.ContainsKey).Order());

    [Fact]
    public void Nothing_but_images_and_match_trials_is_missing() => Assert.All(
        replay.NotOffered.Keys, exchange => Assert.Matches(NotServed(), exchange.Path));

    [Fact]
    public void All_444_exchanges_were_sent() => Assert.Equal(444, replay.All.Count);

    [GeneratedRegex("-image|largeDataTileSource|/jpg|/png|/tif|matchTrial")]
    private static partial Regex NotServed();
}
