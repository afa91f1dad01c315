using System.Reflection;

namespace Render.Transforms;

/// <summary>One assembly among those with transform classes.</summary>
internal sealed class TransformAssembly
{
    private readonly Assembly assembly;
    private readonly int number;
    private readonly HashSet<TransformAssembly> reached = [];

    private TransformAssembly(AssemblyTransformsAttribute transforms, int number)
    {
        assembly = transforms.GetType().Assembly;
        this.number = number;
        Classes = transforms.OwnClasses;
    }

    public TransformClass[] Classes { get; }

    public string? Name => assembly.GetName().Name;

    /// <summary>Adds an assembly and those that it references, unless they are there.</summary>
    public static TransformAssembly Add(List<TransformAssembly> nodes, AssemblyTransformsAttribute transforms)
    {
        Assembly assembly = transforms.GetType().Assembly;
        if (nodes.Find(one => one.assembly == assembly) is { } known)
            return known;

        var node = new TransformAssembly(transforms, nodes.Count);
        nodes.Add(node);
        for (int i = 0; ; i++)
        {
            AssemblyTransformsAttribute? reference;
            try
            {
                reference = transforms.Referenced(i);
            }
            catch (Exception exception) when (LoadedAssemblies.IsFailureToLoad(exception))
            {
                // What was referenced at compile time and is not there when the program runs declares nothing.
                continue;
            }

            if (reference is null)
                return node;

            TransformAssembly referenced = Add(nodes, reference);
            node.reached.Add(referenced);
            node.reached.UnionWith(referenced.reached);
        }
    }

    /// <summary>Whether the classes of this assembly count where another one declares the same.</summary>
    public bool IsNearerThan(TransformAssembly other, TransformAssemblies assemblies)
    {
        int preference = assemblies.Preference(assembly) - assemblies.Preference(other.assembly);
        if (preference != 0)
            return preference > 0;

        Assembly? application = Assembly.GetEntryAssembly();
        if (assembly == application || other.assembly == application)
            return assembly == application;

        if (reached.Contains(other))
            return true;

        // The same plug-in may be loaded again.
        return Name == other.Name && number > other.number;
    }
}
