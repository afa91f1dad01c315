namespace Render;

/// <summary>What a file of an export holds.</summary>
public enum ExportFormat
{
    /// <summary>A resolved tile collection, as the server answers it: tiles and the transforms that they share, each by its id.</summary>
    Collection,

    /// <summary>
    /// An array of tiles, as pipelines in Python and Java take it. The transforms that they share are in a file beside it whose name ends in
    /// <c>_transforms</c>.
    /// </summary>
    Arrays,
}
