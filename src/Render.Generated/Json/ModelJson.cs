using System.Buffers;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Render.Transforms;

namespace Render;

/// <summary>
/// Reads and writes the members of models. The overloads decide by the member's type.
/// </summary>
/// <remarks>What the server's Jackson accepts is accepted: numbers as strings, "NaN" and the infinities, null for anything.</remarks>
internal static partial class ModelJson
{
    private const int LargestScratch = 1 << 16;
    private const int MostShortDigits = 8;
    private const int LongestValue = 40;

    // One a thread: most arrays are about as long as the one before.
    [ThreadStatic]
    private static double[]? Scratch;

    /// <summary>The name at which the reader stands, unescaped and in one piece.</summary>
    public static ReadOnlySpan<byte> Name(in ModelReader reader) => reader.HasValueSequence || reader.Json.ValueIsEscaped
        ? Encoding.UTF8.GetBytes(reader.GetString()!)
        : reader.ValueSpan;

    public static T ReadModel<T>(ref Utf8JsonReader json, ServerLine? line = null)
        where T : class, IJsonModel, new()
    {
        var start = json;
        var reader = new ModelReader(json, line);
        try
        {
            var model = ReadModel<T>(ref reader);
            json = reader.Json;
            return model;
        }
        catch (Exception exception) when (JsonMember.IsFault(exception))
        {
            throw JsonMember.Fault(exception, start, reader.TokenStart);
        }
    }

    public static T ReadModel<T>(ref ModelReader reader)
        where T : class, IJsonModel, new()
    {
        Expect(ref reader, JsonTokenType.StartObject, "an object");
        var model = new T();
        model.ReadMembers(ref reader);
        return model;
    }

    public static void Read<T>(ref ModelReader reader, out T? value)
        where T : class, IJsonModel, new() =>
        value = Next(ref reader) == JsonTokenType.Null ? null : ReadModel<T>(ref reader);

    public static void Read<T>(ref ModelReader reader, out IReadOnlyList<T>? value)
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

    public static void Read<T>(ref ModelReader reader, out IReadOnlyDictionary<string, T>? value)
        where T : class, IJsonModel, new()
    {
        if (Next(ref reader) == JsonTokenType.Null)
        {
            value = null;
            return;
        }

        Expect(ref reader, JsonTokenType.StartObject, "an object");
        SingleEntry<T>? first = null;
        Dictionary<string, T>? all = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = RepeatedStrings.Get(ref reader.Json);
            reader.Read();
            var item = ReadModel<T>(ref reader);
            if (first is null)
            {
                first = new SingleEntry<T>(key, item);
            }
            else
            {
                (all ??= new Dictionary<string, T>(first))[key] = item;
            }
        }

