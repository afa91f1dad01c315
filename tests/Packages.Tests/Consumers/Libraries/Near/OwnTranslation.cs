using Render.Transforms;

namespace Near;

[MpicbgTransform("mpicbg.trakem2.transform.TranslationModel2D")]
public sealed partial class OwnTranslation : LeafTransform<OwnTranslation.Wave>
{
    public OwnTranslation(Wave wave)
        : base(wave)
    {
    }

    public override Point2D Apply(Point2D point) => new(point.X + 2000, point.Y);

    protected override Wave Parse(ref DataStringReader data) => new(data.ReadDouble("height"), data.ReadDouble("length"));

    protected override void Format(Wave wave, DataStringWriter data) => data.Write([wave.Height, wave.Length]);

    public sealed record Wave(double Height, double Length);
}
