using System.Text.Json;

namespace Render;

/// <summary>One spec of a file is no such spec. The message says in which member, what stands there and what is wrong with it.</summary>
internal sealed class SpecJsonException : JsonException
{
    private SpecJsonException(string message, string? specId, Exception? innerException)
        : base(message, innerException) => SpecId = specId;

    /// <summary>The id of the spec, if it can be read.</summary>
    public string? SpecId { get; }

    /// <summary>Describes a fault.</summary>
    /// <param name="json">The spec.</param>
    /// <param name="idName">The member with its id.</param>
    /// <param name="position">The byte at which reading stopped.</param>
    /// <param name="fault">Why it stopped.</param>
    public static SpecJsonException At(ReadOnlySpan<byte> json, string idName, int position, Exception fault)
    {
        string path = JsonPlace.PathTo(json, position);
        string subject = path.Length == 0 ? "it" : $"its {path}";
        string value = JsonPlace.ValueAt(json, position) is { } text ? $" is {text}" : path.Length == 0 ? "" : " does not fit";
        return new(value.Length == 0 ? Reason(fault) : $"{subject}{value}: {Reason(fault)}", JsonId.Find(json, idName), fault);
    }

    /// <summary>Describes bytes that are no text.</summary>
    /// <param name="json">The spec.</param>
    /// <param name="idName">The member with its id.</param>
    /// <param name="position">The first byte that is no UTF-8.</param>
    public static SpecJsonException NotUtf8(ReadOnlySpan<byte> json, string idName, int position)
    {
        string path = JsonPlace.PathTo(json, position);
        return new(
            $"{(path.Length == 0 ? "it" : $"its {path}")} has bytes that are no UTF-8, the first of them 0x{json[position]:X2}, as text in Latin-1 or another code page has them. Save the file as UTF-8.",
            JsonId.Find(json, idName),
            innerException: null);
    }

    private static string Reason(Exception fault) => fault switch
    {
        OverflowException => $"a whole number from {int.MinValue} to {int.MaxValue} is expected.",
        JsonException json => JsonFault.Describe(json),
        InvalidOperationException => "its text is not valid Unicode.",
        _ => fault.Message,
    };
}
