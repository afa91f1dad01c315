using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;

namespace Render.LocalServer;

/// <summary>The names of enumeration values as they travel; unlike in .NET's parsers their case matters.</summary>
internal static class WireNames
{
    public static bool TryParse<T>(string name, out T value) => Names<T>.ByName.TryGetValue(name, out value!);

    public static string Of<T>(T value)
        where T : struct, Enum =>
        Names<T>.ByName.First(entry => entry.Value.Equals(value)).Key;

    private static class Names<T>
    {
        public static readonly FrozenDictionary<string, T> ByName = typeof(T)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .ToFrozenDictionary(
                field => field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()!.Name,
                field => (T)field.GetValue(null)!);
    }
}
