namespace Render.LocalServer.Tests.Exchanges;

/// <summary>The requests that were recorded from 4.3.</summary>
public sealed class Replay43() : Replay(ServerLine.Line43, "exchanges-4.3.jsonl");
