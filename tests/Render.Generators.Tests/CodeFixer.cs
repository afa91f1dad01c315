using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Render.Generators.Tests;

/// <summary>Applies the fix of a diagnostic as an editor does.</summary>
internal static class CodeFixer
{
    private static readonly CodeFixProvider[] Fixes =
        [new PartialCodeFix(), new BaseClassCodeFix(), new ShapeCodeFix(), new ClassNameCodeFix(), new ConstructorCodeFix(), new MembersCodeFix(), new BaseConstructorCodeFix()];

    /// <summary>Applies the fix for the first diagnostic of an id.</summary>
    /// <returns>The title of the fix and the sources after it; null if none is offered.</returns>
    public static async Task<(string Title, string[] Sources)?> FixAsync(string id, params string[] sources)
    {
        using var workspace = new AdhocWorkspace();
        Solution solution = Open(workspace, sources);
        Diagnostic diagnostic = (await DiagnoseAsync(solution)).First(one => one.Id == id);
        CodeAction? action = await FindAsync(solution.GetDocument(diagnostic.Location.SourceTree)!, diagnostic);
        if (action is null)
            return null;

        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(CancellationToken.None);
        Solution changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        List<string> texts = [];
        foreach (Document document in changed.Projects.Single().Documents)
            texts.Add((await document.GetTextAsync()).ToString());

        return (action.Title, [.. texts]);
    }

    /// <summary>What compiler and generator have against sources.</summary>
    public static async Task<string[]> ComplaintsAsync(params string[] sources)
    {
        using var workspace = new AdhocWorkspace();
        return [.. (await DiagnoseAsync(Open(workspace, sources))).Select(one => $"{one.Id}: {one.GetMessage(CultureInfo.InvariantCulture)}")];
    }

    private static Solution Open(AdhocWorkspace workspace, string[] sources)
    {
        var project = ProjectId.CreateNewId();
        Solution solution = workspace.CurrentSolution
            .AddProject(ProjectInfo.Create(
                project, VersionStamp.Default, "Consumer", "Consumer", LanguageNames.CSharp,
                compilationOptions: Compiler.Output, parseOptions: Compiler.Options, metadataReferences: Compiler.References));
        for (int i = 0; i < sources.Length; i++)
            solution = solution.AddDocument(DocumentId.CreateNewId(project), $"File{i}.cs", SourceText.From(sources[i]));

        return solution;
    }

    private static async Task<ImmutableArray<Diagnostic>> DiagnoseAsync(Solution solution)
    {
        Compilation compilation = (await solution.Projects.Single().GetCompilationAsync())!;
        Compiler.Driver().RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out ImmutableArray<Diagnostic> own);
        IEnumerable<Diagnostic> compiler = generated.GetDiagnostics().Where(one => one.Severity >= DiagnosticSeverity.Warning);
        return [.. own, .. compiler];
    }

    private static async Task<CodeAction?> FindAsync(Document document, Diagnostic diagnostic)
    {
        List<CodeAction> actions = [];
        foreach (CodeFixProvider fix in Fixes.Where(fix => fix.FixableDiagnosticIds.Contains(diagnostic.Id)))
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));

        return actions.SingleOrDefault();
    }
}
