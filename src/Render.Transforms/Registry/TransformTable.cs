using System.Text;

namespace Render.Transforms;

/// <summary>The transform classes outside of this library by name, each with the declaration that counts. Immutable.</summary>
internal sealed class TransformTable
{
    public static readonly TransformTable Empty = new(TransformAssemblies.None, []);

    // By the length of the name, which tells most of them apart.
    private readonly (byte[] Name, TransformClass Class)[][] classes;

    private TransformTable(TransformAssemblies assemblies, (byte[] Name, TransformClass Class)[][] classes)
    {
        Assemblies = assemblies;
        this.classes = classes;
    }

    /// <summary>What this table was made of.</summary>
    public TransformAssemblies Assemblies { get; }

    public static TransformTable Build(TransformAssemblies assemblies)
    {
        var nodes = new List<TransformAssembly>();
        foreach (AssemblyTransformsAttribute transforms in assemblies.All)
            TransformAssembly.Add(nodes, transforms);

        var declarations = new Dictionary<string, List<TransformAssembly>>(StringComparer.Ordinal);
        foreach (TransformAssembly node in nodes)
        {
            foreach (TransformClass one in node.Classes)
            {
                if (!declarations.TryGetValue(one.Name, out List<TransformAssembly>? all))
                    declarations.Add(one.Name, all = []);

                all.Add(node);
            }
        }

        var byLength = new List<(byte[] Name, TransformClass Class)>[declarations.Keys.Select(Encoding.UTF8.GetByteCount).DefaultIfEmpty(-1).Max() + 1];
        foreach (var (name, all) in declarations)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(name);
            (byLength[bytes.Length] ??= []).Add((bytes, Nearest(name, all, assemblies)));
        }

        return new TransformTable(assemblies, [.. byLength.Select(list => list?.ToArray() ?? [])]);
    }

    public TransformClass? Find(ReadOnlySpan<byte> className)
    {
        if ((uint)className.Length < (uint)classes.Length)
        {
            foreach (var (name, one) in classes[className.Length])
            {
                if (className.SequenceEqual(name))
                    return one;
            }
        }

        return null;
    }

    private static TransformClass Nearest(string name, List<TransformAssembly> all, TransformAssemblies assemblies)
    {
        foreach (TransformAssembly one in all)
        {
            if (all.TrueForAll(other => other == one || one.IsNearerThan(other, assemblies)))
                return Array.Find(one.Classes, declared => declared.Name == name)!;
        }

        return new TransformClass(
            name,
            $"is declared by the assemblies {string.Join(" and ", all.Select(one => $"'{one.Name}'"))}, none of which references the other. "
                + "Declare it in the application, or call TransformRegistry.Prefer with the assembly whose class is meant.");
    }
}
