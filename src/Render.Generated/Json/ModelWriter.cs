using System.Text.Json;

namespace Render;

/// <summary>The JSON writer with which models write themselves, and the form of their doubles.</summary>
/// <param name="json">The framework's writer.</param>
/// <param name="numbers">The form.</param>
internal readonly struct ModelWriter(Utf8JsonWriter json, NumberForm numbers)
{
    /// <summary>The framework's writer.</summary>
    public Utf8JsonWriter Json => json;

    /// <summary>The form of doubles.</summary>
    public NumberForm Numbers => numbers;

    /// <summary>What has no doubles in it is written by the framework's writer.</summary>
    public static implicit operator Utf8JsonWriter(ModelWriter writer) => writer.Json;
}
