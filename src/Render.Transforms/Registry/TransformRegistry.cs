using System.Reflection;

namespace Render.Transforms;

/// <summary>
/// The transform classes that this program knows: those of this library, of the application and of the assemblies that it references, and of
/// assemblies that are loaded later. The generator sees to it that nothing has to be called.
/// </summary>
/// <remarks>
/// Where several assemblies declare a class for one Java class, the nearest counts: the application before its libraries, a library before
/// those that it references itself, any of them before this library. Of libraries that do not know of each other none does: transforms of such a
/// class are read as <see cref="UnknownTransform"/>, and computing one says who declares it.
/// </remarks>
public static partial class TransformRegistry
{
    private static TransformAssemblies Assemblies = TransformAssemblies.None;

    private static TransformTable Table = TransformTable.Empty;

    /// <summary>Adds the transform classes of an assembly. Generated code calls it when the assembly is used for the first time.</summary>
    /// <param name="transforms">The transform classes of the assembly.</param>
    public static void Register(AssemblyTransformsAttribute transforms)
    {
        ArgumentNullException.ThrowIfNull(transforms);
        Update(transforms, static (known, added) => known.With(added));
    }

    /// <summary>
    /// Lets the transform classes of an assembly count where others declare classes for the same Java classes. It concerns transforms that are
    /// read from now on.
    /// </summary>
    /// <param name="assembly">An assembly with transform classes; if several are preferred, the last one counts.</param>
    /// <exception cref="ArgumentException">The assembly declares no transform class.</exception>
    public static void Prefer(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        AssemblyTransformsAttribute transforms = LoadedAssemblies.TransformsOf(assembly)
            ?? throw new ArgumentException($"The assembly '{assembly.GetName().Name}' declares no class with [MpicbgTransform].", nameof(assembly));
        Update(transforms, static (known, preferred) => known.With(preferred).Preferring(preferred));
    }

    /// <summary>Says whether transforms of a class can be computed.</summary>
    /// <param name="className">The Java class name.</param>
    /// <returns>True for the classes of this library and for those of other assemblies, unless several declare it and none is the nearest.</returns>
    public static bool IsKnown(string className)
    {
        ArgumentNullException.ThrowIfNull(className);
        return Find(System.Text.Encoding.UTF8.GetBytes(className)) is { Conflict: null };
    }

    internal static TransformClass? Find(ReadOnlySpan<byte> className)
    {
        TransformTable table = Volatile.Read(ref Table);
        if (!ReferenceEquals(table.Assemblies, Volatile.Read(ref Assemblies)))
            table = Rebuild();

        return table.Find(className)
            ?? FindOwn(className)
            ?? (LoadedAssemblies.FindNew() ? Find(className) : null);
    }

    private static void Update(AssemblyTransformsAttribute argument, Func<TransformAssemblies, AssemblyTransformsAttribute, TransformAssemblies> change)
    {
        TransformAssemblies known;
        TransformAssemblies changed;
        do
        {
            known = Volatile.Read(ref Assemblies);
            changed = change(known, argument);
        }
        while (!ReferenceEquals(known, changed) && !ReferenceEquals(Interlocked.CompareExchange(ref Assemblies, changed, known), known));
    }

    // Without a lock: building loads referenced assemblies, whose initializers register, on this or on another thread.
    private static TransformTable Rebuild()
    {
        while (true)
        {
            TransformAssemblies known = Volatile.Read(ref Assemblies);
            TransformTable table = TransformTable.Build(known);
            Volatile.Write(ref Table, table);
            if (ReferenceEquals(known, Volatile.Read(ref Assemblies)))
                return table;
        }
    }

    // The classes of this library: a generated switch over their names.
    private static partial TransformClass? FindOwn(ReadOnlySpan<byte> className);
}
