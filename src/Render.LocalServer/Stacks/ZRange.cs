namespace Render.LocalServer;

/// <summary>A range of z, both ends included; an end that is null is open.</summary>
internal readonly record struct ZRange(double? Min, double? Max)
{
    public static ZRange Of(double z) => new(z, z);
}
