using System.Reflection;

namespace Render.Transforms;

/// <summary>The assemblies with transform classes that have been met so far, in the order in which they were, and which of them are preferred. Immutable.</summary>
internal sealed class TransformAssemblies
{
    public static readonly TransformAssemblies None = new([], []);

    private readonly Assembly[] preferred;

    private TransformAssemblies(AssemblyTransformsAttribute[] all, Assembly[] preferred)
    {
        All = all;
        this.preferred = preferred;
    }

    public AssemblyTransformsAttribute[] All { get; }

    public TransformAssemblies With(AssemblyTransformsAttribute transforms)
    {
        foreach (AssemblyTransformsAttribute one in All)
        {
            if (one.GetType() == transforms.GetType())
                return this;
        }

        return new([.. All, transforms], preferred);
    }

    public TransformAssemblies Preferring(AssemblyTransformsAttribute transforms) => new(All, [.. preferred, transforms.GetType().Assembly]);

    /// <summary>How much an assembly is preferred: -1 if it is not.</summary>
    public int Preference(Assembly assembly) => Array.LastIndexOf(preferred, assembly);
}
