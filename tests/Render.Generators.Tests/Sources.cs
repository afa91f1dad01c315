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

    /// <summary>A class in an old version of the language, with nothing of the framework: it moves points by the first of its numbers.</summary>
    public static string Wobble(
        string className = "org.example.Legal",
        string name = "Wobble",
        string space = "Acme",
        string members = "",
        string attributes = "",
        string declaration = "public sealed partial class",
        string baseClass = "LeafTransform",
        string outside = "") => $$"""
        using Render.Transforms;
        {{outside}}
        {{(space.Length > 0 ? $"namespace {space} {{" : "")}}
        [MpicbgTransform({{(className.StartsWith('"') || className.Contains('+', StringComparison.Ordinal) ? className : $"\"{className}\"")}})]{{attributes}}
        {{declaration}} {{name}} : {{baseClass}}<{{name}}.Wave>
        {
            public {{name}}(Wave wave) : base(wave) { }
            public override Point2D Apply(Point2D point) { return new Point2D(point.X + Parameters.Height, point.Y); }
            protected override Wave Parse(ref DataStringReader data) { return new Wave(data.ReadDouble("height"), data.ReadDouble("length")); }
            protected override void Format(Wave wave, DataStringWriter data) { data.Write(wave.Height); data.Write(wave.Length); }
            public sealed class Wave
            {
                public Wave(double height, double length) { Height = height; Length = length; }
                public double Height { get; }
                public double Length { get; }
            }
            {{members}}
        }
        {{(space.Length > 0 ? "}" : "")}}
        """;
}
