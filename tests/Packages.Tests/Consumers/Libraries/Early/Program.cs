using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Render.Transforms;

// A program without transform classes of its own, which reads before it uses anything of the library that has one.
TransformSpec read = Read("org.example.Wobble");
Console.WriteLine($"first: {read.GetType().Name} {read.Apply(new Point2D(1, 2)).X}");

Console.WriteLine($"before the plug-in: {Read("org.example.Plug").GetType().Name}");
Assembly.LoadFrom(args[0]);
Console.WriteLine($"with the plug-in: {Read("org.example.Plug").GetType().Name}");
Console.WriteLine($"still: {Use()}");

static TransformSpec Read(string className) =>
    JsonSerializer.Deserialize<TransformSpec>($$"""{"className":"{{className}}","dataString":"2.5 100"}""")!;

[MethodImpl(MethodImplOptions.NoInlining)]
static string Use() => $"{Middle.Corrections.Name} {new Lens.Wobble(new(1, 2)).ClassName} {Read("org.example.Wobble").GetType().Assembly.GetName().Name}";
