namespace Middle;

/// <summary>A library between the program and the one with the transform class.</summary>
public static class Corrections
{
    public static string Name => nameof(Lens.Wobble);
}
