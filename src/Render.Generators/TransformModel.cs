namespace Render.Generators;

/// <summary>What the generator knows of an annotated class: values only, so that an edit elsewhere changes nothing.</summary>
/// <param name="Namespace">The namespace as source has it; empty for the global one.</param>
/// <param name="Name">The class as source has it.</param>
/// <param name="FullName">Namespace and class in plain words.</param>
/// <param name="ClassName">The Java class.</param>
/// <param name="BaseArgument">What the base class takes from the generated constructor; null if the class has a constructor from JSON.</param>
/// <param name="SetsRequiredMembers">Whether the generated constructor stands in for the setting of required members.</param>
/// <param name="IsObsolete">Whether only what is obsolete itself may use the class.</param>
internal sealed record TransformModel(
    string Namespace, string Name, string FullName, string ClassName, string? BaseArgument, bool SetsRequiredMembers, bool IsObsolete)
{
    /// <summary>The class as generated code names it.</summary>
    public string Reference => Namespace.Length == 0 ? $"global::{Name}" : $"global::{Namespace}.{Name}";

    /// <summary>The generated class that holds what belongs to the class once.</summary>
    public string Holder => $"global::{TransformSource.Namespace}.{HolderName}";

    /// <summary>The name of <see cref="Holder"/>.</summary>
    public string HolderName => Identifiers.Unique(FullName);
}
