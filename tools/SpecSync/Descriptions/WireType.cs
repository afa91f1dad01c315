namespace Render.SpecSync;

/// <summary>What a value on the wire may be.</summary>
internal abstract record WireType
{
    /// <summary>The description does not say.</summary>
    public static WireType Unknown { get; } = new Anything();

    /// <summary>The names of all models in it.</summary>
    public IEnumerable<string> ModelNames => this switch
    {
        Model model => [model.Name],
        List list => list.Items.ModelNames,
        Map map => map.Values.ModelNames,
        _ => [],
    };

    /// <summary>What is in the innermost of nested lists.</summary>
    public WireType Innermost => this is List list ? list.Items.Innermost : this;

    public sealed record Anything : WireType
    {
        public override string ToString() => "anything";
    }

    /// <summary>Text, a number or a truth value; of a text there may be a list of the values allowed.</summary>
    public sealed record Scalar(string Name, string? Format, IReadOnlyList<string> Allowed) : WireType
    {
        public override string ToString() =>
            Allowed.Count > 0 ? $"one of {string.Join(", ", Allowed)}" : Format is null ? Name : $"{Name}/{Format}";
    }

    public sealed record List(WireType Items) : WireType
    {
        public override string ToString() => $"array of {Items}";
    }

    public sealed record Map(WireType Values) : WireType
    {
        public override string ToString() => $"map of {Values}";
    }

    public sealed record Model(string Name) : WireType
    {
        public override string ToString() => Name;
    }
}
