using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Render.Transforms;

namespace Render;

/// <summary>
/// Reads and writes the members of models. The overloads decide by the member's type; the contract adds one for each enumeration.
/// </summary>
/// <remarks>What the server's Jackson accepts is accepted: numbers as strings, "NaN" and the infinities, null for anything.</remarks>
internal static partial class ModelJson
{
    /// <summary>The name at which the reader stands, unescaped and in one piece.</summary>
    public static ReadOnlySpan<byte> Name(in Utf8JsonReader reader) => reader.HasValueSequence || reader.ValueIsEscaped
        ? Encoding.UTF8.GetBytes(reader.GetString()!)
        : reader.ValueSpan;

    public static T ReadModel<T>(ref Utf8JsonReader reader)
        where T : class, IJsonModel, new()
    {
        Expect(ref reader, JsonTokenType.StartObject, "an object");
        var model = new T();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!model.ReadMember(ref reader))
            {
                ReadUnknown(ref reader, model);
            }
        }

        return model;
    }

    public static void WriteModel<T>(Utf8JsonWriter writer, T model)
        where T : class, IJsonModel
    {
        writer.WriteStartObject();
        model.WriteMembers(writer);
        if (model.AdditionalProperties is { } unknown)
        {
            foreach (var (name, value) in unknown)
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    }

    public static void Read<T>(ref Utf8JsonReader reader, out T? value)
        where T : class, IJsonModel, new() =>
        value = Next(ref reader) == JsonTokenType.Null ? null : ReadModel<T>(ref reader);

    public static void Read<T>(ref Utf8JsonReader reader, out IReadOnlyList<T>? value)
        where T : class, IJsonModel, new()
    {
        if (Next(ref reader) == JsonTokenType.Null)
        {
            value = null;
            return;
        }

        Expect(ref reader, JsonTokenType.StartArray, "an array");
        var items = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadModel<T>(ref reader));
        }

        value = items;
    }

    public static void Read<T>(ref Utf8JsonReader reader, out IReadOnlyDictionary<string, T>? value)
        where T : class, IJsonModel, new()
    {
        if (Next(ref reader) == JsonTokenType.Null)
        {
            value = null;
            return;
        }

        Expect(ref reader, JsonTokenType.StartObject, "an object");
        var items = new Dictionary<string, T>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = RepeatedStrings.Get(ref reader);
            reader.Read();
            items[key] = ReadModel<T>(ref reader);
        }

        value = items;
    }

    public static void Read(ref Utf8JsonReader reader, out string? value)
    {
        Next(ref reader);
        value = ReadString(ref reader);
    }

    /// <summary>Reads a text that many models have in common, and lets them share it.</summary>
    public static void ReadRepeated(ref Utf8JsonReader reader, out string? value) =>
        value = Next(ref reader) == JsonTokenType.String ? RepeatedStrings.Get(ref reader) : ReadString(ref reader);

    public static void Read(ref Utf8JsonReader reader, out double? value)
    {
        if (Next(ref reader) == JsonTokenType.Null)
        {
            value = null;
        }
        else
        {
            value = ReadDouble(ref reader);
        }
    }

    public static void Read(ref Utf8JsonReader reader, out int? value)
    {
        value = Next(ref reader) switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.Number when reader.TryGetInt32(out var number) => number,
            // As the server does it, fractions are cut off.
            _ => checked((int)ReadDouble(ref reader)),
        };
    }

    public static void Read(ref Utf8JsonReader reader, out bool? value)
    {
        value = Next(ref reader) switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => throw Unexpected(ref reader, "true or false"),
        };
    }

    public static void Read(ref Utf8JsonReader reader, out IReadOnlyList<double>? value) =>
        value = Next(ref reader) == JsonTokenType.Null ? null : ReadDoubles(ref reader);

    public static void Read(ref Utf8JsonReader reader, out IReadOnlyList<IReadOnlyList<double>>? value)
    {
        if (Next(ref reader) == JsonTokenType.Null)
        {
            value = null;
            return;
        }

        Expect(ref reader, JsonTokenType.StartArray, "an array of arrays");
        var rows = new List<IReadOnlyList<double>>(2);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            rows.Add(ReadDoubles(ref reader));
        }

        value = rows;
    }

    public static void Read(ref Utf8JsonReader reader, out IReadOnlyList<string>? value)
    {
        if (Next(ref reader) == JsonTokenType.Null)
        {
            value = null;
            return;
        }

        Expect(ref reader, JsonTokenType.StartArray, "an array");
        var items = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadString(ref reader)!);
        }

        value = items;
    }

    public static void Read(ref Utf8JsonReader reader, out ListTransform? value) =>
        value = Next(ref reader) == JsonTokenType.Null ? null : TransformSpecJsonConverter.ReadList(ref reader);

    public static void Write<T>(Utf8JsonWriter writer, JsonEncodedText name, T? value)
        where T : class, IJsonModel
    {
        if (value is not null)
        {
            writer.WritePropertyName(name);
            WriteModel(writer, value);
        }
    }

    public static void Write<T>(Utf8JsonWriter writer, JsonEncodedText name, IReadOnlyList<T>? value)
        where T : class, IJsonModel
    {
        if (value is not null)
        {
            writer.WriteStartArray(name);
            foreach (var item in value)
            {
                WriteModel(writer, item);
            }

            writer.WriteEndArray();
        }
    }

    public static void Write<T>(Utf8JsonWriter writer, JsonEncodedText name, IReadOnlyDictionary<string, T>? value)
        where T : class, IJsonModel
    {
        if (value is null)
        {
            return;
        }

        writer.WriteStartObject(name);
        if (value is Dictionary<string, T> dictionary)
        {
            // The enumerator of the usual dictionary costs no allocation.
            foreach (var (key, item) in dictionary)
            {
                writer.WritePropertyName(key);
                WriteModel(writer, item);
            }
        }
        else
        {
            foreach (var (key, item) in value)
            {
                writer.WritePropertyName(key);
                WriteModel(writer, item);
            }
        }

        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, JsonEncodedText name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    public static void Write(Utf8JsonWriter writer, JsonEncodedText name, double? value)
    {
        if (value is { } number)
        {
            writer.WritePropertyName(name);
            WriteDouble(writer, number);
        }
    }

    public static void Write(Utf8JsonWriter writer, JsonEncodedText name, int? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }

    public static void Write(Utf8JsonWriter writer, JsonEncodedText name, bool? value)
    {
        if (value is { } flag)
        {
            writer.WriteBoolean(name, flag);
        }
    }

    public static void Write(Utf8JsonWriter writer, JsonEncodedText name, IReadOnlyList<double>? value)
    {
        if (value is not null)
        {
            writer.WritePropertyName(name);
            WriteDoubles(writer, value);
        }
    }

    public static void Write(Utf8JsonWriter writer, JsonEncodedText name, IReadOnlyList<IReadOnlyList<double>>? value)
    {
        if (value is not null)
        {
            writer.WriteStartArray(name);
            foreach (var row in value)
            {
                WriteDoubles(writer, row);
            }

            writer.WriteEndArray();
        }
    }

    public static void Write(Utf8JsonWriter writer, JsonEncodedText name, IReadOnlyList<string>? value)
    {
        if (value is not null)
        {
            writer.WriteStartArray(name);
            foreach (var item in value)
            {
                writer.WriteStringValue(item);
            }

            writer.WriteEndArray();
        }
    }

    public static void Write(Utf8JsonWriter writer, JsonEncodedText name, ListTransform? value)
    {
        if (value is not null)
        {
            writer.WritePropertyName(name);
            TransformSpecJsonConverter.WriteSpec(writer, value);
        }
    }

    private static JsonTokenType Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType;
    }

    private static string? ReadText(ref Utf8JsonReader reader)
    {
        ReadRepeated(ref reader, out var value);
        return value;
    }

    private static string? ReadString(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Null => null,
        // Ids are sometimes written as numbers; Jackson takes them for text.
        JsonTokenType.Number => Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan),
        _ => throw Unexpected(ref reader, "a string"),
    };

    private static double ReadDouble(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.HasValueSequence ? reader.GetDouble() : JsonNumbers.Parse(reader.ValueSpan),
        JsonTokenType.String when reader.GetString() is { } text
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw Unexpected(ref reader, "a number"),
    };

    private static double[] ReadDoubles(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartArray, "an array of numbers");
        Span<double> first = stackalloc double[16];
        var count = 0;
        List<double>? more = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var number = ReadDouble(ref reader);
            if (count < first.Length)
            {
                first[count++] = number;
            }
            else
            {
                (more ??= new List<double>(256)).Add(number);
            }
        }

        var numbers = new double[count + (more?.Count ?? 0)];
        first[..count].CopyTo(numbers);
        more?.CopyTo(numbers, count);
        return numbers;
    }

    private static void WriteDoubles(Utf8JsonWriter writer, IReadOnlyList<double> values)
    {
        writer.WriteStartArray();
        for (var i = 0; i < values.Count; i++)
        {
            WriteDouble(writer, values[i]);
        }

        writer.WriteEndArray();
    }

    private static void WriteDouble(Utf8JsonWriter writer, double value)
    {
        // Most numbers of a tile are whole pixels: writing these as integers is the same number, and several times as fast.
        var whole = (long)value;
        if (whole == value && whole is > -(1L << 53) and < 1L << 53 && (whole != 0 || !double.IsNegative(value)))
        {
            writer.WriteNumberValue(whole);
        }
        else if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void ReadUnknown(ref Utf8JsonReader reader, IJsonModel model)
    {
        var name = reader.GetString()!;
        reader.Read();
        (model.AdditionalProperties ??= new Dictionary<string, JsonElement>())[name] = JsonElement.ParseValue(ref reader);
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType expected, string description)
    {
        if (reader.TokenType != expected)
        {
            throw Unexpected(ref reader, description);
        }
    }

    private static JsonException Unexpected(ref Utf8JsonReader reader, string expected) =>
        new($"The JSON has {reader.TokenType} where {expected} is expected.");
}
