using System.Text.Json;

namespace Render.Transforms;

/// <summary>A list of transforms is null. To the server that is another fault than JSON that is no list.</summary>
internal sealed class NullSpecListException() : JsonException("specList of a transform is an array of transforms, but found Null.");
