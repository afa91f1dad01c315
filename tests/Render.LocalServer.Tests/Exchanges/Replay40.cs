namespace Render.LocalServer.Tests.Exchanges;

/// <summary>The requests that were recorded from 4.0.2.</summary>
public sealed class Replay40() : Replay(ServerLine.Line40, "exchanges.jsonl");
