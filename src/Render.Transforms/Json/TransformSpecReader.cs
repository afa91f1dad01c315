using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Render.Transforms;

/// <summary>
/// Reads one JSON object as a transform, in one pass and with no allocation but the objects that stay. Members may come in any order: only
/// if a list, a reference or an interpolation hides its type behind its content, a copy of the reader looks ahead for it.
/// </summary>
internal ref struct TransformSpecReader(TransformKind kind)
{
    private const int MostLevelsAround = 8;

    private readonly bool onlyLists = kind == TransformKind.List;
    private TransformKind kind = kind;
    private TransformMembers members;
    private TransformClass? javaClass;
    private string? unknownClassName;
    private DataText? data;
    private string? typeName;
    private string? referenceId;
    private ImmutableArray<TransformSpec> specs;
    private TransformSpec? a;
    private TransformSpec? b;
    private double? lambda;

    public TransformSpec Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException($"A transform is a JSON object, but found {reader.TokenType}.");

        // What holds the transforms is nested too.
        if (reader.CurrentDepth > (2 * TransformSpec.MaximumNesting) + MostLevelsAround)
            throw new JsonException($"Transforms are nested deeper than {TransformSpec.MaximumNesting}.");

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            ReadMember(ref reader);

        return Finish();
    }

    private void ReadMember(ref Utf8JsonReader reader)
    {
        byte[]? buffer = null;
        ReadOnlySpan<byte> name = Text(ref reader, ref buffer);
        switch (name.Length)
        {
            case 1 when name[0] == 'a' && Is(TransformKind.Interpolated, ref reader):
                a = ReadChild(ref reader);
                break;
            case 1 when name[0] == 'b' && Is(TransformKind.Interpolated, ref reader):
                b = ReadChild(ref reader);
                break;
            case 2 when name.SequenceEqual("id"u8):
                members.Id = ReadString(ref reader, "id");
                break;
            case 4 when name.SequenceEqual("type"u8):
                reader.Read();
                ReadType(ref reader);
                break;
            case 5 when name.SequenceEqual("refId"u8) && Is(TransformKind.Reference, ref reader):
                referenceId = ReadString(ref reader, "refId");
                break;
            case 6 when name.SequenceEqual("lambda"u8) && Is(TransformKind.Interpolated, ref reader):
                lambda = ReadNumber(ref reader);
                break;
            case 8 when name.SequenceEqual("specList"u8) && Is(TransformKind.List, ref reader):
                ReadSpecs(ref reader);
                break;
            case 8 when name.SequenceEqual("metaData"u8):
                reader.Read();
                members.Metadata = reader.TokenType == JsonTokenType.Null ? null : TransformMetadataJsonConverter.ReadMetadata(ref reader);
                break;
            case 9 when name.SequenceEqual("className"u8) && Is(TransformKind.Leaf, ref reader):
                ReadClassName(ref reader);
                break;
            case 10 when name.SequenceEqual("dataString"u8) && Is(TransformKind.Leaf, ref reader):
                ReadDataString(ref reader);
                break;
            default:
                string unknown = reader.GetString()!;
                reader.Read();
                (members.AdditionalProperties ??= [])[unknown] = JsonElement.ParseValue(ref reader);
                break;
        }
    }

    // A member counts only in transforms of its kind, elsewhere it is kept like any unknown member.
    private bool Is(TransformKind expected, ref Utf8JsonReader reader)
    {
        if (kind == TransformKind.Unknown)
        {
            // What a leaf has needs no certainty: the type, if there is one, still follows.
            if (expected == TransformKind.Leaf && !onlyLists)
                return true;

            FindType(reader);
        }

        return kind == expected;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void FindType(Utf8JsonReader ahead)
    {
        ahead.Skip();
        while (ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName)
        {
            bool found = ahead.ValueTextEquals("type"u8);
            ahead.Read();
            if (found)
            {
                ReadType(ref ahead);
                return;
            }

            ahead.Skip();
        }

        kind = TransformKind.Leaf;
    }

    private void ReadType(ref Utf8JsonReader reader)
    {
        TransformKind read;
        if (reader.TokenType == JsonTokenType.Null)
        {
            read = onlyLists ? TransformKind.List : TransformKind.Leaf;
        }
        else if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException($"type of a transform is a string, but found {reader.TokenType}.");
        }
        else if (reader.ValueTextEquals("leaf"u8))
        {
            read = TransformKind.Leaf;
        }
        else if (reader.ValueTextEquals("list"u8))
        {
            read = TransformKind.List;
        }
        else if (reader.ValueTextEquals("ref"u8))
        {
            read = TransformKind.Reference;
        }
        else if (reader.ValueTextEquals("interpolated"u8))
        {
            read = TransformKind.Interpolated;
        }
        else
        {
            read = TransformKind.Leaf;
            typeName = reader.GetString();
        }

        if (onlyLists && read != TransformKind.List)
        {
            throw new JsonException(
                $"The transforms of a tile are one list (\"type\": \"list\"), but found type '{typeName ?? reader.GetString()}'.");
        }

        if (kind != TransformKind.Unknown && kind != read)
            throw new JsonException("A transform has two different types.");

        kind = read;
    }

    private void ReadClassName(ref Utf8JsonReader reader)
    {
        reader.Read();
        javaClass = null;
        unknownClassName = null;
        if (reader.TokenType == JsonTokenType.Null)
            return;

        if (reader.TokenType != JsonTokenType.String)
        {
            unknownClassName = TransformJson.ReadText(ref reader, "className");
            return;
        }

        byte[]? buffer = null;
        javaClass = TransformRegistry.Find(Text(ref reader, ref buffer));
        if (javaClass is null)
            unknownClassName = reader.GetString();
    }

    private void ReadDataString(ref Utf8JsonReader reader)
    {
        reader.Read();
        data = reader.TokenType switch
        {
            JsonTokenType.String => RepeatedDataTexts.Read(ref reader),
            JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => new DataText(JsonToken.Read(ref reader)),
            JsonTokenType.Null => null,
            _ => throw new JsonException($"dataString of a transform is a string, but found {reader.TokenType}."),
        };
    }

    private void ReadSpecs(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            throw new NullSpecListException();

        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException($"specList of a transform is an array of transforms, but found {reader.TokenType}.");

        reader.Read();
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            specs = [];
            return;
        }

        // Most lists have one or two transforms.
        TransformSpec first = TransformSpecJsonConverter.ReadSpec(ref reader);
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            specs = [first];
            return;
        }

        TransformSpec second = TransformSpecJsonConverter.ReadSpec(ref reader);
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            specs = [first, second];
            return;
        }

        var all = ImmutableArray.CreateBuilder<TransformSpec>(4);
        all.Add(first);
        all.Add(second);
        do
        {
            all.Add(TransformSpecJsonConverter.ReadSpec(ref reader));
            reader.Read();
        }
        while (reader.TokenType != JsonTokenType.EndArray);
        specs = all.DrainToImmutable();
    }

    private static TransformSpec ReadChild(ref Utf8JsonReader reader)
    {
        reader.Read();
        return TransformSpecJsonConverter.ReadSpec(ref reader);
    }

    private static string? ReadString(ref Utf8JsonReader reader, string member)
    {
        reader.Read();
        return TransformJson.ReadText(ref reader, member);
    }

    private static double? ReadNumber(ref Utf8JsonReader reader)
    {
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.Number:
                return reader.GetDouble();
            case JsonTokenType.String when JavaNumber.TryParseDouble(Encoding.UTF8.GetBytes(reader.GetString()!), out double number):
                return number;
            default:
                throw new JsonException($"lambda of an interpolated transform is a number, but found {reader.TokenType}.");
        }
    }

    private static ReadOnlySpan<byte> Text(ref Utf8JsonReader reader, ref byte[]? buffer)
    {
        if (!reader.HasValueSequence && !reader.ValueIsEscaped)
            return reader.ValueSpan;

        buffer = new byte[reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length];
        return buffer.AsSpan(0, reader.CopyString(buffer));
    }

    private readonly TransformSpec Finish()
    {
        switch (kind)
        {
            case TransformKind.List when specs.IsDefault:
                throw new JsonException("A list of transforms has no specList.");
            case TransformKind.List:
                return new ListTransform(in members, specs);
            case TransformKind.Reference:
                return new ReferenceTransform(in members, referenceId ?? throw new JsonException("A reference to a transform has no refId."));
            case TransformKind.Interpolated:
                return new InterpolatedTransform(
                    in members,
                    a ?? throw new JsonException("An interpolated transform has no a."),
                    b ?? throw new JsonException("An interpolated transform has no b."),
                    lambda ?? throw new JsonException("An interpolated transform has no lambda."));
            default:
                var leaf = new LeafTransformData(in members, data);
                return javaClass is { Factory: { } factory }
                    ? factory(in leaf)
                    : new UnknownTransform(in leaf, unknownClassName ?? javaClass?.Name, typeName, javaClass?.Conflict);
        }
    }
}
