using Microsoft.CodeAnalysis;

namespace Render.Generators;

/// <summary>
/// What is wrong with a class, and where. Right classes have none: the location, which changes with every edit of the file, costs them nothing.
/// </summary>
internal sealed record Complaint(DiagnosticDescriptor Descriptor, DiagnosticSeverity Severity, Location Location, EquatableArray<string> Arguments)
{
    public static Complaint Of(DiagnosticDescriptor descriptor, Location location, params string[] arguments) =>
        new(descriptor, descriptor.DefaultSeverity, location, new([.. arguments]));

    /// <summary>Two classes of one assembly: there is no telling which is meant.</summary>
    public static Complaint OfDuplicate(Location location, string first, string second, string className) =>
        Of(TransformDiagnostics.Duplicate, location, Short(first, second), Short(second, first), className, "JSON cannot tell them apart");

    /// <summary>A class takes the place of one in a referenced assembly. A release of that assembly that adds its class must not break this one.</summary>
    public static Complaint OfReplacement(Location location, string replaced, string own, string className)
    {
        string name = Short(own, replaced);
        Complaint complaint = Of(TransformDiagnostics.Duplicate, location, Short(replaced, own), name, className, $"JSON is read as '{name}', which is nearer");
        return complaint with { Severity = DiagnosticSeverity.Warning };
    }

    public Diagnostic ToDiagnostic() =>
        Diagnostic.Create(Descriptor, Location, Severity, additionalLocations: null, properties: null, [.. Arguments]);

    // Without the namespace, unless that is what tells two classes apart.
    private static string Short(string name, string other)
    {
        string plain = name.Substring(name.LastIndexOf('.') + 1);
        return plain == other.Substring(other.LastIndexOf('.') + 1) ? name : plain;
    }
}
