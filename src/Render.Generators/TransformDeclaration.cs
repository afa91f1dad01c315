using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Render.Generators;

/// <summary>What must hold for a class with <c>[MpicbgTransform]</c>; the generator passes over a class where it does not, the analyzer says why.</summary>
internal static class TransformDeclaration
{
    public const string AttributeName = "Render.Transforms.MpicbgTransformAttribute";

    private const string BaseName = "Render.Transforms.LeafTransform<TParameters>";

    public static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences.All(reference =>
            reference.GetSyntax(cancellation) is ClassDeclarationSyntax declaration
            && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    public static bool IsLeaf(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor.OriginalDefinition.ToDisplayString() == BaseName)
                return true;
        }

        return false;
    }

    public static bool HasPlainShape(INamedTypeSymbol type) =>
        type is { IsSealed: true, IsGenericType: false, ContainingType: null, IsFileLocal: false };

    public static string? ClassName(AttributeData attribute) =>
        attribute.ConstructorArguments is [{ Value: string { Length: > 0 } name }] && name.Trim() == name ? name : null;
}
