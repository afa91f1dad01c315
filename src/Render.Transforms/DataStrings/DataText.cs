namespace Render.Transforms;

/// <summary>
/// The text of a data string as it came: a JSON string, with quotes and escapes. Transforms that came with the same text may share it, and
/// with it what one of them has parsed.
/// </summary>
internal sealed class DataText(byte[] json)
{
    /// <summary>The JSON string. It is written back without a look at it.</summary>
    public byte[] Json => json;

    /// <summary>A transform that has parsed this text.</summary>
    public LeafTransform? Parsed { get; set; }
}
