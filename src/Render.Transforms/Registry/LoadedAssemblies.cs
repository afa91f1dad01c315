using System.Reflection;
using System.Runtime.CompilerServices;

namespace Render.Transforms;

/// <summary>
/// Looks for transform classes in assemblies that are loaded but of which no code has run yet, such as plug-ins. It does so only where a class is
/// not known, and looks at each assembly once.
/// </summary>
internal static class LoadedAssemblies
{
    private static readonly ConditionalWeakTable<Assembly, object> Seen = [];

    private static int Loads = 1;

    // Up to which of the loads everything has been looked at.
    private static int SeenLoads;

    static LoadedAssemblies() => AppDomain.CurrentDomain.AssemblyLoad += static (_, _) => Interlocked.Increment(ref Loads);

    /// <summary>Registers the classes of assemblies that were loaded since the last call.</summary>
    /// <returns>Whether it is worth while to look for a class again.</returns>
    public static bool FindNew()
    {
        // Native code has all its assemblies from the start, and their initializers have run.
        int current = Volatile.Read(ref Loads);
        if (current == Volatile.Read(ref SeenLoads) || !RuntimeFeature.IsDynamicCodeSupported)
            return false;

        // Without a lock, since looking may run initializers of those assemblies: threads that come meanwhile look for themselves.
        foreach (Assembly assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            if (Seen.TryGetValue(assembly, out _))
                continue;

            if (TransformsOf(assembly) is { } transforms)
                TransformRegistry.Register(transforms);

            Seen.TryAdd(assembly, Seen);
        }

        Volatile.Write(ref SeenLoads, current);
        return true;
    }

    public static AssemblyTransformsAttribute? TransformsOf(Assembly assembly)
    {
        try
        {
            return assembly.GetCustomAttribute<AssemblyTransformsAttribute>();
        }
        catch (Exception exception) when (IsFailureToLoad(exception))
        {
            // Its attributes are of assemblies that are not there.
            return null;
        }
    }

    public static bool IsFailureToLoad(Exception exception) => exception is IOException or TypeLoadException or BadImageFormatException;
}
