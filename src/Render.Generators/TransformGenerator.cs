using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Render.Generators;

/// <summary>
/// Writes what is left of a transform class once <c>[MpicbgTransform]</c> has named its Java class: the constructor from JSON and the class name. In
/// the library itself it writes the switch from class names to classes, elsewhere the list of the assembly's classes, which names the lists of
/// referenced assemblies. What is wrong with a class is reported here as well.
/// </summary>
[Generator]
public sealed class TransformGenerator : IIncrementalGenerator
{
    /// <summary>The step that reads the annotated classes.</summary>
    public const string ModelsStep = "Models";

    /// <summary>The step that puts them together.</summary>
    public const string CollectedStep = "Collected";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<TransformReading> readings = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                TransformDeclaration.AttributeName,
                static (node, _) => node is TypeDeclarationSyntax,
                static (match, cancellation) => Read(match, cancellation));

        // A class whose attribute stands on several of its parts comes several times.
        IncrementalValueProvider<EquatableArray<TransformModel>> models = readings
            .Where(static reading => reading.Model is not null)
            .Select(static (reading, _) => reading.Model!)
            .WithTrackingName(ModelsStep)
            .Collect()
            .Select(static (all, _) => new EquatableArray<TransformModel>(
                [.. all.GroupBy(one => one.FullName).Select(group => group.First())
                    .OrderBy(one => one.ClassName, StringComparer.Ordinal).ThenBy(one => one.FullName, StringComparer.Ordinal)]))
            .WithTrackingName(CollectedStep);
        IncrementalValueProvider<Consumer?> consumer = context.CompilationProvider.Select(static (compilation, _) => Consumer.Of(compilation));

        context.RegisterSourceOutput(
            models.SelectMany(static (all, _) => Files(all)).Combine(consumer),
            static (output, input) => output.AddSource(input.Left.FileName, TransformSource.Class(input.Left.Model, input.Right!.Library)));

        context.RegisterSourceOutput(models.Combine(consumer), static (output, input) =>
        {
            TransformModel[] first = [.. input.Left.GroupBy(model => model.ClassName).Select(group => group.First())];
            if (input.Right is { IsLibrary: true })
                output.AddSource("Render.Transforms.TransformRegistry.g.cs", TransformSource.OwnRegistry(first));
            else if (input.Right is { } one && (first.Length > 0 || one.References.Count > 0))
                output.AddSource("RegisteredTransforms.g.cs", TransformSource.Registration(first, one));
        });

        Report(context, readings.SelectMany(static (reading, _) => reading.Complaints).Collect());
        Report(context, NamelessClasses(context).Collect());
        Report(context, models
            .Combine(readings.Where(static reading => reading.Model is not null).Select(static (reading, _) => reading.Place).Collect())
            .Combine(context.CompilationProvider)
            .Select(static (input, _) => Duplicates(input.Left.Left, input.Left.Right, input.Right)));
    }

    private static TransformReading Read(GeneratorAttributeSyntaxContext match, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)match.TargetSymbol;
        Compilation compilation = match.SemanticModel.Compilation;
        string? className = TransformDeclaration.ClassName(match.Attributes[0]);
        List<Complaint> complaints = [];

        void Complain(bool isWrong, DiagnosticDescriptor descriptor, string reason = "")
        {
            if (isWrong)
                complaints.Add(Complaint.Of(descriptor, type.Locations[0], type.Name, reason));
        }

        Complain(!TransformDeclaration.IsPartial(type, cancellation), TransformDiagnostics.NotPartial);
        Complain(!TransformDeclaration.IsLeaf(type), TransformDiagnostics.NotALeaf);
        Complain(!TransformDeclaration.HasPlainShape(type), TransformDiagnostics.NotPlain);
        Complain(TransformDeclaration.HasPrimaryConstructor(type, cancellation), TransformDiagnostics.PrimaryConstructor);
        Complain(className is null, TransformDiagnostics.NoName);
        if (complaints.Count == 0)
        {
            string? obstacle = TransformDeclaration.Obstacle(type, compilation);
            Complain(obstacle is not null, TransformDiagnostics.NoRoom, obstacle ?? "");
        }

        TransformModel? model = complaints.Count > 0 ? null : new TransformModel(
            Identifiers.Escape(type.ContainingNamespace),
            Identifiers.Escape(type.Name),
            Identifiers.FullName(type),
            className!,
            TransformDeclaration.ConstructorFromJson(type) is not null ? null
                : TransformDeclaration.BaseConstructor(type, compilation)!.Parameters[0].RefKind == RefKind.In ? "in json" : "json",
            TransformDeclaration.NeedsSetsRequiredMembers(type, compilation),
            TransformDeclaration.IsObsolete(type));
        return new TransformReading(model, new([.. complaints]), new TransformPlace(Identifiers.FullName(type), type.Locations[0]));
    }

    // File names that differ in case only are the same to the compiler.
    private static IEnumerable<(string FileName, TransformModel Model)> Files(EquatableArray<TransformModel> models)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (TransformModel model in models.OrderBy(model => model.FullName, StringComparer.Ordinal))
            yield return (Identifiers.FileName(model.FullName, isTaken: !taken.Add(model.FullName)), model);
    }

    // What derives from LeafTransform and is to be used, but stands for no Java class.
    private static IncrementalValuesProvider<Complaint> NamelessClasses(IncrementalGeneratorInitializationContext context) => context.SyntaxProvider
        .CreateSyntaxProvider(
            static (node, _) => node is ClassDeclarationSyntax { BaseList.Types: [var first, ..] } declaration
                && !IsInterfaceByName(first.Type)
                && !declaration.Modifiers.Any(SyntaxKind.AbstractKeyword)
                && !declaration.Modifiers.Any(SyntaxKind.StaticKeyword),
            static (match, cancellation) =>
                match.SemanticModel.GetDeclaredSymbol(match.Node, cancellation) is INamedTypeSymbol { IsAbstract: false } type
                && TransformDeclaration.IsLeaf(type)
                && TransformDeclaration.Attribute(type) is null
                    ? Complaint.Of(TransformDiagnostics.NoAttribute, type.Locations[0], type.Name)
                    : null)
        .Where(static complaint => complaint is not null)
        .Select(static (complaint, _) => complaint!);

    // Asking what each base is would cost every program with many classes; base classes are not called like this.
    private static bool IsInterfaceByName(TypeSyntax type) =>
        type is SimpleNameSyntax { Identifier.Text: { Length: > 1 } name } && name[0] == 'I' && char.IsUpper(name[1]);

    private static ImmutableArray<Complaint> Duplicates(
        EquatableArray<TransformModel> models, ImmutableArray<TransformPlace> places, Compilation compilation)
    {
        if (models.Count == 0 || ReferencedTransforms.Library(compilation) is not { } library)
            return [];

        var complaints = ImmutableArray.CreateBuilder<Complaint>();
        foreach (IGrouping<string, TransformModel> group in models.GroupBy(model => model.ClassName))
        {
            TransformModel first = group.First();
            if (ReferencedTransforms.Find(compilation, library, group.Key) is { } replaced)
                complaints.Add(Complaint.OfReplacement(Place(first), replaced, first.FullName, group.Key));

            foreach (TransformModel other in group.Skip(1))
                complaints.Add(Complaint.OfDuplicate(Place(other), first.FullName, other.FullName, group.Key));
        }

        return complaints.ToImmutable();

        Location Place(TransformModel model) => places.First(place => place.FullName == model.FullName).Location;
    }

    private static void Report(IncrementalGeneratorInitializationContext context, IncrementalValueProvider<ImmutableArray<Complaint>> complaints) =>
        context.RegisterSourceOutput(complaints.Select(static (all, _) => new EquatableArray<Complaint>([.. all.Distinct()])), static (output, all) =>
        {
            foreach (Complaint complaint in all)
                output.ReportDiagnostic(complaint.ToDiagnostic());
        });
}
