namespace Render.Generators.Tests;

/// <summary>Transform classes as users write them.</summary>
internal static class Sources
{
    public static string Shift(string className = "org.example.Shift", string name = "Shift", string modifiers = "public sealed partial", string baseClass = "LeafTransform<Numbers>") => $$"""
        using Render.Transforms;
        namespace Example;
        [MpicbgTransform("{{className}}")]
        {{modifiers}} class {{name}} : {{baseClass}}
        {
            public override Point2D Apply(Point2D point) => new(point.X + Parameters.X, point.Y);
            protected override Numbers Parse(ref DataStringReader data) => new(data.ReadDouble("x"));
            protected override void Format(Numbers parameters, DataStringWriter data) => data.Write(parameters.X);
        }
        """;

    public const string Numbers = "namespace Example; public sealed record Numbers(double X);";
}
