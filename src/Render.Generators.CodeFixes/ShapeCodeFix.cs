namespace Render.Generators;

/// <summary>Makes a transform class a sealed class that all of its assembly sees. Type parameters and outer classes are left to a person.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ShapeCodeFix : ClassCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [TransformDiagnostics.NotPlain.Id];

    /// <inheritdoc/>
    protected override string? Title(INamedTypeSymbol type) =>
        type is { IsGenericType: false, ContainingType: null }
            ? type.IsFileLocal ? $"Make '{type.Name}' internal and sealed" : $"Make '{type.Name}' sealed"
            : null;

    /// <inheritdoc/>
    protected override Task FixAsync(
        SolutionEditor editor, INamedTypeSymbol type, ClassDeclarationSyntax declaration, CancellationToken cancellation) =>
        ChangeModifiersAsync(
            editor,
            type,
            static modifiers => modifiers.WithIsAbstract(false).WithIsStatic(false).WithIsFile(false).WithIsSealed(true),
            cancellation);
}
