using System.Text.Json.Nodes;

namespace Render.SpecSync.Tests;

public sealed class RealDescriptionTests
{
    private const string Current = "4.0.2";
    private const string Oldest = "2016";

    [Theory]
    [InlineData("4.0.2", 164)]
    [InlineData("4.3", 157)]
    public async Task The_contract_differs_in_nothing_from_the_lines_of_the_server_that_it_describes(string line, int operations)
    {
        var server = await Server(line);
        var view = LineView.Find(await ContractJson(), "contract", server, asked: null);
        var report = new DescriptionComparer(view, server).Compare();

        Assert.Equal(line, report.Line);
        Assert.Empty(report.Operations);
        Assert.Empty(report.Models);
        Assert.Equal((operations, operations), (report.KnownOperations, report.ServerOperations));
    }

    [Fact]
    public async Task What_the_line_4_3_changed_is_told_without_noise()
    {
        var server = await Server("4.3");
        var report = new DescriptionComparer(
            LineView.Find(await ContractJson(), "contract", server, asked: null), server, await Server(Current)).Compare();
        string[] before = Operations(Current);
        string[] after = Operations("4.3");
        string[] moved =
        [
            "GET /v1/owner/{owner}/matchCollection/{matchCollection}/multiConsensusGroupIds: tag changed: Hierarchical APIs -> Point Match APIs",
            "GET /v1/owner/{owner}/matchCollection/{matchCollection}/multiConsensusPGroupIds: tag changed: Hierarchical APIs -> Point Match APIs",
            "POST /v1/owner/{owner}/project/{project}/stack/{stack}/pairResidualCalculation: "
                + "tag changed: Hierarchical APIs -> Tile Data APIs, Point Match APIs",
        ];
        string[] told = Told(report.Operations);

        Assert.Equal(after.Except(before), Subjects(report, DifferenceKind.Added));
        Assert.Equal(before.Except(after).Order(), Subjects(report, DifferenceKind.Removed).Order());
        Assert.Equal(moved, told.Where(detail => detail.Contains(" tag ", StringComparison.Ordinal)));
        Assert.Equal(
            [("maskMinX", 43), ("maskMinY", 43), ("matchPattern", 2), ("tileIdPattern", 8), ("tileSpecOrder", 43)],
            report.Operations.SelectMany(operation => operation.Details)
                .Where(detail => detail is { Kind: DifferenceKind.Added, Part: DifferencePart.Parameter })
                .CountBy(detail => detail.Name).Select(one => (one.Key, one.Value)).Order());
        Assert.Equal((43 * 3) + 2 + 8 + moved.Length, told.Length);
        Assert.Equal(
            ["+ FilterSpec", "- HierarchicalStack", "- StackWithZValues"],
            report.Models.Where(model => model.Kind != DifferenceKind.Changed)
                .Select(model => $"{(model.Kind == DifferenceKind.Added ? '+' : '-')} {model.Subject}"));
        Assert.Equal(
            [
                "RenderParameters: property maskMinX added: integer/int32", "RenderParameters: property maskMinY added: integer/int32",
                "StackMetaData: property hierarchicalData removed: HierarchicalStack", "TileSpec: property filterSpec added: FilterSpec",
            ],
            Told(report.Models));
    }

    [Theory]
    [InlineData("4.0.2", "4.3")]
    [InlineData("4.3", "4.0.2")]
    public async Task A_contract_of_one_line_learns_the_other_and_forgets_nothing(string known, string learnt)
    {
        var real = ContractLines.Of(await ContractJson());
        var contract = SpecSync.Contract.Parse($"{real.View(known)}");
        var (_, after) = ContractUpdate.Apply(contract, "contract", await Server(learnt), null, learnt);

        Assert.True(after.IsEmpty, ReportWriter.Write(after, ReportFormat.Text));
        foreach (string line in real.All)
        {
            var server = await Server(line);
            var report = new DescriptionComparer(LineView.Find(contract.Root, "contract", server, asked: null), server).Compare();
            Assert.Equal(line, report.Line);
            Assert.True(report.IsEmpty, ReportWriter.Write(report, ReportFormat.Text));
        }

        var marked = ContractDocument.Parse($"{contract}");
        Assert.Equal(Lines(ContractDocument.Current), Lines(marked));
        Assert.DoesNotContain("\"deprecated\"", $"{contract}", StringComparison.Ordinal);

        static string[] Lines(ContractDocument contract) =>
            [.. contract.Operations.Select(operation => $"{operation}: {string.Join(", ", operation.Lines)}").Order()];
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
        string[] told = Told(report.Operations.Concat(report.Models));

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

        Assert.Equal((1, 80), (Subjects(before, DifferenceKind.Added).Count(), Subjects(before, DifferenceKind.Removed).Count()));
        Assert.All(after.Operations, operation => Assert.Equal(DifferenceKind.Changed, operation.Kind));
        Assert.Equal(["#/components/schemas/CollectionSnapshot"], ContractRules.Breaches(ContractDocument.Parse($"{contract}")));
    }

    private static string[] Told(IEnumerable<Difference> differences) =>
        [.. differences.SelectMany(one => one.Details.Select(detail => $"{one.Subject}: {detail}"))];

    private static IEnumerable<string> Subjects(ComparisonReport report, DifferenceKind kind) =>
        report.Operations.Where(operation => operation.Kind == kind).Select(operation => operation.Subject);

    /// <summary>Method and path of all operations, read without the reader.</summary>
    private static string[] Operations(string version) =>
    [
        .. from path in JsonNode.Parse(File.ReadAllText(FileOf(version)))!["paths"]!.AsObject()
           from operation in path.Value!.AsObject()
           select $"{operation.Key.ToUpperInvariant()} {path.Key}",
    ];

    private static Task<ApiDescription> Contract() => DescriptionSource.ReadAsync(Repository.Contract, CancellationToken.None);

    private static Task<JsonNode> ContractJson() => DescriptionSource.ReadJsonAsync(Repository.Contract, CancellationToken.None);

    private static Task<ApiDescription> Server(string version) => DescriptionSource.ReadAsync(FileOf(version), CancellationToken.None);

    private static string FileOf(string version) => version == Oldest
        ? RealDescriptionsFactAttribute.File(version)
        : Repository.Golden($"swagger/render-ws-{version}.swagger.json");
}
