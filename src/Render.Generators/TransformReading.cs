namespace Render.Generators;

/// <summary>An annotated class: what is to be generated for it, or else what is wrong with it.</summary>
internal sealed record TransformReading(TransformModel? Model, EquatableArray<Complaint> Complaints, TransformPlace Place);
