using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Render.Generators;

/// <summary>What must hold for a class with <c>[MpicbgTransform]</c>; the generator passes over a class where it does not, the analyzer says why.</summary>
internal static class TransformDeclaration
{
    public const string Namespace = "Render.Transforms";

    public const string AttributeName = $"{Namespace}.MpicbgTransformAttribute";

    public const string LeafName = $"{Namespace}.LeafTransform";

    public static AttributeData? Attribute(INamedTypeSymbol type) =>
        type.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == AttributeName);

    public static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences.All(reference =>
            reference.GetSyntax(cancellation) is ClassDeclarationSyntax declaration
            && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    public static bool IsLeaf(INamedTypeSymbol type) => Numbers(type) is not null;

    /// <summary>The class of a transform's numbers, with which it derives from LeafTransform; null if it does not.</summary>
    public static INamedTypeSymbol? Numbers(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor.OriginalDefinition.ToDisplayString() == $"{LeafName}<TParameters>")
                return ancestor.TypeArguments[0] as INamedTypeSymbol;
        }

        return null;
    }

    public static bool HasPlainShape(INamedTypeSymbol type) =>
        type is { IsSealed: true, IsGenericType: false, ContainingType: null, IsFileLocal: false };

    public static bool HasPrimaryConstructor(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellation) is ClassDeclarationSyntax { ParameterList: not null });

    public static string? ClassName(AttributeData attribute) =>
        attribute.ConstructorArguments is [{ Value: string { Length: > 0 } name }] && name.Trim() == name ? name : null;

    /// <summary>The annotated classes by class name, those of referenced assemblies first, then in the order of their names.</summary>
    public static ILookup<string, INamedTypeSymbol> All(Compilation compilation, INamedTypeSymbol attributeType)
    {
        IAssemblySymbol library = attributeType.ContainingAssembly;
        IEnumerable<IAssemblySymbol> referenced = compilation.SourceModule.ReferencedAssemblySymbols.Where(assembly =>
            SymbolEqualityComparer.Default.Equals(assembly, library)
            || assembly.Modules.Any(module => module.ReferencedAssemblies.Contains(library.Identity)));
        return referenced.Append(compilation.Assembly)
            .SelectMany(assembly => TypesIn(assembly.GlobalNamespace).OrderBy(type => type.ToDisplayString(), StringComparer.Ordinal))
            .Select(type => (Type: type, Name: Attribute(type) is { } attribute ? ClassName(attribute) : null))
            .Where(one => one.Name is not null)
            .ToLookup(one => one.Name!, one => one.Type);
    }

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceSymbol space) =>
        space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(TypesIn));
}
