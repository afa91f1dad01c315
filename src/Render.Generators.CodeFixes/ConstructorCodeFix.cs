using Microsoft.CodeAnalysis.Formatting;

namespace Render.Generators;

/// <summary>Makes an ordinary constructor of a primary one. Where members use its parameters, that is left to a person.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ConstructorCodeFix : ClassCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [TransformDiagnostics.PrimaryConstructor.Id];

    /// <inheritdoc/>
    protected override string? Title(INamedTypeSymbol type) =>
        Find(type) is { BaseList.Types: [PrimaryConstructorBaseTypeSyntax, ..] } declaration && !UsesParameters(declaration)
            ? $"Write the constructor of '{type.Name}' as an ordinary one"
            : null;

    /// <inheritdoc/>
    protected override async Task FixAsync(
        SolutionEditor editor, INamedTypeSymbol type, ClassDeclarationSyntax declaration, CancellationToken cancellation)
    {
        ClassDeclarationSyntax primary = Find(type)!;
        var baseType = (PrimaryConstructorBaseTypeSyntax)primary.BaseList!.Types[0];
        MemberDeclarationSyntax constructor = SyntaxFactory
            .ParseMemberDeclaration($"public {Identifiers.Escape(type.Name)}{primary.ParameterList!.WithoutTrivia()} : base{baseType.ArgumentList.WithoutTrivia()} {{ }}")!
            .WithTrailingTrivia(LineEnd(primary))
            .WithAdditionalAnnotations(Formatter.Annotation);

        DocumentEditor document = await DocumentAsync(editor, primary, cancellation).ConfigureAwait(false);
        document.ReplaceNode(primary, primary
            .WithIdentifier(primary.Identifier.WithTrailingTrivia(primary.ParameterList!.GetTrailingTrivia()))
            .WithParameterList(null)
            .WithBaseList(primary.BaseList.ReplaceNode(baseType, SyntaxFactory.SimpleBaseType(baseType.Type).WithTriviaFrom(baseType)))
            .WithMembers(primary.Members.Insert(0, constructor)));
    }

    private static ClassDeclarationSyntax? Find(INamedTypeSymbol type) => type.DeclaringSyntaxReferences
        .Select(reference => reference.GetSyntax())
        .OfType<ClassDeclarationSyntax>()
        .FirstOrDefault(declaration => declaration.ParameterList is not null);

    private static bool UsesParameters(ClassDeclarationSyntax declaration)
    {
        string[] names = [.. declaration.ParameterList!.Parameters.Select(parameter => parameter.Identifier.Text)];
        return declaration.Members
            .SelectMany(member => member.DescendantNodes())
            .OfType<IdentifierNameSyntax>()
            .Any(identifier => names.Contains(identifier.Identifier.Text));
    }
}
