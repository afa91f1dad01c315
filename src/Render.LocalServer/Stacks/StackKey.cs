namespace Render.LocalServer;

/// <summary>Owner, project and name of a stack, checked.</summary>
internal readonly record struct StackKey
{
    // What the Java server's database allows for the longest collection of a stack.
    private const int MaximumLength = 111;

    /// <exception cref="InvalidArgumentException">A name has characters that names must not have.</exception>
    /// <exception cref="NamesTooLongException">They are too long together.</exception>
    public StackKey(string? owner, string? project, string? stack)
    {
        Owner = Names.Check("owner", owner);
        Project = Names.Check("project", project);
        Stack = Names.Check("stack", stack);

        var longest = CollectionName("transform");
        if (longest.Length > MaximumLength)
        {
            throw new NamesTooLongException(new(
                "render collection", longest, MaximumLength, "therefore the length of one or more of the collection fields"));
        }
    }

    public string Owner { get; }

    public string Project { get; }

    public string Stack { get; }

    /// <summary>The key as a model.</summary>
    public StackId ToId() => new() { Owner = Owner, Project = Project, Stack = Stack };

    /// <summary>The name of one of the Java server's collections for the stack: messages quote it.</summary>
    public string CollectionName(string suffix) => $"{Owner}__{Project}__{Stack}__{suffix}";

    public override string ToString() => $"stack with owner '{Owner}', project '{Project}', and name '{Stack}'";
}
