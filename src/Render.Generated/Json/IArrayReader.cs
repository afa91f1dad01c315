namespace Render;

/// <summary>Reads arrays of a type without the serializer.</summary>
internal interface IArrayReader<out T>
{
    /// <summary>Reads the elements while they arrive.</summary>
    /// <exception cref="System.Text.Json.JsonException">The document is no such array; what stands before the fault has been returned.</exception>
    IAsyncEnumerable<T> ReadArrayAsync(Stream document, CancellationToken cancellationToken);
}
