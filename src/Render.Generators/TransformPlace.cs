using Microsoft.CodeAnalysis;

namespace Render.Generators;

/// <summary>Where a class stands. Kept apart from <see cref="TransformModel"/>, which does not change when a class moves.</summary>
internal sealed record TransformPlace(string FullName, Location Location);
