namespace Render.Transforms;

/// <summary>
/// The transform classes of an assembly. The generator derives a class from this one in each assembly that declares such classes or references
/// one that does, and puts it on the assembly: there it is found without a look at the types of the assembly.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
public abstract class AssemblyTransformsAttribute : Attribute
{
    /// <summary>The transform classes of the assembly. Generated.</summary>
    protected abstract TransformClass[] Classes { get; }

    /// <summary>The transform classes of a referenced assembly. Generated.</summary>
    /// <param name="index">The number of the referenced assembly, from 0.</param>
    /// <returns>Its classes; null if there is no further one.</returns>
    protected virtual AssemblyTransformsAttribute? Reference(int index) => null;

    internal TransformClass[] OwnClasses => Classes;

    internal AssemblyTransformsAttribute? Referenced(int index) => Reference(index);
}
