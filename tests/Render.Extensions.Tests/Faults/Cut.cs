namespace Render.Extensions.Tests.Faults;

/// <summary>How a connection ends.</summary>
/// <param name="OfAnswers">Whether the bytes of answers are counted, or else those of requests.</param>
/// <param name="After">How many bytes come through.</param>
/// <param name="How">What happens then.</param>
public sealed record Cut(bool OfAnswers, int After, CutKind How);
