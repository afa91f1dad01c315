using Microsoft.CodeAnalysis.CodeActions;

namespace Render.Generators;

/// <summary>A fix that changes the declarations of one transform class.</summary>
public abstract class ClassCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<ClassDeclarationSyntax>() is not { } declaration
            || model?.GetDeclaredSymbol(declaration, context.CancellationToken) is not INamedTypeSymbol type
            || Title(type) is not { } title)
        {
            return;
        }

        context.RegisterCodeFix(
            CodeAction.Create(
                title,
                async cancellation =>
                {
                    var editor = new SolutionEditor(context.Document.Project.Solution);
                    await FixAsync(editor, type, declaration, cancellation).ConfigureAwait(false);
                    return editor.GetChangedSolution();
                },
                equivalenceKey: GetType().Name),
            context.Diagnostics);
    }

    /// <summary>What the fix does, as an editor offers it; null if it cannot be done for this class.</summary>
    /// <param name="type">The class.</param>
    /// <returns>A title.</returns>
    protected abstract string? Title(INamedTypeSymbol type);

    /// <summary>Changes the class.</summary>
    /// <param name="editor">Takes the changes.</param>
    /// <param name="type">The class.</param>
    /// <param name="declaration">The declaration at which the diagnostic stands.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>The end of the work.</returns>
    protected abstract Task FixAsync(SolutionEditor editor, INamedTypeSymbol type, ClassDeclarationSyntax declaration, CancellationToken cancellation);

    /// <summary>Changes the modifiers of all declarations of a class.</summary>
    /// <param name="editor">Takes the changes.</param>
    /// <param name="type">The class.</param>
    /// <param name="change">The new modifiers of those that a declaration has.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>The end of the work.</returns>
    protected static async Task ChangeModifiersAsync(
        SolutionEditor editor, INamedTypeSymbol type, Func<DeclarationModifiers, DeclarationModifiers> change, CancellationToken cancellation)
    {
        foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
        {
            SyntaxNode declaration = await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false);
            DocumentEditor document = await DocumentAsync(editor, declaration, cancellation).ConfigureAwait(false);
            document.SetModifiers(declaration, change(document.Generator.GetModifiers(declaration)));
        }
    }

    /// <summary>How lines end in the file of a node.</summary>
    /// <param name="node">A node of the file.</param>
    /// <returns>The end of its first line.</returns>
    protected static SyntaxTrivia LineEnd(SyntaxNode node) =>
        node.SyntaxTree.GetRoot().DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));

    /// <summary>The editor of the document in which a node stands.</summary>
    /// <param name="editor">The editor of all documents.</param>
    /// <param name="node">A node of one of them.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>The editor.</returns>
    protected static Task<DocumentEditor> DocumentAsync(SolutionEditor editor, SyntaxNode node, CancellationToken cancellation) =>
        editor.GetDocumentEditorAsync(editor.OriginalSolution.GetDocument(node.SyntaxTree)!.Id, cancellation);
}
