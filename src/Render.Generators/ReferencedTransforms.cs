using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Render.Generators;

/// <summary>The transform classes of referenced assemblies. Symbols of assemblies live from edit to edit: each is looked through once.</summary>
internal static class ReferencedTransforms
{
    private static readonly ConditionalWeakTable<IAssemblySymbol, Dictionary<string, string>> Known = new();

    /// <summary>The assembly of the library: this one, or a referenced one, under whatever alias.</summary>
    public static IAssemblySymbol? Library(Compilation compilation) => compilation.SourceModule.ReferencedAssemblySymbols
        .Prepend(compilation.Assembly)
        .FirstOrDefault(assembly => assembly.Name == TransformDeclaration.Namespace
            && assembly.GetTypeByMetadataName(TransformDeclaration.AttributeName) is not null);

    /// <summary>The referenced assemblies that can have transform classes: the library, and what references it.</summary>
    public static IEnumerable<IAssemblySymbol> Assemblies(Compilation compilation, IAssemblySymbol library) =>
        compilation.SourceModule.ReferencedAssemblySymbols.Where(assembly =>
            SymbolEqualityComparer.Default.Equals(assembly, library)
            || assembly.Modules.Any(module => module.ReferencedAssemblies.Contains(library.Identity)));

    /// <summary>The name of the class that stands for a Java class in a referenced assembly; null if none does.</summary>
    public static string? Find(Compilation compilation, IAssemblySymbol library, string className)
    {
        foreach (IAssemblySymbol assembly in Assemblies(compilation, library))
        {
            if (Known.GetValue(assembly, Read).TryGetValue(className, out string? type))
                return type;
        }

        return null;
    }

    private static Dictionary<string, string> Read(IAssemblySymbol assembly)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (INamedTypeSymbol type in TypesIn(assembly.GlobalNamespace))
        {
            if (TransformDeclaration.Attribute(type) is { } attribute && TransformDeclaration.ClassName(attribute) is { } name && !all.ContainsKey(name))
                all.Add(name, Identifiers.FullName(type));
        }

        return all;
    }

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceSymbol space) =>
        space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(TypesIn));
}
