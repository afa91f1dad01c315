using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Render.Generators;

/// <summary>
/// Derives a transform class from LeafTransform of its numbers: what its Parse returns, or its nested class, or a new record. A base class of
/// the program's own is left to a person.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class BaseClassCodeFix : ClassCodeFix
{
    private const string NewRecord = "Numbers";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [TransformDiagnostics.NotALeaf.Id];

    /// <inheritdoc/>
    protected override string? Title(INamedTypeSymbol type) =>
        HasOwnBase(type) ? null : $"Derive '{type.Name}' from LeafTransform<{Numbers(type)?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) ?? NewRecord}>";

    /// <inheritdoc/>
    protected override async Task FixAsync(
        SolutionEditor editor, INamedTypeSymbol type, ClassDeclarationSyntax declaration, CancellationToken cancellation)
    {
        DocumentEditor document = await DocumentAsync(editor, declaration, cancellation).ConfigureAwait(false);
        ITypeSymbol? numbers = Numbers(type);
        string name = numbers?.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)
            ?? $"{type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.{NewRecord}";
        SyntaxNode baseType = SyntaxFactory.ParseTypeName($"global::{TransformDeclaration.LeafName}<{name}>").WithAdditionalAnnotations(Simplifier.Annotation);

        document.ReplaceNode(declaration, (node, generator) =>
        {
            SyntaxNode changed = node;
            if (generator.GetBaseAndInterfaceTypes(changed) is [var first, ..] && HasBase(document, declaration, cancellation))
                changed = generator.ReplaceNode(changed, first, baseType.WithTriviaFrom(first));
            else
                changed = generator.AddBaseType(changed, baseType);

            if (numbers is null)
                changed = generator.AddMembers(changed, SyntaxFactory.ParseMemberDeclaration($"public sealed record {NewRecord}(double Value);")!);

            return changed.WithAdditionalAnnotations(Formatter.Annotation);
        });
    }

    // Whether the first of base class and interfaces is a class.
    private static bool HasBase(DocumentEditor document, ClassDeclarationSyntax declaration, CancellationToken cancellation) =>
        declaration.BaseList is { Types: [var first, ..] }
        && document.SemanticModel.GetTypeInfo(first.Type, cancellation).Type is not { TypeKind: TypeKind.Interface };

    private static bool HasOwnBase(INamedTypeSymbol type) => type.BaseType is { TypeKind: not TypeKind.Error, SpecialType: not SpecialType.System_Object } own
        && own.ContainingNamespace.ToDisplayString() != TransformDeclaration.Namespace;

    private static ITypeSymbol? Numbers(INamedTypeSymbol type) =>
        type.GetMembers("Parse").OfType<IMethodSymbol>().FirstOrDefault()?.ReturnType
        ?? (type.GetTypeMembers() is [{ TypeKind: TypeKind.Class } only] ? only : null);
}
