using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Render.Generators;

/// <summary>Gives the base class of a transform class the constructor from JSON that the generated one calls. Names that are taken are left to a person.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class BaseConstructorCodeFix : ClassCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [TransformDiagnostics.NoRoom.Id];

    /// <inheritdoc/>
    protected override string? Title(INamedTypeSymbol type) =>
        Find(type) is not null ? $"Give '{type.BaseType!.Name}' a constructor from JSON" : null;

    /// <inheritdoc/>
    protected override async Task FixAsync(
        SolutionEditor editor, INamedTypeSymbol type, ClassDeclarationSyntax declaration, CancellationToken cancellation)
    {
        ClassDeclarationSyntax baseClass = Find(type)!;
        string data = $"global::{TransformDeclaration.DataName}";
        MemberDeclarationSyntax constructor = SyntaxFactory
            .ParseMemberDeclaration($"protected {Identifiers.Escape(type.BaseType!.Name)}(in {data} json) : base(in json) {{ }}")!
            .WithTrailingTrivia(LineEnd(baseClass))
            .WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation);
        DocumentEditor document = await DocumentAsync(editor, baseClass, cancellation).ConfigureAwait(false);
        document.ReplaceNode(baseClass, baseClass.WithMembers(baseClass.Members.Insert(0, constructor)));
    }

    // The base class, where it is the obstacle and a constructor can be added: a primary one would have to be called.
    private static ClassDeclarationSyntax? Find(INamedTypeSymbol type)
    {
        if (type.BaseType is not { } baseType
            || TransformDeclaration.ConstructorFromJson(type) is not null
            || !type.GetMembers(TransformDeclaration.JavaClass).All(member => member.IsImplicitlyDeclared || member is IPropertySymbol { IsOverride: true })
            || baseType.InstanceConstructors.Any(one => one.Parameters is [{ Type.Name: "LeafTransformData" }]))
        {
            return null;
        }

        ClassDeclarationSyntax[] parts = [.. baseType.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<ClassDeclarationSyntax>()];
        return parts.Any(part => part.ParameterList is not null) ? null : parts.FirstOrDefault();
    }
}
