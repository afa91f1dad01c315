using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Render.Generators;

/// <summary>Says what is wrong with a class that carries <c>[MpicbgTransform]</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TransformAnalyzer : DiagnosticAnalyzer
{
    private const string Category = "Render.Transforms";

    /// <summary>A transform class is not partial, so that nothing can be generated into it.</summary>
    public static readonly DiagnosticDescriptor NotPartial = Error(
        "RENDER001", "A transform class must be partial", "Declare '{0}' partial: its constructor from JSON is generated");

    /// <summary>A transform class has the wrong base class.</summary>
    public static readonly DiagnosticDescriptor NotALeaf = Error(
        "RENDER002", "A transform class must derive from LeafTransform", "Derive '{0}' from LeafTransform<TParameters>, which parses its data string");

    /// <summary>A transform class is not a sealed, plain class.</summary>
    public static readonly DiagnosticDescriptor NotPlain = Error(
        "RENDER003", "A transform class must be a plain sealed class", "Make '{0}' a sealed class that is neither generic nor nested nor local to a file");

    /// <summary>A transform class has no class name.</summary>
    public static readonly DiagnosticDescriptor NoName = Error(
        "RENDER004", "A transform class needs a class name", "Name the Java class that '{0}' stands for, without blanks around it");

    /// <summary>Two transform classes have the same class name.</summary>
    public static readonly DiagnosticDescriptor Duplicate = Error(
        "RENDER005", "Two transform classes stand for one class name", "'{0}' and '{1}' both stand for '{2}': JSON cannot tell them apart");

    /// <summary>A transform class does not say what it stands for.</summary>
    public static readonly DiagnosticDescriptor NoAttribute = Error(
        "RENDER006", "A transform class must name its class", "Name the Java class that '{0}' stands for: [MpicbgTransform(\"…\")]");

    /// <summary>A transform class has a primary constructor, which every other constructor would have to call.</summary>
    public static readonly DiagnosticDescriptor PrimaryConstructor = Error(
        "RENDER007", "A transform class cannot have a primary constructor", "Write the constructor of '{0}' as an ordinary one: a second one, from JSON, is generated");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [NotPartial, NotALeaf, NotPlain, NoName, Duplicate, NoAttribute, PrimaryConstructor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(TransformDeclaration.AttributeName) is not { } attribute)
                return;

            var all = new Lazy<ILookup<string, INamedTypeSymbol>>(() => TransformDeclaration.All(start.Compilation, attribute));
            start.RegisterSymbolAction(context => Analyze(context, all), SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, Lazy<ILookup<string, INamedTypeSymbol>> all)
    {
        var type = (INamedTypeSymbol)context.Symbol;

        void Report(DiagnosticDescriptor descriptor, params object[] arguments) =>
            context.ReportDiagnostic(Diagnostic.Create(descriptor, type.Locations[0], arguments is [] ? [type.Name] : arguments));

        if (TransformDeclaration.Attribute(type) is not { } attribute)
        {
            if (!type.IsAbstract && TransformDeclaration.IsLeaf(type))
                Report(NoAttribute);

            return;
        }

        if (!TransformDeclaration.IsPartial(type, context.CancellationToken))
            Report(NotPartial);

        if (!TransformDeclaration.IsLeaf(type))
            Report(NotALeaf);

        if (!TransformDeclaration.HasPlainShape(type))
            Report(NotPlain);

        if (TransformDeclaration.HasPrimaryConstructor(type, context.CancellationToken))
            Report(PrimaryConstructor);

        if (TransformDeclaration.ClassName(attribute) is not { } name)
            Report(NoName);
        else if (all.Value[name].FirstOrDefault() is { } first && !SymbolEqualityComparer.Default.Equals(first, type))
            Report(Duplicate, first.Name, type.Name, name);
    }

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
}
