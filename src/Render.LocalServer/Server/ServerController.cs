namespace Render.LocalServer;

/// <summary>What the server says about itself.</summary>
internal sealed class ServerController(ServerFacts facts) : ServerControllerBase
{
    // There is no image cache, which is as good as an empty one.
    protected override Task<Answer> ClearImageProcessorCache(CancellationToken cancellationToken) => Task.FromResult(Answer.Done);

    protected override Task<Answer> GetLikelyUniqueId(CancellationToken cancellationToken) => Task.FromResult(Answer.Text(ServerFacts.NewId()));

    protected override Task<Answer> GetNamedFilterSpecLists(CancellationToken cancellationToken) => Task.FromResult(Answer.Of(ServerFacts.Filters));

    protected override Task<Answer> GetServerProperties(CancellationToken cancellationToken) => Task.FromResult(Answer.Of(facts.Properties));

    // As a Java server that was not built from a repository.
    protected override Task<Answer> GetVersionInfo(CancellationToken cancellationToken) => Task.FromResult(Answer.Nothing);
}
