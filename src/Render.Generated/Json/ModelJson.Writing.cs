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
