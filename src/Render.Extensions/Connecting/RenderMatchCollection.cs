namespace Render;

/// <summary>
/// A collection of point matches on a render server, whether it exists yet or not. Creating one of these calls nothing; extension
/// methods do.
/// </summary>
public sealed class RenderMatchCollection
{
    internal RenderMatchCollection(RenderClient client, MatchCollectionId id)
    {
        Client = client;
        Id = id;
    }

    /// <summary>The connection.</summary>
    public RenderClient Client { get; }

    /// <summary>Owner and name.</summary>
    public MatchCollectionId Id { get; }

    /// <summary>The collection's owner.</summary>
    public string Owner => Id.Owner;

    /// <summary>The collection's name.</summary>
    public string Name => Id.Name;

    /// <summary><c>owner/name</c>, for messages.</summary>
    public override string ToString() => $"{Owner}/{Name}";
}
