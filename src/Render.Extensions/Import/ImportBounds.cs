namespace Render;

/// <summary>Where the bounding boxes of imported tiles (minX, minY, maxX, maxY) come from.</summary>
public enum ImportBounds
{
    /// <summary>
    /// Derived here, in parallel, with the server's arithmetic, and set on the tile specs that are passed in. The server is spared the work.
    /// </summary>
    Client,

    /// <summary>Derived by the server (<c>deriveData=true</c>). Needed for transform classes that this program does not know.</summary>
    Server,

    /// <summary>Taken from the tile specs; a tile without all four is rejected.</summary>
    Keep,
}
