namespace Render;

/// <summary>Where a pair stands in a file. To be asked before the next pair is read.</summary>
/// <param name="Specs">The pairs that were read with it.</param>
/// <param name="Index">Its place among these.</param>
/// <param name="Fault">Why it cannot be read, or <c>null</c>.</param>
internal readonly record struct MatchSource(RawSpecs Specs, int Index, string? Fault)
{
    public string File => Specs.File;

    public long Line => Specs.Line(Index);

    /// <summary>The p side, as far as it can be read.</summary>
    public CanvasId P => Side("pGroupId", "pId");

    /// <summary>The q side, as far as it can be read.</summary>
    public CanvasId Q => Side("qGroupId", "qId");

    private CanvasId Side(string group, string id) => new(JsonId.Find(Specs[Index], group)!, JsonId.Find(Specs[Index], id)!);
}
