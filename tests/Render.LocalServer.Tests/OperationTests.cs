using System.Net;
using System.Text.RegularExpressions;

namespace Render.LocalServer.Tests;

public sealed partial class OperationTests
{
    [Fact]
    public async Task Every_operation_of_the_contract_is_served_or_answers_501_with_its_name()
    {
        await using var database = Database.Open(null);
        var operations = WebService.Operations(database, null);
        await using var server = await RenderLocalServer.StartAsync();
        using var http = ServerTests.Client(server);

        Assert.Equal(165, operations.All.Count());
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
