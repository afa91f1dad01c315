using Microsoft.CodeAnalysis.Simplification;

namespace Render.Generators;

/// <summary>Gives a transform class a class name that it has alone: the one that it has but for blanks around it, or else its full name.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ClassNameCodeFix : ClassCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [TransformDiagnostics.NoName.Id, TransformDiagnostics.Duplicate.Id, TransformDiagnostics.NoAttribute.Id];

    /// <inheritdoc/>
    protected override string? Title(INamedTypeSymbol type) =>
        NewName(type) is { } name ? $"Let '{type.Name}' stand for '{name}'" : null;

    /// <inheritdoc/>
    protected override async Task FixAsync(
        SolutionEditor editor, INamedTypeSymbol type, ClassDeclarationSyntax declaration, CancellationToken cancellation)
    {
        string name = NewName(type)!;
        if (TransformDeclaration.Attribute(type) is not { ApplicationSyntaxReference: { } reference })
        {
            DocumentEditor own = await DocumentAsync(editor, declaration, cancellation).ConfigureAwait(false);
            own.AddAttribute(declaration, Attribute(own.Generator, name));
            return;
        }

        var attribute = (AttributeSyntax)await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false);
        DocumentEditor document = await DocumentAsync(editor, attribute, cancellation).ConfigureAwait(false);
        document.ReplaceNode(attribute, Attribute(document.Generator, name).WithTriviaFrom(attribute));
    }

    private static AttributeSyntax Attribute(SyntaxGenerator generator, string name)
    {
        string fullName = TransformDeclaration.AttributeName;
        SyntaxNode list = generator.Attribute(
            generator.DottedName(fullName.Substring(0, fullName.Length - nameof(System.Attribute).Length)),
            [generator.AttributeArgument(generator.LiteralExpression(name))]);
        return ((AttributeListSyntax)list).Attributes[0].WithAdditionalAnnotations(Simplifier.Annotation);
    }

    // A name that is taken and is the full name of the class already leaves nothing to propose.
    private static string? NewName(INamedTypeSymbol type)
    {
        string? given = TransformDeclaration.Attribute(type)?.ConstructorArguments is [{ Value: string text }] ? text : null;
        string trimmed = given?.Trim() ?? "";
        string name = trimmed.Length > 0 && trimmed != given ? trimmed : Identifiers.FullName(type);
        return name == given ? null : name;
    }
}
