namespace Render;

/// <summary>What an import does about tiles that a layer of the stack has already.</summary>
public enum ExistingLayers
{
    /// <summary>They stay. Tiles with the same id are replaced.</summary>
    Merge,

    /// <summary>
    /// Every layer (z) to which a tile is to be sent is emptied before its first tile is; layers that the import does not touch stay. With a
    /// journal each is emptied once, however often the import is resumed.
    /// </summary>
    Replace,

    /// <summary>Tiles of layers that had tiles before the import are rejected. With a journal, an import knows its own layers again.</summary>
    Refuse,
}
