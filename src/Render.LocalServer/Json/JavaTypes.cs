using System.Text.Json;

namespace Render.LocalServer;

/// <summary>What the models are called in the Java server, for its error texts.</summary>
internal static class JavaTypes
{
    public static bool IsList(Type type) => type != typeof(string) && type.IsAssignableTo(typeof(System.Collections.IEnumerable));

    public static bool IsNumber(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is { IsPrimitive: true };

    public static string NameOf(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (IsList(type))
            return $"java.util.ArrayList<{NameOf(type.GetGenericArguments()[0])}>";

        return type.Name switch
        {
            "Double" or "Boolean" => "java.lang." + type.Name,
            "Int32" => "java.lang.Integer",
            "Int64" => "java.lang.Long",
            nameof(String) => "java.lang.String",
            nameof(StackVersion) or nameof(StackId) or nameof(MipmapPathBuilder) or nameof(ReconstructionCycle) =>
                "org.janelia.alignment.spec.stack." + type.Name,
            nameof(CanvasMatches) or nameof(Matches) or nameof(MatchCollectionId) => "org.janelia.alignment.match." + type.Name,
            _ => "org.janelia.alignment.spec." + type.Name,
        };
    }

    /// <summary>Whether the path of a JSON error leads to a number directly below the model.</summary>
    public static bool IsNumberAt(Type type, string? path, out Type number)
    {
        number = type;
        return Member(type, path) is { } member && IsNumber(number = member);
    }

    public static string ReferenceChain(Type type, string path) => $"{NameOf(type)}[\"{path[2..]}\"]";

    private static Type? Member(Type type, string? path) =>
        path is ['$', '.', .. var name] && !IsList(type)
            ? RenderJson.Options.GetTypeInfo(type).Properties.FirstOrDefault(property => property.Name == name)?.PropertyType
            : null;
}
