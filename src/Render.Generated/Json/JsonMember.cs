using System.Text;
using System.Text.Json;

namespace Render;

/// <summary>Finds the member at which reading a model has failed: only a fault has to pay for its name.</summary>
internal static class JsonMember
{
    /// <summary>Whether an exception says what is wrong with a value, and not yet where.</summary>
    public static bool IsFault(Exception exception) =>
        exception is JsonException { LineNumber: null, Path: null } or InvalidOperationException { Source: "System.Text.Json.Rethrowable" };

    /// <summary>Says where the fault is.</summary>
    /// <param name="exception">The fault.</param>
    /// <param name="reader">Stands at the start of the model.</param>
    /// <param name="position">Where the token starts that is at fault.</param>
    public static JsonException Fault(Exception exception, Utf8JsonReader reader, long position)
    {
        // What the framework says of bytes and escapes that are no characters.
        var reason = exception is JsonException ? exception.Message : "A text is not valid UTF-8.";
        var path = PathTo(reader, position);
        return new JsonException(path.Length == 0 ? reason : $"{path}: {reason}", exception);
    }

    private static string PathTo(Utf8JsonReader reader, long position)
    {
        var path = new List<string>();
        var indexes = new List<int>();
        var depth = reader.CurrentDepth;
        try
        {
            while (reader.TokenStartIndex < position && reader.Read())
            {
                var level = reader.CurrentDepth - depth - 1;
                if (level < 0)
                {
                    break;
                }

                if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                {
                    continue;
                }

                path.RemoveRange(Math.Min(path.Count, level), Math.Max(0, path.Count - level));
                indexes.RemoveRange(Math.Min(indexes.Count, level + 1), Math.Max(0, indexes.Count - level - 1));
                while (indexes.Count <= level)
                {
                    indexes.Add(0);
                }

                path.Add(reader.TokenType == JsonTokenType.PropertyName ? "." + reader.GetString() : $"[{indexes[level]++}]");
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    if (reader.TokenStartIndex >= position)
                    {
                        break;
                    }

                    reader.Read();
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A name that is no text: what stands before it says enough.
        }

        return string.Concat(path).TrimStart('.');
    }
}
