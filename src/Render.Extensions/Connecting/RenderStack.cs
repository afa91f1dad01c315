namespace Render;

/// <summary>
/// A stack of a render server, whether it exists yet or not. Creating one of these calls nothing; extension methods do.
/// </summary>
public sealed class RenderStack
{
    internal RenderStack(RenderClient client, StackId id)
    {
        Client = client;
        Id = id;
    }

    /// <summary>The connection.</summary>
    public RenderClient Client { get; }

    /// <summary>Owner, project and name.</summary>
    public StackId Id { get; }

    /// <summary>The stack's owner.</summary>
    public string Owner => Id.Owner;

    /// <summary>The stack's project.</summary>
    public string Project => Id.Project;

    /// <summary>The stack's name.</summary>
    public string Name => Id.Stack;

    /// <summary><c>owner/project/name</c>, for messages.</summary>
    public override string ToString() => $"{Owner}/{Project}/{Name}";
}
