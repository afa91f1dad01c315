using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using Render.Transforms;

namespace Render;

/// <content>The writing half.</content>
internal static partial class ModelJson
{
    public static void WriteModel<T>(ModelWriter writer, T model)
        where T : class, IJsonModel
    {
        writer.Json.WriteStartObject();
        model.WriteMembers(writer);
        if (model.AdditionalProperties is { } unknown)
        {
            foreach (var (name, value) in unknown)
            {
                writer.Json.WritePropertyName(name);
                value.WriteTo(writer);
            }
        }

        writer.Json.WriteEndObject();
    }

    public static void Write<T>(ModelWriter writer, JsonEncodedText name, T? value)
        where T : class, IJsonModel
    {
        if (value is not null)
        {
            writer.Json.WritePropertyName(name);
            WriteModel(writer, value);
        }
    }

    public static void Write<T>(ModelWriter writer, JsonEncodedText name, IReadOnlyList<T>? value)
        where T : class, IJsonModel
    {
        if (value is not null)
        {
            writer.Json.WriteStartArray(name);
            foreach (var item in value)
            {
                WriteModel(writer, item);
            }

            writer.Json.WriteEndArray();
        }
    }

    public static void Write<T>(ModelWriter writer, JsonEncodedText name, IReadOnlyDictionary<string, T>? value)
        where T : class, IJsonModel
    {
        if (value is null)
        {
            return;
        }

        writer.Json.WriteStartObject(name);
        switch (value)
        {
            // The usual maps are gone through without allocating.
            case SingleEntry<T> single:
                writer.Json.WritePropertyName(single.Key);
                WriteModel(writer, single.Value);
                break;
            case Dictionary<string, T> dictionary:
                foreach (var (key, item) in dictionary)
                {
                    writer.Json.WritePropertyName(key);
                    WriteModel(writer, item);
                }

                break;
            default:
                foreach (var (key, item) in value)
                {
                    writer.Json.WritePropertyName(key);
                    WriteModel(writer, item);
                }

                break;
        }

        writer.Json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, JsonEncodedText name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    public static void Write(ModelWriter writer, JsonEncodedText name, double? value)
    {
        if (value is not { } number)
        {
            return;
        }

        if (writer.Numbers == NumberForm.Short && IsWhole(number, out var whole))
        {
            writer.Json.WriteNumber(name, whole);
        }
        else
        {
            writer.Json.WritePropertyName(name);
            WriteDouble(writer, number);
        }
    }

    public static void Write(ModelWriter writer, JsonEncodedText name, int? value)
    {
        if (value is { } number)
        {
            writer.Json.WriteNumber(name, number);
        }
    }

    public static void Write<T>(Utf8JsonWriter writer, JsonEncodedText name, T? value)
        where T : struct, IExtensibleEnum<T>
    {
        if (value is { } text)
        {
            writer.WriteString(name, text.Value);
        }
    }

    public static void Write(Utf8JsonWriter writer, JsonEncodedText name, bool? value)
    {
        if (value is { } flag)
        {
            writer.WriteBoolean(name, flag);
        }
    }

    public static void Write(ModelWriter writer, JsonEncodedText name, IReadOnlyList<double>? value)
    {
        if (value is not null)
        {
            writer.Json.WritePropertyName(name);
            WriteDoubles(writer, value);
        }
    }

    public static void Write(ModelWriter writer, JsonEncodedText name, IReadOnlyList<IReadOnlyList<double>>? value)
    {
        if (value is not null)
        {
            writer.Json.WriteStartArray(name);
            foreach (var row in value)
            {
                WriteDoubles(writer, row);
            }

            writer.Json.WriteEndArray();
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

    public static void Write(Utf8JsonWriter writer, JsonEncodedText name, IReadOnlyDictionary<string, string>? value)
    {
        if (value is not null)
        {
            writer.WriteStartObject(name);
            foreach (var (key, text) in value)
            {
                writer.WriteString(key, text);
            }

            writer.WriteEndObject();
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

    // Numbers are most of what matches are: they become text in one go, not one call of the writer each.
    private static void WriteDoubles(ModelWriter writer, IReadOnlyList<double> values)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((values.Count * (ShortestNumbers.LongestNumber + 1)) + 2);
        var length = 1;
        buffer[0] = (byte)'[';
        if (values is double[] array)
        {
            foreach (var value in array)
            {
                length += Format(value, writer.Numbers, buffer.AsSpan(length));
                buffer[length++] = (byte)',';
            }
        }
        else
        {
            for (var i = 0; i < values.Count; i++)
            {
                length += Format(values[i], writer.Numbers, buffer.AsSpan(length));
                buffer[length++] = (byte)',';
            }
        }

        // The bracket takes the place of the last comma.
        length = Math.Max(length, 2);
        buffer[length - 1] = (byte)']';
        writer.Json.WriteRawValue(buffer.AsSpan(0, length), skipInputValidation: true);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <summary>Writes a number as the value that the writer expects.</summary>
    public static void WriteDouble(ModelWriter writer, double value)
    {
        Span<byte> text = stackalloc byte[ShortestNumbers.LongestNumber];
        var length = Format(value, writer.Numbers, text);
        writer.Json.WriteRawValue(text[..length], skipInputValidation: true);
    }

    // Numbers that JSON has no word for become text.
    private static int Format(double value, NumberForm form, Span<byte> destination)
    {
        if (!double.IsFinite(value))
        {
            var name = double.IsNaN(value) ? "\"NaN\""u8 : value > 0 ? "\"Infinity\""u8 : "\"-Infinity\""u8;
            name.CopyTo(destination);
            return name.Length;
        }

        if (form == NumberForm.Java)
        {
            return FormatAsJava(value, destination);
        }

        if (!IsWhole(value, out var whole))
        {
            return ShortestNumbers.Write(value, destination);
        }

        Utf8Formatter.TryFormat(whole, destination, out var length);
        return length;
    }

    // Where Java writes no exponent there is a shorter way than the general one.
    private static int FormatAsJava(double value, Span<byte> destination)
    {
        if (Math.Abs(value) is not (>= 1e-3 and < 1e7))
        {
            return JavaNumber.Format(value, destination);
        }

        if (!IsWhole(value, out var whole))
        {
            return ShortestNumbers.Write(value, destination);
        }

        Utf8Formatter.TryFormat(whole, destination, out var length);
        ".0"u8.CopyTo(destination[length..]);
        return length + 2;
    }

    // Most numbers of a tile are whole pixels: writing these as integers is the same number, and several times as fast.
    private static bool IsWhole(double value, out long whole)
    {
        whole = (long)value;
        return whole == value && whole is > -(1L << 53) and < 1L << 53 && (whole != 0 || !double.IsNegative(value));
    }
}
