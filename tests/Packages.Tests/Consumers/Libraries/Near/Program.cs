using System.Text.Json;
using Render.Transforms;

// What the program declares itself counts, whoever else declares it.
foreach (string className in new[] { "org.example.Wobble", "mpicbg.trakem2.transform.TranslationModel2D", "org.example.Ripple" })
{
    TransformSpec read = JsonSerializer.Deserialize<TransformSpec>($$"""{"className":"{{className}}","dataString":"2.5 100"}""")!;
    Console.WriteLine($"{read.GetType().FullName} {read.Apply(default).X}");
}
