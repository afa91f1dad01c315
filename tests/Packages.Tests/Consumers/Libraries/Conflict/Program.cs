using System.Text.Json;
using Render.Transforms;

// Two libraries declare one class, and neither knows of the other.
Console.WriteLine(new Lens.Wobble(new(1, 2)).ClassName);
Console.WriteLine(new OtherLens.Wobble(new(1, 2)).Apply(default).X);

const string json = """{"className":"org.example.Wobble","dataString":"2.5 100"}""";
TransformSpec read = JsonSerializer.Deserialize<TransformSpec>(json)!;
Console.WriteLine(JsonSerializer.Serialize(read));
try
{
    read.Apply(default);
}
catch (UnknownTransformException exception)
{
    Console.WriteLine(exception.Message);
}

Console.WriteLine(JsonSerializer.Deserialize<TransformSpec>("""{"className":"org.example.Ripple","dataString":"2.5 100"}""")!.Apply(default).X);
TransformRegistry.Prefer(typeof(OtherLens.Wobble).Assembly);
Console.WriteLine(JsonSerializer.Deserialize<TransformSpec>(json)!.Apply(default).X);
TransformRegistry.Prefer(typeof(Lens.Wobble).Assembly);
Console.WriteLine(JsonSerializer.Deserialize<TransformSpec>(json)!.Apply(default).X);
