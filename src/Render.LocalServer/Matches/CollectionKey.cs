namespace Render.LocalServer;

/// <summary>Owner and name of a match collection, checked.</summary>
internal readonly record struct CollectionKey
{
    // What the Java server's database allows.
    private const int MaximumLength = 112;

    /// <exception cref="InvalidArgumentException">A name has characters that names must not have.</exception>
    /// <exception cref="NamesTooLongException">They are too long together.</exception>
    public CollectionKey(string? owner, string? name)
    {
        Owner = Names.Check("owner", owner);
        Name = Names.Check("name", name);
        if (ToString().Length > MaximumLength)
        {
            throw new NamesTooLongException(new(
                "match collection", ToString(), MaximumLength, "therefore the length of the owner and/or match collection name"));
        }
    }

    public string Owner { get; }

    public string Name { get; }

    public string Description => $"match collection with owner '{Owner}', and name '{Name}'";

    public override string ToString() => $"{Owner}__{Name}";
}
