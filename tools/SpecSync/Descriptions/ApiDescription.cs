namespace Render.SpecSync;

/// <summary>What a description says of a web service, free of the format that it is written in.</summary>
/// <param name="Name">Where it was read from.</param>
/// <param name="Title">The title and version that it gives itself.</param>
/// <param name="Operations">In the order of the description.</param>
/// <param name="Models">By the name that the server gives them.</param>
internal sealed record ApiDescription(
    string Name, string Title, IReadOnlyList<ApiOperation> Operations, IReadOnlyDictionary<string, ApiModel> Models);
