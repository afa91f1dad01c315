namespace Render.SpecSync;

/// <summary>A value in the path, the query or a header.</summary>
/// <param name="Name">The name on the wire.</param>
/// <param name="Place"><c>path</c>, <c>query</c> or <c>header</c>.</param>
/// <param name="IsRequired">Whether a request without it is wrong.</param>
/// <param name="IsDeprecated">Whether the description says that it should not be used.</param>
/// <param name="Type">What it may be.</param>
internal sealed record ApiParameter(string Name, string Place, bool IsRequired, bool IsDeprecated, WireType Type)
{
    public override string ToString() => $"{(IsRequired ? "required" : "optional")} in {Place}, {Type}";
}
