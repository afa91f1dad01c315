namespace Render;

/// <summary>How far a running server is from the contract that this library was built for.</summary>
public sealed record ServerDrift
{
    /// <summary>The version of the server that the contract describes and that the running one was compared with.</summary>
    public required string ContractVersion { get; init; }

    /// <summary>
    /// The line that the running server is of, or <c>null</c> when it is none that is known: then it was compared with what all lines have.
    /// </summary>
    public ServerLine? Line { get; init; }

    /// <summary>
    /// What the running server says about its build, by name (<c>Server.GetVersionInfo</c>); empty when it was built without, or is too
    /// old to say.
    /// </summary>
    public required IReadOnlyDictionary<string, string> VersionInfo { get; init; }

    /// <summary>Operations of that line in the contract that the server does not offer: calls of them fail with 404 or 405.</summary>
    public required IReadOnlyList<RenderOperation> Missing { get; init; }

    /// <summary>Operations that the server offers and the contract does not know.</summary>
    public required IReadOnlyList<RenderOperation> Unknown { get; init; }

    /// <summary>Whether the server has the operations of its line, and no others that the contract does not know.</summary>
    public bool IsNone => Missing.Count == 0 && Unknown.Count == 0;

    /// <summary>The drift in one line.</summary>
    public override string ToString() => IsNone
        ? $"The server offers what the contract of render-ws {ContractVersion} describes."
        : $"The server drifts from the contract of render-ws {ContractVersion}: {Missing.Count} operations of the contract are missing, "
            + $"{Unknown.Count} of the server are unknown.";
}
