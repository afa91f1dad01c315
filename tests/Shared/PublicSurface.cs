using System.Reflection;
using System.Text;

namespace Render.Tests;

/// <summary>Prints what an assembly offers to its users, so that a change of it shows in review.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // What every record has says nothing.
    private static readonly string[] Synthesized =
        ["<Clone>$", "Deconstruct", "Equals", "GetHashCode", "ToString", "op_Equality", "op_Inequality", "PrintMembers"];

    private static readonly NullabilityInfoContext Nullability = new();

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(type.Namespace).Append('.').Append(Name(type));
            string[] bases = [.. Bases(type)];
            if (bases.Length > 0)
                text.Append(" : ").AppendJoin(", ", bases);

            text.Append('\n');
            foreach (string member in Members(type).Distinct().Order(StringComparer.Ordinal))
                text.Append("  ").Append(member).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<string> Bases(Type type)
    {
        if (type.BaseType is { } baseType && !type.IsValueType && !type.IsEnum && baseType != typeof(object) && baseType != typeof(MulticastDelegate))
            yield return Name(baseType);

        if (type.IsEnum)
            yield break;

        // What the base class or another interface brings along is not repeated.
        Type[] all = type.GetInterfaces();
        IEnumerable<Type> inherited = (type.BaseType?.GetInterfaces() ?? []).Concat(all.SelectMany(one => one.GetInterfaces()));
        foreach (string name in all.Except(inherited).Where(one => one.IsPublic || one.IsNestedPublic).Select(Name).Order(StringComparer.Ordinal))
            yield return name;
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsByRefLike: true } => "ref struct",
        { IsValueType: true } => "struct",
        _ when type.IsSubclassOf(typeof(Delegate)) => "delegate",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return type.GetEnumNames().Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name))}");

        if (type.IsSubclassOf(typeof(Delegate)))
            return [Method(type.GetMethod("Invoke")!)];

        return type.GetMembers(Declared).Select(Member).OfType<string>();
    }

    private static string? Member(MemberInfo member) => member switch
    {
        ConstructorInfo constructor when IsVisible(constructor) && !constructor.IsStatic => $"new({Parameters(constructor)})",
        MethodInfo method when Synthesized.Contains(method.Name) => null,
        MethodInfo method when IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) => Method(method),
        PropertyInfo property when IsVisible(property.GetMethod) || IsVisible(property.SetMethod) => Property(property),
        FieldInfo { IsSpecialName: false } field when field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly =>
            $"{Modifier(field.IsStatic && !field.IsLiteral)}{(field.IsLiteral ? "const " : "")}{Annotated(field.FieldType, Nullability.Create(field))} {field.Name}",
        EventInfo @event when IsVisible(@event.AddMethod) => $"event {Name(@event.EventHandlerType!)} {@event.Name}",
        _ => null,
    };

    private static bool IsVisible(MethodBase? method) => method is not null && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly);

    private static string Modifier(bool isStatic) => isStatic ? "static " : "";

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Method(MethodInfo method)
    {
        string generics = method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
        string modifier = method.IsStatic ? "static " : method.DeclaringType!.IsInterface ? ""
            : method.IsAbstract ? "abstract " : method.GetBaseDefinition() != method ? "override " : method is { IsVirtual: true, IsFinal: false } ? "virtual " : "";
        return $"{Access(method)}{modifier}{Annotated(method.ReturnType, Nullability.Create(method.ReturnParameter))} {method.Name}{generics}({Parameters(method)})";
    }

    private static string Property(PropertyInfo property)
    {
        MethodInfo accessor = property.GetMethod ?? property.SetMethod!;
        string accessors = string.Join(' ', new[] { Getter(property), Setter(property) }.Where(text => text.Length > 0));
        string index = property.GetIndexParameters() is { Length: > 0 } parameters ? $"[{string.Join(", ", parameters.Select(one => Name(one.ParameterType)))}]" : "";
        return $"{Access(accessor)}{Modifier(accessor.IsStatic)}{Annotated(property.PropertyType, Nullability.Create(property))} {property.Name}{index} {{ {accessors} }}";
    }

    private static string Getter(PropertyInfo property) => IsVisible(property.GetMethod) ? "get;" : "";

    private static string Setter(PropertyInfo property) => !IsVisible(property.SetMethod) ? ""
        : property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Any(type => type.Name == "IsExternalInit") ? "init;" : "set;";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
    {
        string by = parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref " : "";
        string value = parameter.HasDefaultValue ? $" = {Default(parameter)}" : "";
        return $"{by}{Annotated(parameter.ParameterType, Nullability.Create(parameter))} {parameter.Name}{value}";
    }));

    private static string Default(ParameterInfo parameter) => parameter.DefaultValue switch
    {
        null => parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? "default" : "null",
        bool value => value ? "true" : "false",
        string value => $"\"{value}\"",
        IFormattable value => value.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        object value => value.ToString()!,
    };

    private static string Annotated(Type type, NullabilityInfo nullability)
    {
        if (type.IsByRef)
            return Annotated(type.GetElementType()!, nullability.ElementType ?? nullability);

        string name = Name(type);
        return !type.IsValueType && nullability.ReadState == NullabilityState.Nullable ? $"{name}?" : name;
    }

    private static string Name(Type type)
    {
        if (type.IsGenericParameter)
            return type.Name;

        if (type.IsArray)
            return $"{Name(type.GetElementType()!)}[]";

        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return $"{Name(underlying)}?";

        string own = type.Name.Split('`')[0];
        string prefix = type.IsNested ? $"{Name(type.DeclaringType!)}." : "";
        Type[] arguments = type.GetGenericArguments();
        string generics = arguments.Length > 0 && type.Name.Contains('`') ? $"<{string.Join(", ", arguments.Select(Name))}>" : "";
        return (type.IsPrimitive || type == typeof(string) || type == typeof(object) || type == typeof(void) ? Keyword(type) : prefix + own) + generics;
    }

    private static string Keyword(Type type) => type.Name switch
    {
        "Boolean" => "bool",
        "Int32" => "int",
        "Int64" => "long",
        "Single" => "float",
        _ => type.Name.ToLowerInvariant(),
    };
}
