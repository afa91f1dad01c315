namespace Packages.Tests;

/// <summary>All tests look at the packages of one <c>dotnet pack</c>.</summary>
[CollectionDefinition(nameof(PackageFeed))]
public sealed class PackageFeedCollection : ICollectionFixture<PackageFeed>;
