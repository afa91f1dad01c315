using Render.Transforms;

namespace Plugin;

[MpicbgTransform("org.example.Plug")]
public sealed partial class Plug : LeafTransform<Plug.Wave>
{
    public Plug(Wave wave)
        : base(wave)
    {
    }

    public override Point2D Apply(Point2D point) => new(point.X + Parameters.Height, point.Y);

    protected override Wave Parse(ref DataStringReader data) => new(data.ReadDouble("height"), data.ReadDouble("length"));

    protected override void Format(Wave wave, DataStringWriter data) => data.Write([wave.Height, wave.Length]);

    public sealed record Wave(double Height, double Length);
}
