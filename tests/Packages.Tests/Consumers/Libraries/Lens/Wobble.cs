using Render.Transforms;

namespace Lens;

[MpicbgTransform("org.example.Wobble")]
public sealed partial class Wobble : LeafTransform<Wobble.Wave>
{
    public Wobble(Wave wave)
        : base(wave)
    {
    }

    public override Point2D Apply(Point2D point) => new(point.X + Parameters.Height, point.Y);

    protected override Wave Parse(ref DataStringReader data) => new(data.ReadDouble("height"), data.ReadDouble("length"));

    protected override void Format(Wave wave, DataStringWriter data) => data.Write([wave.Height, wave.Length]);

    public sealed record Wave(double Height, double Length);
}
