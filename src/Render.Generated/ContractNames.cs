// The contract's names for the transform family that Render.Transforms declares: generated code finds its types by them.
global using LeafTransformSpec = Render.Transforms.LeafTransform;
global using ListTransformSpec = Render.Transforms.ListTransform;
global using TransformSpec = Render.Transforms.TransformSpec;
global using TransformSpecMetaData = Render.Transforms.TransformMetadata;
