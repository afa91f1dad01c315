using Render.Transforms;

namespace Analysis;

/// <summary>A transform class that only this program has: rows are moved by a fraction of their y.</summary>
[MpicbgTransform("org.example.Shear")]
public sealed partial class Shear : LeafTransform<Shear.Fraction>
{
    public Shear(double xPerY)
        : base(new Fraction(xPerY))
    {
    }

    public override Point2D Apply(Point2D point) => new(point.X + (Parameters.XPerY * point.Y), point.Y);

    protected override Fraction Parse(ref DataStringReader data) => new(data.ReadDouble("xPerY"));

    protected override void Format(Fraction parameters, DataStringWriter data) => data.Write([parameters.XPerY]);

    public sealed record Fraction(double XPerY);
}
