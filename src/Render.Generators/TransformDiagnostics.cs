using Microsoft.CodeAnalysis;

namespace Render.Generators;

/// <summary>
/// What can be wrong with a transform class. The generator reports it: what it leaves out makes errors of the compiler, before which a build
/// on the command line ends without asking any analyzer.
/// </summary>
public static class TransformDiagnostics
{
    private const string Category = "Render.Transforms";

    /// <summary>A transform class is not partial, so that nothing can be generated into it.</summary>
    public static readonly DiagnosticDescriptor NotPartial = Error(
        "RENDER001", "A transform class must be partial", "Declare '{0}' partial: its constructor from JSON is generated");

    /// <summary>A transform class has the wrong base class.</summary>
    public static readonly DiagnosticDescriptor NotALeaf = Error(
        "RENDER002", "A transform class must derive from LeafTransform", "Derive '{0}' from LeafTransform<TParameters>, which parses its data string");

    /// <summary>A transform class is not a sealed, plain class.</summary>
    public static readonly DiagnosticDescriptor NotPlain = Error(
        "RENDER003", "A transform class must be a plain sealed class", "Make '{0}' a sealed class that is neither generic nor nested nor local to a file");

    /// <summary>A transform class has no class name.</summary>
    public static readonly DiagnosticDescriptor NoName = Error(
        "RENDER004", "A transform class needs a class name", "Name the Java class that '{0}' stands for, without blanks around it");

    /// <summary>
    /// Two transform classes have the same class name: an error within an assembly, and a warning where one is of a referenced assembly, since the
    /// nearer one counts then.
    /// </summary>
    public static readonly DiagnosticDescriptor Duplicate = Error(
        "RENDER005", "Two transform classes stand for one class name", "'{0}' and '{1}' both stand for '{2}': {3}");

    /// <summary>A transform class does not say what it stands for.</summary>
    public static readonly DiagnosticDescriptor NoAttribute = Error(
        "RENDER006", "A transform class must name its class", "Name the Java class that '{0}' stands for: [MpicbgTransform(\"…\")]");

    /// <summary>A transform class has a primary constructor, which every other constructor would have to call.</summary>
    public static readonly DiagnosticDescriptor PrimaryConstructor = Error(
        "RENDER007", "A transform class cannot have a primary constructor", "Write the constructor of '{0}' as an ordinary one: a second one, from JSON, is generated");

    /// <summary>A transform class, or a base class of it, stands in the way of its generated part.</summary>
    public static readonly DiagnosticDescriptor NoRoom = Error(
        "RENDER008", "A transform class must leave room for its generated part", "The generated part of '{0}' has no room: {1}");

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
}
