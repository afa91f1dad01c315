namespace Render.Extensions.Tests.Http;

public class OperationPoliciesTests
{
    [Fact]
    public void Every_operation_that_is_not_a_GET_is_in_the_table_and_nothing_else_is()
    {
        var writes = OperationCatalog.All.Where(operation => operation.Method != HttpMethod.Get).Select(operation => operation.Name);

        Assert.Equal(writes.Distinct().Order(), OperationPolicies.Names.Order());
    }

    [Fact]
    public void Every_GET_may_be_repeated()
    {
        var reads = OperationCatalog.All.Where(operation => operation.Method == HttpMethod.Get).ToList();

        Assert.True(reads.Count > 100, $"only {reads.Count} reads were found");
        Assert.All(reads, operation => Assert.Equal(new OperationPolicy(Repetition.Safe, OperationWork.Read), operation.Policy));
    }

    [Fact]
    public void What_makes_versions_copies_and_names_is_never_repeated() => Assert.Equal(
        [
            "MatchTrials.RunTrial", "Matches.RenameCollection", "Stacks.CloneStack", "Stacks.CreateStackVersion", "Stacks.RenameStack",
            "Stacks.SetStackState",
        ],
        OperationCatalog.All
            .Where(operation => operation.Policy.Repetition == Repetition.Never)
            .Select(operation => operation.Name)
            .Distinct()
            .Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("Stacks.SetStackState")]
    [InlineData("Stacks.CloneStack")]
    [InlineData("Stacks.DeleteStack")]
    public void Work_on_a_whole_stack_may_take_more_than_an_hour(string name)
    {
        var policy = OperationCatalog.All.First(operation => operation.Name == name).Policy;

        Assert.True(policy.AttemptLimit(new RenderTimeLimits()) > TimeSpan.FromHours(1));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public void An_operation_that_nobody_has_thought_about_is_not_repeated(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "http://host/");
        request.Options.Set(RenderApiClient.Operation, "Stacks.Explode");

        Assert.Equal(Repetition.Never, OperationPolicies.For(request).Repetition);
    }

    [Fact]
    public void A_request_that_names_no_operation_is_not_repeated()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://host/");

        Assert.Equal(Repetition.Never, OperationPolicies.For(request).Repetition);
    }
}