        value = all ?? (IReadOnlyDictionary<string, T>?)first ?? ReadOnlyDictionary<string, T>.Empty;
    }

    public static void Read(ref ModelReader reader, out string? value)
    {
        Next(ref reader);
        value = ReadString(ref reader);
    }

    /// <summary>Reads a text that many models have in common, and lets them share it.</summary>
    public static void ReadRepeated(ref ModelReader reader, out string? value) =>
        value = Next(ref reader) == JsonTokenType.String ? RepeatedStrings.Get(ref reader.Json) : ReadString(ref reader);

    public static void Read(ref ModelReader reader, out double? value)
    {
        Next(ref reader);
        value = ReadNumber(ref reader.Json, reader.Line is null);
    }

    public static void Read(ref ModelReader reader, out int? value)
    {
        Next(ref reader);
        value = ReadWhole(ref reader.Json);
    }

    public static void Read(ref ModelReader reader, out bool? value)
    {
        value = Next(ref reader) switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.String when IsBlank(ref reader.Json) => null,
            _ => throw Unexpected(reader.TokenType, "true or false"),
        };
    }

    public static void Read<T>(ref ModelReader reader, out T? value)
        where T : struct, IExtensibleEnum<T> =>
        value = Next(ref reader) == JsonTokenType.Null ? null
            : reader.Line is { } line ? ReadEnum<T>(ref reader.Json, line)
            : ReadEnum<T>(ref reader.Json);

    /// <summary>The value at which the reader stands, be it known or not.</summary>
    public static T ReadEnum<T>(ref Utf8JsonReader reader)
        where T : struct, IExtensibleEnum<T>
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
        {
            return T.Of(ReadString(ref reader) ?? throw Unexpected(reader.TokenType, "a string"));
        }

        return !reader.HasValueSequence && !reader.ValueIsEscaped && T.TryFind(reader.ValueSpan, out var known)
            ? known
            : T.Of(RepeatedStrings.Get(ref reader));
    }

    /// <summary>The value at which the reader stands, as a server of a line reads it: by its text or its number, and no other.</summary>
    public static T ReadEnum<T>(ref Utf8JsonReader reader, ServerLine line)
        where T : struct, IExtensibleEnum<T>
    {
        var values = LineValues<T>.Of(line);
        var value = ReadEnum<T>(ref reader);
        if (!value.IsKnown && int.TryParse(value.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < values.Count)
        {
            return values[number];
        }

        return values.Contains(value) ? value : throw new JsonException($"'{value}' is no {typeof(T).Name}.");
    }

    public static void Read(ref ModelReader reader, out IReadOnlyList<double>? value) =>
        value = Next(ref reader) == JsonTokenType.Null ? null : ReadDoubles(ref reader);

    public static void Read(ref ModelReader reader, out IReadOnlyList<IReadOnlyList<double>>? value)
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

    public static void Read(ref ModelReader reader, out IReadOnlyList<string>? value)
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

    public static void Read(ref ModelReader reader, out IReadOnlyDictionary<string, string>? value)
    {
        if (Next(ref reader) == JsonTokenType.Null)
        {
            value = null;
            return;
        }

        Expect(ref reader, JsonTokenType.StartObject, "an object");
        var texts = new Dictionary<string, string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = RepeatedStrings.Get(ref reader.Json);
            texts[key] = Next(ref reader) switch
            {
                // Jackson takes these for text as well.
                JsonTokenType.True => "true",
                JsonTokenType.False => "false",
                _ => ReadString(ref reader)!,
            };
        }

        value = texts;
    }

    public static void Read(ref ModelReader reader, out ListTransform? value) =>
        value = Next(ref reader) == JsonTokenType.Null ? null : TransformSpecJsonConverter.ReadList(ref reader.Json);

    private static JsonTokenType Next(ref ModelReader reader)
    {
        reader.Read();
        return reader.TokenType;
    }

    private static string? ReadString(ref ModelReader reader) => ReadString(ref reader.Json);

    /// <summary>Reads a text as Jackson does: a number, or true and false, are the text that they are written with.</summary>
    public static string? ReadString(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        // What is ASCII needs no decoding, which goes over the text twice.
        JsonTokenType.String when !reader.HasValueSequence && !reader.ValueIsEscaped && Ascii.IsValid(reader.ValueSpan) =>
            Encoding.Latin1.GetString(reader.ValueSpan),
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Null => null,
        // Ids are sometimes written as numbers; Jackson takes them, and true and false, for text.
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan),
        _ => throw Unexpected(reader.TokenType, "a string"),
    };

    /// <summary>Reads a number as Jackson does: also from text, of which the empty one is none.</summary>
    /// <param name="reader">Stands at the number.</param>
    /// <param name="isFinite">Whether a number that no double can hold is refused; else it is infinite.</param>
    public static double? ReadNumber(ref Utf8JsonReader reader, bool isFinite) =>
        reader.TokenType == JsonTokenType.Null || IsBlank(ref reader) ? null : ReadDouble(ref reader, isFinite);

    /// <summary>Reads a whole number as Jackson does: also from text, of which the empty one is none; of numbers, fractions are cut off.</summary>
    public static int? ReadWhole(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return reader.TryGetInt32(out var number) ? number : (int)ReadInteger(ref reader, int.MinValue, int.MaxValue);
        }

        if (reader.TokenType == JsonTokenType.Null || IsBlank(ref reader))
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            throw Unexpected(reader.TokenType, "a whole number");
        }

        return int.TryParse(reader.GetString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole)
            ? whole
            : throw Misfit(ref reader, "a whole number of 32 bits");
    }

    /// <summary>Reads a whole number of 64 bits, see <see cref="ReadWhole"/>.</summary>
    public static long? ReadLong(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return reader.TryGetInt64(out var number) ? number : (long)ReadInteger(ref reader, long.MinValue, 9.2233720368547748e18);
        }

        if (reader.TokenType == JsonTokenType.Null || IsBlank(ref reader))
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            throw Unexpected(reader.TokenType, "a whole number");
        }

        return long.TryParse(reader.GetString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole)
            ? whole
            : throw Misfit(ref reader, "a whole number of 64 bits");
    }

    private static double ReadInteger(ref Utf8JsonReader reader, double least, double most)
    {
        var number = Math.Truncate(ReadDouble(ref reader, isFinite: false));
        return number >= least && number <= most
            ? number
            : throw Misfit(ref reader, most == int.MaxValue ? "a whole number of 32 bits" : "a whole number of 64 bits");
    }

    private static bool IsBlank(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && !reader.HasValueSequence && reader.ValueSpan.Trim(" \t"u8).IsEmpty;

    private static double ReadDouble(ref ModelReader reader) => ReadDouble(ref reader.Json, reader.Line is null);

    private static double ReadDouble(ref Utf8JsonReader reader, bool isFinite)
    {
        double number;
        if (reader.TokenType == JsonTokenType.Number)
        {
            number = ReadDouble(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
        }
        else if (reader.TokenType != JsonTokenType.String)
        {
            throw Unexpected(reader.TokenType, "a number");
        }
        else if (!double.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number))
        {
            throw Misfit(ref reader, "a number");
        }

        return isFinite && double.IsInfinity(number) && (reader.TokenType == JsonTokenType.Number || reader.GetString()!.Any(char.IsAsciiDigit))
            ? throw Misfit(ref reader, "a number that a double can hold")
            : number;
    }

    private static JsonException Misfit(ref Utf8JsonReader reader, string expected)
    {
        var value = Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
        value = value.Length <= LongestValue ? value : string.Concat(value.AsSpan(0, LongestValue), "…");
        return new JsonException(reader.TokenType == JsonTokenType.String ? $"\"{value}\" is not {expected}." : $"{value} is not {expected}.");
    }

    // The reader's own conversion takes 31889210777013306.000, in the middle of two doubles, for the odd one.
    private static double ReadDouble(ReadOnlySpan<byte> number) =>
        TryReadShortWhole(number, out var value) || DecimalNumber.TryParse(number, out value)
            ? value
            : double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);

    // Sizes, intensities, rows and columns: most numbers of a tile.
    private static bool TryReadShortWhole(ReadOnlySpan<byte> number, out double value)
    {
        value = 0;
        if (number.Length > MostShortDigits)
        {
            return false;
        }

        var whole = 0;
        foreach (var character in number)
        {
            var digit = (uint)character - '0';
            if (digit > 9)
            {
                return false;
            }

            whole = (10 * whole) + (int)digit;
        }

        value = whole;
        return true;
    }

    private static double[] ReadDoubles(ref ModelReader reader)
    {
        Expect(ref reader, JsonTokenType.StartArray, "an array of numbers");
        var numbers = Scratch ??= new double[256];
        if (!reader.TryReadNumbers(ref numbers, out var count))
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (count == numbers.Length)
                {
                    Array.Resize(ref numbers, 2 * count);
                }

                numbers[count++] = ReadDouble(ref reader);
            }
        }

        Scratch = numbers.Length <= LargestScratch ? numbers : Scratch;
        return numbers.AsSpan(0, count).ToArray();
    }

    /// <summary>Keeps a member that the contract does not know.</summary>
    public static void ReadUnknown(ref ModelReader reader, IJsonModel model)
    {
        var name = reader.GetString()!;
        reader.Read();
        (model.AdditionalProperties ??= new Dictionary<string, JsonElement>())[name] = JsonElement.ParseValue(ref reader.Json);
    }

    private static void Expect(ref ModelReader reader, JsonTokenType expected, string description)
    {
        if (reader.TokenType != expected)
        {
            throw Unexpected(reader.TokenType, description);
        }
    }

    public static JsonException Unexpected(JsonTokenType found, string expected) => new($"The JSON has {found} where {expected} is expected.");
}
