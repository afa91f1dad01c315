namespace Render.LocalServer;

/// <summary>A range of z, both ends included; an end that is null is open.</summary>
internal readonly record struct ZRange(double? Min, double? Max)
{
    /// <summary>Whether it has no limits.</summary>
    public bool IsOpen => Min is null && Max is null;

    /// <summary>Whether it is a single value.</summary>
    public bool IsLayer => Min is { } min && min == Max;

    public double Least => Min ?? double.NegativeInfinity;

    public double Most => Max ?? double.PositiveInfinity;

    public static ZRange Of(double z) => new(z, z);
}
