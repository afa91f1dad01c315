namespace Render.Generators;

/// <summary>Makes a transform class partial.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class PartialCodeFix : ClassCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [TransformDiagnostics.NotPartial.Id];

    /// <inheritdoc/>
    protected override string? Title(INamedTypeSymbol type) => $"Make '{type.Name}' partial";

    /// <inheritdoc/>
    protected override Task FixAsync(
        SolutionEditor editor, INamedTypeSymbol type, ClassDeclarationSyntax declaration, CancellationToken cancellation) =>
        ChangeModifiersAsync(editor, type, static modifiers => modifiers.WithPartial(true), cancellation);
}
