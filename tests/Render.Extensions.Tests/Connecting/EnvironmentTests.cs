namespace Render.Extensions.Tests.Connecting;

/// <summary>Tests that change the environment of the process run one after the other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EnvironmentTests
{
    public const string Name = "Environment";
}
