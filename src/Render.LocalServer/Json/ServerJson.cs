using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Render.LocalServer;

/// <summary>
/// The JSON of the contract as a server reads it: members that it does not know are dropped, and values of enumerations that it does not know are
/// refused, as the Java server does.
/// </summary>
internal static class ServerJson
{
    /// <summary>How deep bodies may be nested.</summary>
    public const int MaximumDepth = 1024;

    private static readonly JsonSerializerOptions Options = CreateOptions(line: null);
    private static readonly JsonSerializerOptions[] BodyOptions = [.. Enum.GetValues<ServerLine>().Select(line => CreateOptions(line))];

    /// <summary>How bodies are written.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Finds the metadata of a type of the contract, for what is stored and answered.</summary>
    public static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    /// <summary>Finds the metadata of a type of the contract, for what is sent to a line of the server.</summary>
    public static JsonTypeInfo<T> BodyInfo<T>(ServerLine line) => (JsonTypeInfo<T>)BodyOptions[(int)line].GetTypeInfo(typeof(T));

    private static JsonSerializerOptions CreateOptions(ServerLine? line)
    {
        var options = RenderJson.CreateOptions(NumberForm.Java, line);
        options.TypeInfoResolver = options.TypeInfoResolver!.WithAddedModifier(WithoutUnknownMembers);
        options.MaxDepth = MaximumDepth;
        JsonConverter[] converters =
        [
            new TileSpecConverter(line),
            new LenientTimestampConverter(),
            new LenientTextConverter(),
            new ScalarConverter<bool?>(JacksonScalars.ReadBoolean, (writer, value) => writer.WriteBooleanValue(value!.Value)),
            new ScalarConverter<int?>(JacksonScalars.ReadInteger, (writer, value) => writer.WriteNumberValue(value!.Value)),
            new ScalarConverter<long?>(JacksonScalars.ReadLong, (writer, value) => writer.WriteNumberValue(value!.Value)),
            new ScalarConverter<double?>(
                JacksonScalars.ReadDouble, (writer, value) => ModelJson.WriteDouble(new ModelWriter(writer, NumberForm.Java), value!.Value)),
            .. line is { } known ? Strict(known) : [],
        ];
        foreach (var converter in converters)
            options.Converters.Insert(0, converter);

        options.MakeReadOnly();
        return options;
    }

    private static IEnumerable<JsonConverter> Strict(ServerLine line) =>
    [
        new KnownEnumConverter<ConsensusBuildMethod>(line),
        new KnownEnumConverter<ImageLoaderType>(line),
        new KnownEnumConverter<LocalizationFitType>(line),
        new KnownEnumConverter<MatchFilterType>(line),
        new KnownEnumConverter<MontageRelativePosition>(line),
        new KnownEnumConverter<StackState>(line),
        new KnownEnumConverter<TileLayoutFormat>(line),
        new KnownEnumConverter<TileSpecOrder>(line),
        new KnownEnumConverter<TransformModelType>(line),
    ];

    private static void WithoutUnknownMembers(JsonTypeInfo type)
    {
        if (type.Kind == JsonTypeInfoKind.Object && type.Properties.FirstOrDefault(property => property.IsExtensionData) is { } unknown)
            type.Properties.Remove(unknown);
    }
}
