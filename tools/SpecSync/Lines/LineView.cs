using System.Text.Json.Nodes;

namespace Render.SpecSync;

/// <summary>What of a contract a server is compared with.</summary>
/// <param name="Line">The line that the server is of; <c>null</c> when the contract has no lines, or the server is of none of them.</param>
/// <param name="Contract">The contract as that line has it; the whole contract without one.</param>
/// <param name="Whole">The contract with all lines.</param>
internal sealed record LineView(string? Line, ApiDescription Contract, ApiDescription Whole)
{
    /// <summary>Finds the line of a server: the only one with operations of its own that the server has.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="location">Where it came from.</param>
    /// <param name="server">The server's description.</param>
    /// <param name="asked">The line, when somebody knows it.</param>
    /// <exception cref="ComparisonException">The contract does not have the line that is asked for.</exception>
    public static LineView Find(JsonNode contract, string location, ApiDescription server, string? asked)
    {
        var lines = ContractLines.Of(contract);
        var whole = DescriptionReader.Read(contract, location);
        if (asked is not null && !lines.All.Contains(asked))
        {
            throw new ComparisonException(
                $"{location} has no line {asked}, only {string.Join(", ", lines.All.DefaultIfEmpty("one without a name"))}. Name one of these, or add it to info/x-lines.");
        }

        var views = lines.All.ToDictionary(line => line, line => DescriptionReader.Read(lines.View(line), location));
        string? found = asked ?? LineOf(views, server);
        return new LineView(found, found is null ? whole : views[found], whole);
    }

    private static string? LineOf(Dictionary<string, ApiDescription> views, ApiDescription server)
    {
        var offered = server.Operations.Select(operation => operation.Route).ToHashSet();
        string[] lines =
        [
            .. views.SelectMany(view => view.Value.Operations.Select(operation => (operation.Route, Line: view.Key)))
                .GroupBy(operation => operation.Route)
                .Where(operation => operation.Count() == 1 && offered.Contains(operation.Key))
                .Select(operation => operation.Single().Line)
                .Distinct(),
        ];
        return lines.Length == 1 && views.Count > 1 ? lines[0] : null;
    }
}
