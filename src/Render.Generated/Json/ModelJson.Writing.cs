using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Render.Transforms;

namespace Render;

/// <content>The writing half.</content>
internal static partial class ModelJson
{
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
        switch (value)
        {
            // The usual maps are gone through without allocating.
            case SingleEntry<T> single:
                writer.WritePropertyName(single.Key);
                WriteModel(writer, single.Value);
                break;
            case Dictionary<string, T> dictionary:
                foreach (var (key, item) in dictionary)
                {
                    writer.WritePropertyName(key);
                    WriteModel(writer, item);
                }

                break;
            default:
                foreach (var (key, item) in value)
                {
                    writer.WritePropertyName(key);
                    WriteModel(writer, item);
                }

                break;
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
        if (value is not { } number)
        {
            return;
        }

        if (IsWhole(number, out var whole))
        {
            writer.WriteNumber(name, whole);
        }
        else
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

    // Numbers are most of what matches are: they become text in one go, not one call of the writer each.
    private static void WriteDoubles(Utf8JsonWriter writer, IReadOnlyList<double> values)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((values.Count * (ShortestNumbers.LongestNumber + 1)) + 2);
        var length = 1;
        buffer[0] = (byte)'[';
        if (values is double[] array)
        {
            foreach (var value in array)
            {
                length += Format(value, buffer.AsSpan(length));
            }
        }
        else
        {
            for (var i = 0; i < values.Count; i++)
            {
                length += Format(values[i], buffer.AsSpan(length));
            }
        }

        // The bracket takes the place of the last comma.
        length = Math.Max(length, 2);
        buffer[length - 1] = (byte)']';
        writer.WriteRawValue(buffer.AsSpan(0, length), skipInputValidation: true);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static int Format(double value, Span<byte> destination)
    {
        int length;
        if (IsWhole(value, out var whole))
        {
            Utf8Formatter.TryFormat(whole, destination, out length);
        }
        else if (double.IsFinite(value))
        {
            length = ShortestNumbers.Write(value, destination);
        }
        else
        {
            var name = double.IsNaN(value) ? "\"NaN\""u8 : value > 0 ? "\"Infinity\""u8 : "\"-Infinity\""u8;
            name.CopyTo(destination);
            length = name.Length;
        }

        destination[length] = (byte)',';
        return length + 1;
    }

    private static void WriteDouble(Utf8JsonWriter writer, double value)
    {
        if (IsWhole(value, out var whole))
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

    // Most numbers of a tile are whole pixels: writing these as integers is the same number, and several times as fast.
    private static bool IsWhole(double value, out long whole)
    {
        whole = (long)value;
        return whole == value && whole is > -(1L << 53) and < 1L << 53 && (whole != 0 || !double.IsNegative(value));
    }
}
