using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Render;

/// <summary>How the models are written to and read from JSON, over the wire and in files.</summary>
public static class RenderJson
{
    /// <summary>
    /// The one set of options: generated metadata (no reflection), nulls left out as the server does, timestamps as the server
    /// wants them, numbers also from strings. Read-only.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = ReadOnlyOptions();

    /// <summary>Finds the generated metadata of a type that travels over the wire.</summary>
    /// <typeparam name="T">A model, or a collection of models that an operation takes or gives.</typeparam>
    /// <returns>The metadata.</returns>
    /// <exception cref="NotSupportedException">The type is no part of the contract.</exception>
    public static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    /// <summary>Writes a tile without the serializer's detours: the way for those who write thousands into one document.</summary>
    /// <param name="writer">Receives a JSON object. Nothing is flushed.</param>
    /// <param name="tile">The tile.</param>
    public static void Write(Utf8JsonWriter writer, TileSpec tile)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(tile);
        ModelJson.WriteModel(new ModelWriter(writer, NumberForm.Short), tile);
    }

    /// <summary>Makes a set of options that may still be changed.</summary>
    /// <param name="numbers">How doubles are written.</param>
    /// <param name="line">The line of the server whose values of enumerations alone are taken; <c>null</c> for any value.</param>
    internal static JsonSerializerOptions CreateOptions(NumberForm numbers, ServerLine? line = null)
    {
        var options = new JsonSerializerOptions
        {
            // JSON of this service is never embedded in HTML; escaping more than JSON asks for only makes it longer.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals,
            TypeInfoResolver = JsonTypeInfoResolver.Combine(RenderJsonContext.Default, new ModelCollections()),
            MaxDepth = ModelReader.Options.MaxDepth,
        };
        options.Converters.Add(new RenderTimestampConverter());
        options.Converters.Add(new TextConverter());
        options.Converters.Add(new WholeNumberConverter());
        options.Converters.Add(new LongNumberConverter());
        options.Converters.Add(new NumberConverter(numbers, line));
        options.Converters.Add(new ShortNumberConverter(numbers));
        options.Converters.Add(new ModelJsonConverter<Bounds>(numbers, line));
        options.Converters.Add(new ModelJsonConverter<CanvasMatches>(numbers, line));
        options.Converters.Add(new ModelJsonConverter<FilterSpec>(numbers, line));
        options.Converters.Add(new ModelJsonConverter<TileBounds>(numbers, line));
        options.Converters.Add(new ModelJsonConverter<TileCoordinates>(numbers, line));
        options.Converters.Add(new ModelJsonConverter<TileSpec>(numbers, line));
        if (numbers == NumberForm.Java)
        {
            options.Converters.Add(new JavaDoubleConverter());
        }

        return options;
    }

    private static JsonSerializerOptions ReadOnlyOptions()
    {
        var options = CreateOptions(NumberForm.Short);
        options.MakeReadOnly();
        return options;
    }
}
