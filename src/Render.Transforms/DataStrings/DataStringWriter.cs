using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Render.Transforms;

/// <summary>Puts a data string together: tokens with one separator between them, numbers as Java writes them with the fewest digits that give the same number.</summary>
public sealed class DataStringWriter : IDisposable
{
    private static readonly SearchValues<byte> Escaped = SearchValues.Create(
        "\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000A\u000B\u000C\u000D\u000E\u000F"u8
        + "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F\"\\"u8);

    // The quotes of the JSON string are a part of the text from the start.
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(256);
    private int length = 1;

    internal DataStringWriter() => buffer[0] = (byte)'"';

    /// <summary>What stands between two tokens, a blank unless set.</summary>
    public char Separator { get; set; } = ' ';

    internal ReadOnlySpan<byte> Text => buffer.AsSpan(1, length - 1);

    /// <summary>Writes a number.</summary>
    /// <param name="value">The number.</param>
    public void Write(double value)
    {
        Span<byte> space = BeginToken(JavaNumber.MaximumLength);
        length += JavaNumber.Format(value, space);
    }

    /// <summary>Writes a number of single precision.</summary>
    /// <param name="value">The number.</param>
    public void Write(float value)
    {
        Span<byte> space = BeginToken(JavaNumber.MaximumLength);
        length += JavaNumber.Format(value, space);
    }

    /// <summary>Writes an integer.</summary>
    /// <param name="value">The integer.</param>
    public void Write(int value)
    {
        Utf8Formatter.TryFormat(value, BeginToken(11), out int written);
        length += written;
    }

    /// <summary>Writes numbers.</summary>
    /// <param name="values">The numbers.</param>
    public void Write(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
            Write(value);
    }

    /// <summary>Writes a word.</summary>
    /// <param name="word">The word as UTF-8.</param>
    public void Write(ReadOnlySpan<byte> word)
    {
        word.CopyTo(BeginToken(word.Length));
        length += word.Length;
    }

    /// <summary>Writes a word.</summary>
    /// <param name="word">The word.</param>
    public void Write(string word)
    {
        Span<byte> space = BeginToken(Encoding.UTF8.GetMaxByteCount(word.Length));
        length += Encoding.UTF8.GetBytes(word, space);
    }

    /// <summary>The text so far.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Encoding.UTF8.GetString(Text);

    void IDisposable.Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    internal void WriteTo(Utf8JsonWriter writer)
    {
        if (Text.ContainsAny(Escaped))
        {
            writer.WriteStringValue(JsonEncodedText.Encode(Text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping));
            return;
        }

        Reserve(1)[0] = (byte)'"';
        writer.WriteRawValue(buffer.AsSpan(0, length + 1), skipInputValidation: true);
    }

    private Span<byte> BeginToken(int size)
    {
        Span<byte> space = Reserve(size + 1);
        if (length == 1)
            return space;

        space[0] = (byte)Separator;
        length++;
        return space[1..];
    }

    private Span<byte> Reserve(int size)
    {
        if (buffer.Length - length < size)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(buffer.Length * 2, length + size));
            buffer.AsSpan(0, length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }

        return buffer.AsSpan(length);
    }
}
