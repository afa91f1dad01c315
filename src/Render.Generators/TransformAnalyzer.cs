using System.Collections.Concurrent;
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

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [NotPartial, NotALeaf, NotPlain, NoName, Duplicate];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(TransformDeclaration.AttributeName) is not { } attribute)
                return;

            var classesByName = new ConcurrentDictionary<string, ConcurrentBag<INamedTypeSymbol>>();
            start.RegisterSymbolAction(context => Analyze(context, attribute, classesByName), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(context => ReportDuplicates(context, classesByName));
        });
    }

    private static void Analyze(
        SymbolAnalysisContext context, INamedTypeSymbol attributeType, ConcurrentDictionary<string, ConcurrentBag<INamedTypeSymbol>> classesByName)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        AttributeData? attribute = type.GetAttributes()
            .FirstOrDefault(candidate => SymbolEqualityComparer.Default.Equals(candidate.AttributeClass, attributeType));
        if (attribute is null)
            return;

        void Report(DiagnosticDescriptor descriptor) =>
            context.ReportDiagnostic(Diagnostic.Create(descriptor, type.Locations[0], type.Name));

        if (!TransformDeclaration.IsPartial(type, context.CancellationToken))
            Report(NotPartial);

        if (!TransformDeclaration.IsLeaf(type))
            Report(NotALeaf);

        if (!TransformDeclaration.HasPlainShape(type))
            Report(NotPlain);

        if (TransformDeclaration.ClassName(attribute) is { } name)
            classesByName.GetOrAdd(name, static _ => []).Add(type);
        else
            Report(NoName);
    }

    private static void ReportDuplicates(
        CompilationAnalysisContext context, ConcurrentDictionary<string, ConcurrentBag<INamedTypeSymbol>> classesByName)
    {
        foreach (KeyValuePair<string, ConcurrentBag<INamedTypeSymbol>> entry in classesByName)
        {
            INamedTypeSymbol[] types = [.. entry.Value.OrderBy(type => type.ToDisplayString(), StringComparer.Ordinal)];
            foreach (INamedTypeSymbol other in types.Skip(1))
                context.ReportDiagnostic(Diagnostic.Create(Duplicate, other.Locations[0], types[0].Name, other.Name, entry.Key));
        }
    }

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true, customTags: id == "RENDER005" ? ["CompilationEnd"] : []);
}
