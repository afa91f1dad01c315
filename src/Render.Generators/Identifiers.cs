using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Render.Generators;

/// <summary>Names as they stand in source, and names that are made of them.</summary>
internal static class Identifiers
{
    private const int LongestName = 100;

    /// <summary>An identifier as source has it: a word of the language gets its @.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    /// <summary>A namespace as source has it; empty for the global one.</summary>
    public static string Escape(INamespaceSymbol space) => space.IsGlobalNamespace
        ? ""
        : space.ContainingNamespace.IsGlobalNamespace ? Escape(space.Name) : $"{Escape(space.ContainingNamespace)}.{Escape(space.Name)}";

    /// <summary>The full name of a class in plain words.</summary>
    public static string FullName(INamedTypeSymbol type)
    {
        ISymbol? outer = type.ContainingType ?? (ISymbol)type.ContainingNamespace;
        return outer switch
        {
            INamedTypeSymbol outerType => $"{FullName(outerType)}.{type.Name}",
            INamespaceSymbol { IsGlobalNamespace: false } space => $"{FullName(space)}.{type.Name}",
            _ => type.Name,
        };
    }

    /// <summary>An identifier that no other name gives, whatever the name consists of and however long it is.</summary>
    public static string Unique(string name) => $"{Plain(name).Replace('.', '_')}_{Hash(name)}";

    /// <summary>The name of a generated file: that of the class where file systems and compilers take it.</summary>
    public static string FileName(string fullName, bool isTaken)
    {
        string plain = Plain(fullName);
        return plain == fullName && !isTaken ? $"{plain}.g.cs" : $"{plain}_{Hash(fullName)}.g.cs";
    }

    private static string FullName(INamespaceSymbol space) =>
        space.ContainingNamespace.IsGlobalNamespace ? space.Name : $"{FullName(space.ContainingNamespace)}.{space.Name}";

    private static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length <= LongestName ? name : name.Substring(0, LongestName));
        for (int i = 0; i < plain.Length; i++)
        {
            if (plain[i] is not (>= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '.' or '_'))
                plain[i] = '_';
        }

        return plain.ToString();
    }

    // FNV-1a.
    private static string Hash(string name)
    {
        ulong hash = 14695981039346656037;
        foreach (char one in name)
            hash = unchecked((hash ^ one) * 1099511628211);

        return hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
    }
}
