using System.Text.Json.Nodes;

namespace Render.SpecSync.Tests;

public sealed class RealDescriptionTests
{
    private const string Current = "4.0.2";
    private const string Oldest = "2016";

    [RealDescriptionsFact]
    public async Task The_contract_differs_in_nothing_from_the_server_that_it_describes()
    {
        var report = new DescriptionComparer(await Contract(), await Server(Current)).Compare();

        Assert.Empty(report.Operations);
        Assert.Empty(report.Models);
        Assert.Equal(164, report.ServerOperations);
    }

    [RealDescriptionsFact]
    public async Task Ten_years_of_the_server_are_told_operation_by_operation()
    {
        var report = new DescriptionComparer(await Contract(), await Server(Current), await Server(Oldest)).Compare();
        string[] before = Operations(Oldest);
        string[] after = Operations(Current);

        Assert.Equal((86, 164), (report.KnownOperations, report.ServerOperations));
        Assert.Equal(after.Except(before).Order(), Subjects(report, DifferenceKind.Added).Order());
        Assert.Equal(before.Except(after).Order(), Subjects(report, DifferenceKind.Removed).Order());
    }

    [RealDescriptionsFact]
    public async Task Ten_years_of_the_server_are_told_detail_by_detail()
    {
        var report = new DescriptionComparer(await Contract(), await Server(Current), await Server(Oldest)).Compare();
        string[] told =
        [
            .. report.Operations.Concat(report.Models).SelectMany(one => one.Details.Select(detail => $"{one.Subject}: {detail}")),
        ];

        Assert.Contains("StackMetaData: value of state added: READ_ONLY", told);
        Assert.Contains("StackMetaData: property hierarchicalData added: HierarchicalStack", told);
        Assert.Contains("TileCoordinates: property error added: string", told);
        Assert.Contains(
            "PUT /v1/owner/{owner}/project/{project}/stack/{stack}/resolvedTiles: parameter deriveData added: optional in query, boolean",
            told);
        Assert.DoesNotContain(told, detail => detail.Contains("currentDefaultChannel", StringComparison.Ordinal));
        Assert.DoesNotContain(told, detail => detail.Contains("Response", StringComparison.Ordinal));
    }

    [RealDescriptionsFact]
    public async Task The_contract_can_be_taken_back_to_the_oldest_server()
    {
        var contract = SpecSync.Contract.Parse(await File.ReadAllTextAsync(Repository.Contract));
        var (before, after) = ContractUpdate.Apply(contract, "contract", await Server(Oldest), null);

        Assert.Equal((1, 79), (Subjects(before, DifferenceKind.Added).Count(), Subjects(before, DifferenceKind.Removed).Count()));
        Assert.All(after.Operations, operation => Assert.Equal(DifferenceKind.Changed, operation.Kind));
        Assert.Equal(["#/components/schemas/CollectionSnapshot"], ContractRules.Breaches(ContractDocument.Parse($"{contract}")));
    }

    private static IEnumerable<string> Subjects(ComparisonReport report, DifferenceKind kind) =>
        report.Operations.Where(operation => operation.Kind == kind).Select(operation => operation.Subject);

    /// <summary>Method and path of all operations, read without the reader.</summary>
    private static string[] Operations(string version) =>
    [
        .. from path in JsonNode.Parse(File.ReadAllText(RealDescriptionsFactAttribute.File(version)))!["paths"]!.AsObject()
           from operation in path.Value!.AsObject()
           select $"{operation.Key.ToUpperInvariant()} {path.Key}",
    ];

    private static Task<ApiDescription> Contract() => DescriptionSource.ReadAsync(Repository.Contract, CancellationToken.None);

    private static Task<ApiDescription> Server(string version) =>
        DescriptionSource.ReadAsync(RealDescriptionsFactAttribute.File(version), CancellationToken.None);
}
