using System.Collections.Immutable;
using System.Text;

namespace Render.Transforms;

/// <summary>Makes a transform from JSON. Generated.</summary>
/// <param name="data">What JSON says of the transform.</param>
/// <returns>The transform.</returns>
public delegate LeafTransform TransformFactory(in LeafTransformData data);

/// <summary>Finds one of the transform classes of an assembly. Generated.</summary>
/// <param name="className">The Java class name as UTF-8.</param>
/// <returns>What makes transforms of this class, or null if the assembly has none of that name.</returns>
public delegate TransformFactory? TransformFinder(ReadOnlySpan<byte> className);

/// <summary>
/// The transform classes of other assemblies. Their generated code registers them when their assembly is loaded; a program that reads JSON
/// before it touches such an assembly calls the generated <c>RegisteredTransforms.Register()</c>.
/// </summary>
public static partial class TransformRegistry
{
    private static ImmutableArray<Registration> Registrations = [];

    /// <summary>Adds the transform classes of an assembly. Adding the same finder again does nothing.</summary>
    /// <param name="classNames">The Java class names that <paramref name="finder"/> knows.</param>
    /// <param name="finder">Makes transforms of these classes.</param>
    /// <exception cref="ArgumentException">Another assembly, or this library, has registered one of the names.</exception>
    public static void Register(IReadOnlyList<string> classNames, TransformFinder finder)
    {
        ArgumentNullException.ThrowIfNull(classNames);
        ArgumentNullException.ThrowIfNull(finder);
        ImmutableInterlocked.Update(ref Registrations, known =>
        {
            if (known.Any(registration => registration.Finder == finder))
                return known;

            foreach (string name in classNames)
            {
                if (IsKnown(name, known))
                    throw new ArgumentException($"The transform class '{name}' is registered already.", nameof(classNames));
            }

            return known.Add(new Registration([.. classNames], finder));
        });
    }

    /// <summary>Says whether transforms of a class can be computed.</summary>
    /// <param name="className">The Java class name.</param>
    /// <returns>True for the classes of this library and for registered ones.</returns>
    public static bool IsKnown(string className)
    {
        ArgumentNullException.ThrowIfNull(className);
        return IsKnown(className, Registrations);
    }

    internal static TransformFactory? Find(ReadOnlySpan<byte> className)
    {
        if (FindOwn(className) is { } own)
            return own;

        foreach (Registration registration in Registrations)
        {
            if (registration.Finder(className) is { } factory)
                return factory;
        }

        return null;
    }

    private static bool IsKnown(string className, ImmutableArray<Registration> known) =>
        FindOwn(Encoding.UTF8.GetBytes(className)) is not null
        || known.Any(registration => registration.ClassNames.Contains(className));

    // The classes of this library: a generated switch over their names.
    private static partial TransformFactory? FindOwn(ReadOnlySpan<byte> className);

    private sealed record Registration(ImmutableArray<string> ClassNames, TransformFinder Finder);
}
