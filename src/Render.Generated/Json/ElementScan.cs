using System.Buffers;

namespace Render;

/// <summary>Looks for the end of a JSON object that arrives in pieces, without reading it. Whether it is valid JSON, its reader finds out.</summary>
internal struct ElementScan
{
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> InString = SearchValues.Create("\"\\"u8);

    private int position;
    private int depth;
    private bool isInString;

    /// <summary>Goes on where the last call stopped.</summary>
    /// <param name="text">The text from the start of the object, with more at its end than the last time.</param>
    /// <param name="length">The length of the object.</param>
    /// <returns>Whether its end is there.</returns>
    public bool TryFindEnd(ReadOnlySpan<byte> text, out int length)
    {
        length = 0;
        while (position < text.Length)
        {
            var next = text[position..].IndexOfAny(isInString ? InString : Structure);
            if (next < 0)
            {
                position = text.Length;
                return false;
            }

            position += next + 1;
            switch (text[position - 1])
            {
                case (byte)'"':
                    isInString = !isInString;
                    break;
                case (byte)'\\':
                    position++;
                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                default:
                    depth--;
                    break;
            }

            if (depth == 0)
            {
                length = position;
                return true;
            }
        }

        return false;
    }
}
