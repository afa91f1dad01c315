using System.Text.Json;

namespace Render;

/// <summary>The answer is not what the contract says: it is empty, or its JSON does not fit the model.</summary>
public sealed class RenderResponseException : RenderException
{
    private RenderResponseException(RenderFailure failure, string remedy)
        : base(failure, remedy)
    {
    }

    internal static RenderResponseException Empty(HttpRequestMessage request, Type expected) =>
        new(
            RenderFailure.WithoutAnswer(request, new InvalidOperationException($"the answer is empty where {expected.Name} is expected")),
            "Compare the server's version with the contract's.");

    internal static RenderResponseException Unreadable(
        HttpRequestMessage request, HttpResponseMessage response, Type expected, JsonException exception, long? elementsRead = null) =>
        new(
            RenderFailure.WithAnswer(
                request, response, $"the answer cannot be read as {expected.Name}: {exception.Message}", exception, elementsRead),
            "Compare the server's version with the contract's.");
}
