using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Render.Generators;

/// <summary>What generated code has to know of the assembly that it becomes a part of.</summary>
/// <param name="Library">The alias by which source reaches the library.</param>
/// <param name="IsLibrary">Whether the assembly is the library itself.</param>
/// <param name="Registration">The name of the class that lists the transform classes of the assembly.</param>
/// <param name="HasModuleInitializers">Whether the language has them, and nothing hides the namespace of their attribute.</param>
/// <param name="References">The same classes of referenced assemblies, each with the alias of its assembly.</param>
internal sealed record Consumer(
    string Library, bool IsLibrary, string Registration, bool HasModuleInitializers, EquatableArray<(string Alias, string Name)> References)
{
    private const string GlobalAlias = "global";

    private const string RegistrationBase = $"{TransformDeclaration.Namespace}.AssemblyTransformsAttribute";

    /// <summary>Null if the compilation does not reference the library.</summary>
    public static Consumer? Of(Compilation compilation)
    {
        if (ReferencedTransforms.Library(compilation) is not { } library)
            return null;

        IEnumerable<(string, string)> references =
            from assembly in ReferencedTransforms.Assemblies(compilation, library)
            from attribute in assembly.GetAttributes()
            where attribute.AttributeClass?.BaseType?.ToDisplayString() == RegistrationBase
            orderby attribute.AttributeClass!.Name
            select (Alias(compilation, assembly), attribute.AttributeClass!.ToDisplayString());
        return new Consumer(
            Alias(compilation, library),
            SymbolEqualityComparer.Default.Equals(library, compilation.Assembly),
            Identifiers.Unique($"Transforms.{compilation.AssemblyName}"),
            compilation is CSharpCompilation { LanguageVersion: >= LanguageVersion.CSharp9 } && compilation.GlobalNamespace.GetTypeMembers("System", 0).IsEmpty,
            new([.. references]));
    }

    private static string Alias(Compilation compilation, IAssemblySymbol assembly) =>
        compilation.GetMetadataReference(assembly)?.Properties.Aliases is { IsEmpty: false } aliases && !aliases.Contains(GlobalAlias)
            ? aliases[0]
            : GlobalAlias;
}
