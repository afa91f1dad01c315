namespace Render.Transforms.Tests;

/// <summary>A transform class of a program's own: it moves points by whole rows of an acquisition.</summary>
[MpicbgTransform("org.example.Shift")]
public sealed partial class Shift : LeafTransform<Shift.Distance>
{
    public Shift(double x, double y)
        : base(new Distance(x, y))
    {
    }

    public override Point2D Apply(Point2D point) => new(point.X + Parameters.X, point.Y + Parameters.Y);

    protected override Distance Parse(ref DataStringReader data) => new(data.ReadDouble("x"), data.ReadDouble("y"));

    protected override void Format(Distance parameters, DataStringWriter data) => data.Write([parameters.X, parameters.Y]);

    public sealed record Distance(double X, double Y);
}
