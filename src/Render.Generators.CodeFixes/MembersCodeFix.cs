using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Render.Generators;

/// <summary>
/// Adds what a transform class lacks (CS0534): a constructor, the reading and writing of its numbers, and the place for its formula.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MembersCodeFix : ClassCodeFix
{
    // "The class does not implement an inherited abstract member."
    private const string NotImplemented = "CS0534";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [NotImplemented];

    /// <inheritdoc/>
    protected override string? Title(INamedTypeSymbol type) =>
        TransformDeclaration.Attribute(type) is not null && TransformDeclaration.IsLeaf(type) && NewMembers.Of(type).Any()
            ? $"Implement '{type.Name}' for the numbers in {TransformDeclaration.Numbers(type)!.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}"
            : null;

    /// <inheritdoc/>
    protected override async Task FixAsync(
        SolutionEditor editor, INamedTypeSymbol type, ClassDeclarationSyntax declaration, CancellationToken cancellation)
    {
        DocumentEditor document = await DocumentAsync(editor, declaration, cancellation).ConfigureAwait(false);
        SyntaxTrivia lineEnd = LineEnd(declaration);
        foreach (string member in NewMembers.Of(type))
        {
            document.AddMember(
                declaration,
                SyntaxFactory.ParseMemberDeclaration(member)!
                    .WithLeadingTrivia(lineEnd)
                    .WithTrailingTrivia(lineEnd)
                    .WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation));
        }
    }
}
