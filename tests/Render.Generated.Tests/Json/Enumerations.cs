using System.Collections;

namespace Render.Generated.Tests.Json;

/// <summary>The extensible enumerations of the contract, by reflection.</summary>
internal static class Enumerations
{
    public static IReadOnlyList<Type> All { get; } = [.. typeof(StackState).Assembly.GetExportedTypes().Where(Is)];

    public static bool Is(Type type) =>
        type.IsValueType && type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IExtensibleEnum<>));

    public static object Of(Type type, string text) => Activator.CreateInstance(type, text)!;

    public static IReadOnlyList<object> KnownValues(Type type) =>
        [.. ((IEnumerable)type.GetProperty(nameof(IExtensibleEnum<StackState>.KnownValues))!.GetValue(null)!).Cast<object>()];
}
