namespace Render.SpecSync;

/// <summary>An object with named properties.</summary>
/// <param name="Name">The server's name for it.</param>
/// <param name="SchemaName">Its name in the document, which may be another one in the contract.</param>
/// <param name="Properties">In the order of the description, inherited ones first.</param>
/// <param name="Own">Those of them that are not inherited.</param>
/// <param name="Parents">The models that it refines.</param>
/// <param name="Getters">Properties that the server's description names and that never are on the wire, as the contract knows.</param>
internal sealed record ApiModel(
    string Name,
    string SchemaName,
    IReadOnlyList<ApiProperty> Properties,
    IReadOnlyList<ApiProperty> Own,
    IReadOnlyList<string> Parents,
    IReadOnlyList<string> Getters);
