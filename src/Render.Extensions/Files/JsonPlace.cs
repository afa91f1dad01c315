using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Render;

/// <summary>Finds the member that stands at a place of a JSON text. For messages: it reads the text from its start.</summary>
internal static class JsonPlace
{
    private const int LongestValue = 60;

    /// <summary>The path of the value at a byte, or of the last one before what cannot be read: <c>layout.imageRow</c>; empty for the whole.</summary>
    public static string PathTo(ReadOnlySpan<byte> json, long position)
    {
        var reader = new Utf8JsonReader(json, SpecScanner.Options);
        List<Step> path = [];
        try
        {
            while (reader.Read())
            {
                Visit(ref reader, path);
                if (reader.BytesConsumed > position)
                    break;
            }
        }
        catch (JsonException)
        {
            // What is asked for is where it cannot be read on.
        }

        return Text(path);
    }

    /// <summary>The text of a number, a string or a literal at a byte, cut if it is long; <c>null</c> for what has parts.</summary>
    public static string? ValueAt(ReadOnlySpan<byte> json, int position)
    {
        if (position >= json.Length || json[position] is (byte)'{' or (byte)'[' or (byte)'}' or (byte)']')
            return null;

        var reader = new Utf8JsonReader(json[position..], isFinalBlock: false, new JsonReaderState(SpecScanner.Options));
        try
        {
            if (!reader.Read())
                return null;
        }
        catch (JsonException)
        {
            return null;
        }

        ReadOnlySpan<byte> value = json.Slice(position, (int)reader.BytesConsumed);
        string text = Encoding.UTF8.GetString(value[..Math.Min(value.Length, LongestValue)]);
        return value.Length > LongestValue ? $"{text}…" : text;
    }

    // Keeps the path that of the last value that was begun.
    private static void Visit(ref Utf8JsonReader reader, List<Step> path)
    {
        int depth = reader.CurrentDepth;
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                Cut(path, depth);
                path[depth - 1] = path[depth - 1] with { Name = Encoding.UTF8.GetString(reader.ValueSpan) };
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                Cut(path, depth);
                break;
            default:
                Cut(path, depth);
                if (depth > 0 && path[depth - 1] is { IsArray: true } array)
                    path[depth - 1] = array with { Index = array.Index + 1 };

                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    path.Add(new Step(reader.TokenType == JsonTokenType.StartArray, Name: null, Index: -1));

                break;
        }
    }

    private static void Cut(List<Step> path, int depth) => path.RemoveRange(depth, path.Count - depth);

    private static string Text(List<Step> path)
    {
        var text = new StringBuilder();
        foreach (var step in path)
        {
            if (step.Name is not null)
                text.Append(text.Length > 0 ? "." : "").Append(step.Name);
            else if (step.Index >= 0)
                text.Append(CultureInfo.InvariantCulture, $"[{step.Index}]");
        }

        return text.ToString();
    }

    private readonly record struct Step(bool IsArray, string? Name, int Index);
}
