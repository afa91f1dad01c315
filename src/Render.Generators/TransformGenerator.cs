using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Render.Generators;

/// <summary>
/// Writes what is left of a transform class once <c>[MpicbgTransform]</c> has named its Java class: the constructor from JSON, the class name, and
/// the switch from class names to constructors. In the library itself the switch is the registry's own, elsewhere it registers itself.
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
        IncrementalValuesProvider<TransformModel> models = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                TransformDeclaration.AttributeName,
                static (node, _) => node is ClassDeclarationSyntax,
                static (match, cancellation) => Read(match, cancellation))
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(ModelsStep);

        context.RegisterSourceOutput(models, static (output, model) =>
            output.AddSource($"{model.FullName}.g.cs", TransformSource.Class(model)));

        IncrementalValueProvider<EquatableArray<TransformModel>> collected = models
            .Collect()
            .Select(static (all, _) => new EquatableArray<TransformModel>(
                [.. all.GroupBy(model => model.ClassName).Select(group => group.First()).OrderBy(model => model.ClassName, StringComparer.Ordinal)]))
            .WithTrackingName(CollectedStep);

        IncrementalValueProvider<bool> isLibrary = context.CompilationProvider.Select(static (compilation, _) =>
            compilation.Assembly.GetTypeByMetadataName("Render.Transforms.TransformRegistry") is not null);

        context.RegisterSourceOutput(collected.Combine(isLibrary), static (output, input) =>
        {
            if (input.Right)
                output.AddSource("Render.Transforms.TransformRegistry.g.cs", TransformSource.OwnRegistry(input.Left));
            else if (input.Left.Count > 0)
                output.AddSource("RegisteredTransforms.g.cs", TransformSource.Registration(input.Left));
        });
    }

    private static TransformModel? Read(GeneratorAttributeSyntaxContext match, CancellationToken cancellation)
    {
        if (match.TargetSymbol is not INamedTypeSymbol type
            || TransformDeclaration.ClassName(match.Attributes[0]) is not { } className
            || !TransformDeclaration.HasPlainShape(type)
            || !TransformDeclaration.IsLeaf(type)
            || !TransformDeclaration.IsPartial(type, cancellation)
            || TransformDeclaration.HasPrimaryConstructor(type, cancellation))
        {
            return null;
        }

        return new TransformModel(
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
            type.Name,
            type.DeclaredAccessibility == Accessibility.Public ? "public" : "internal",
            className);
    }
}
