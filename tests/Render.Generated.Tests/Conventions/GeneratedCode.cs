using System.Reflection;
using System.Text.Json.Serialization;

namespace Render.Generated.Tests.Conventions;

/// <summary>What the contract was compiled into, by reflection.</summary>
internal static class GeneratedCode
{
    public static Assembly Assembly { get; } = typeof(RenderApiClient).Assembly;

    public static IReadOnlyList<Type> Interfaces { get; } =
        [.. Assembly.GetExportedTypes().Where(type => type.IsInterface && type.Name.EndsWith("Client", StringComparison.Ordinal))];

    public static IReadOnlyList<MethodInfo> Operations { get; } = [.. Interfaces.SelectMany(client => client.GetMethods())];

    public static IReadOnlyList<Type> Models { get; } =
        [.. Assembly.GetExportedTypes().Where(type => type.IsClass && type.GetProperties().Any(property => JsonName(property) is not null))];

    public static IReadOnlyList<Type> Enumerations { get; } = Json.Enumerations.All;

    public static string? JsonName(MemberInfo member) => member.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name;
}
