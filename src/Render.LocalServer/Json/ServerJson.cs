using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Render.LocalServer;

/// <summary>The JSON of the contract as a server reads it: members that it does not know are dropped, as the Java server does.</summary>
internal static class ServerJson
{
    private static readonly JsonSerializerOptions Options = CreateOptions();

    /// <summary>How bodies are written.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Finds the metadata of a type of the contract.</summary>
    public static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    private static JsonSerializerOptions CreateOptions()
    {
        var options = RenderJson.CreateOptions(NumberForm.Java);
        options.TypeInfoResolver = options.TypeInfoResolver!.WithAddedModifier(WithoutUnknownMembers);
        options.Converters.Insert(0, new LenientIntegerConverter());
        options.Converters.Insert(0, new LenientTimestampConverter());
        options.MakeReadOnly();
        return options;
    }

    private static void WithoutUnknownMembers(JsonTypeInfo type)
    {
        if (type.Kind == JsonTypeInfoKind.Object && type.Properties.FirstOrDefault(property => property.IsExtensionData) is { } unknown)
            type.Properties.Remove(unknown);
    }
}
