using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Render.Generators;

/// <summary>What a class with <c>[MpicbgTransform]</c> declares.</summary>
internal static class TransformDeclaration
{
    public const string Namespace = "Render.Transforms";

    public const string AttributeName = $"{Namespace}.MpicbgTransformAttribute";

    public const string LeafName = $"{Namespace}.LeafTransform";

    public const string DataName = $"{Namespace}.LeafTransformData";

    /// <summary>The one member that is generated into every class, beside the constructor.</summary>
    public const string JavaClass = "JavaClass";

    public static AttributeData? Attribute(INamedTypeSymbol type) =>
        type.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == AttributeName);

    public static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences.All(reference =>
            reference.GetSyntax(cancellation) is TypeDeclarationSyntax declaration
            && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    public static bool IsLeaf(INamedTypeSymbol type) => Leaf(type) is not null;

    /// <summary>The class of a transform's numbers, with which it derives from LeafTransform; null if it does not.</summary>
    public static ITypeSymbol? Numbers(INamedTypeSymbol type) => Leaf(type)?.TypeArguments[0];

    public static bool HasPlainShape(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, IsSealed: true, IsStatic: false, IsRecord: false, IsGenericType: false, ContainingType: null, IsFileLocal: false };

    public static bool HasPrimaryConstructor(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellation) is ClassDeclarationSyntax { ParameterList: not null });

    /// <summary>The Java class; null if there is no name, or none that JSON can have.</summary>
    public static string? ClassName(AttributeData attribute) =>
        attribute.ConstructorArguments is [{ Value: string { Length: > 0 } name }] && name.Trim() == name && !HasHalfPairs(name) ? name : null;

    /// <summary>The constructor from JSON that a class has itself; null if it has none.</summary>
    public static IMethodSymbol? ConstructorFromJson(INamedTypeSymbol type) =>
        type.InstanceConstructors.FirstOrDefault(one => one.Parameters is [{ RefKind: RefKind.In } only] && IsData(only));

    /// <summary>What a base class takes from a constructor from JSON; null if it takes nothing.</summary>
    public static IMethodSymbol? BaseConstructor(INamedTypeSymbol type, Compilation compilation) => type.BaseType!.InstanceConstructors
        .Where(one => one.Parameters is [{ RefKind: RefKind.In or RefKind.None } only] && IsData(only) && compilation.IsSymbolAccessibleWithin(one, type))
        .OrderBy(one => one.Parameters[0].RefKind != RefKind.In)
        .FirstOrDefault();

    /// <summary>Why nothing can be generated into a class of the right shape; null if it can.</summary>
    public static string? Obstacle(INamedTypeSymbol type, Compilation compilation)
    {
        if (type.Name == JavaClass)
            return $"a class cannot be called like the generated member '{JavaClass}'; rename it";

        for (INamedTypeSymbol? one = type; one is not null && !IsLeafItself(one); one = one.BaseType)
        {
            if (!one.GetMembers(JavaClass).IsEmpty)
                return $"rename the member '{JavaClass}' of '{one.Name}', one of this name is generated";
        }

        if (ConstructorFromJson(type) is { } own)
        {
            return HasRequiredMembers(type) && !SetsRequiredMembers(own)
                ? $"put [SetsRequiredMembers] on the constructor of '{type.Name}' that takes 'in LeafTransformData'"
                : null;
        }

        if (type.InstanceConstructors.Any(one => one.Parameters is [{ RefKind: not RefKind.None } only] && IsData(only)))
            return $"let the constructor of '{type.Name}' take its LeafTransformData as 'in'";

        return BaseConstructor(type, compilation) is null
            ? $"give its base class the constructor 'protected {type.BaseType!.Name}(in LeafTransformData json) : base(in json) {{ }}'"
            : null;
    }

    public static bool NeedsSetsRequiredMembers(INamedTypeSymbol type, Compilation compilation) =>
        HasRequiredMembers(type) || (BaseConstructor(type, compilation) is { } constructor && SetsRequiredMembers(constructor));

    public static bool IsObsolete(INamedTypeSymbol type) => Has(type, "System.ObsoleteAttribute");

    private static INamedTypeSymbol? Leaf(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (IsLeafItself(ancestor))
                return ancestor;
        }

        return null;
    }

    private static bool IsLeafItself(INamedTypeSymbol type) =>
        type is { Name: "LeafTransform", Arity: 1 } && type.OriginalDefinition.ToDisplayString() == $"{LeafName}<TParameters>";

    private static bool IsData(IParameterSymbol parameter) => parameter.Type.ToDisplayString() == DataName;

    private static bool HasRequiredMembers(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? one = type; one is not null; one = one.BaseType)
        {
            if (one.GetMembers().Any(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }))
                return true;
        }

        return false;
    }

    private static bool SetsRequiredMembers(IMethodSymbol constructor) =>
        Has(constructor, "System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute");

    private static bool Has(ISymbol symbol, string attributeName) =>
        symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() == attributeName);

    private static bool HasHalfPairs(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;

            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return true;

            i++;
        }

        return false;
    }
}
