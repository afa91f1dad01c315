using System.Net;
using System.Text.RegularExpressions;

namespace Render.LocalServer.Tests;

public sealed partial class OperationTests
{
    [Theory]
    [InlineData(ServerLine.Line40, 164)]
    [InlineData(ServerLine.Line43, 157)]
    public async Task Every_operation_of_a_line_is_served_or_answers_501_with_its_name(ServerLine line, int count)
    {
        await using var database = Database.Open(null);
        var operations = WebService.Operations(database, null, LineRules.Of(line));
        await using var server = await RenderLocalServer.StartAsync(new RenderLocalServerOptions { Line = line });
        using var http = ServerTests.Client(server);

        Assert.Equal(count, operations.All.Count());
        foreach (var operation in operations.All)
        {
            var path = Parameter().Replace(operation.Path[1..].Replace("{state}", "LOADING", StringComparison.Ordinal), "1");
            using var request = new HttpRequestMessage(new HttpMethod(operation.Method), path);
            using var response = await http.SendAsync(request);

            Assert.Equal(!operations.Offered.Contains(operation), response.StatusCode == HttpStatusCode.NotImplemented);
            if (response.StatusCode == HttpStatusCode.NotImplemented)
            {
                Assert.Equal(
                    $"The embedded server does not offer {operation.Id} ({operation.Method} {operation.Path}).",
                    await response.Content.ReadAsStringAsync());
            }
        }
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();
}
