namespace Render.Transforms;

/// <summary>A transform that is an affine map, so that a chain of them is one.</summary>
public interface IAffineTransform : IInvertibleTransform
{
    /// <summary>The affine map of this transform.</summary>
    /// <exception cref="TransformDataException">The data string cannot be parsed.</exception>
    AffineMatrix Matrix { get; }
}
