using Render;

// A program that brings its server along.
await using var server = await RenderLocalServer.StartAsync();
using var render = RenderClient.Connect(server.BaseAddress, owner: "consumer", project: "embedding");
var stack = render.Stack("own");
await stack.CreateAsync();
Console.WriteLine($"{stack.Name} is {(await stack.GetMetadataAsync()).State}");
