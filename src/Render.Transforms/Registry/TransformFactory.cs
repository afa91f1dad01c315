namespace Render.Transforms;

/// <summary>Makes a transform from JSON. Generated.</summary>
/// <param name="data">What JSON says of the transform.</param>
/// <returns>The transform.</returns>
public delegate LeafTransform TransformFactory(in LeafTransformData data);
