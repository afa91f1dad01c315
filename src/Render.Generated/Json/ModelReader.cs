using System.Buffers;
using System.Text.Json;

namespace Render;

/// <summary>
/// The JSON reader with which models read themselves. Where it has the whole text at hand, it jumps over what is read in one go.
/// </summary>
internal ref struct ModelReader
{
    /// <summary>Deep enough for transforms, which bound their nesting themselves.</summary>
    public static readonly JsonReaderOptions Options = new() { MaxDepth = 1024 };

    /// <summary>The framework's reader.</summary>
    public Utf8JsonReader Json;

    /// <summary>The line of the server whose values of enumerations alone are taken; <c>null</c> for any value.</summary>
    public readonly ServerLine? Line;

    private readonly ReadOnlySpan<byte> text;
    private int origin;

    /// <summary>Goes on with a reader whose text is not at hand.</summary>
    public ModelReader(Utf8JsonReader json, ServerLine? line = null)
    {
        Json = json;
        Line = line;
    }

    /// <summary>Reads a text that is here as a whole.</summary>
    public ModelReader(ReadOnlySpan<byte> text)
    {
        this.text = text;
        Json = new Utf8JsonReader(text, Options);
    }

    public readonly JsonTokenType TokenType => Json.TokenType;

    public readonly bool HasValueSequence => Json.HasValueSequence;

    public readonly ReadOnlySpan<byte> ValueSpan => Json.ValueSpan;

    public readonly ReadOnlySequence<byte> ValueSequence => Json.ValueSequence;

    /// <summary>Where the token starts in the text.</summary>
    public readonly int TokenStart => origin + (int)Json.TokenStartIndex;

    /// <summary>Where what follows the token starts in the text.</summary>
    public readonly int TokenEnd => origin + (int)Json.BytesConsumed;

    public bool Read() => Json.Read();

    public readonly string? GetString() => Json.GetString();

    /// <summary>Reads a list of numbers in one go. The reader stands at its start, and at its end afterwards.</summary>
    /// <param name="numbers">Receives the numbers; made larger if they are more.</param>
    /// <param name="count">How many there are.</param>
    /// <returns>False if the list has to be read token by token; the reader still stands at its start.</returns>
    public bool TryReadNumbers(ref double[] numbers, out int count)
    {
        if (!text.IsEmpty && JsonNumbers.TryReadList(text[TokenEnd..], ref numbers, out count, out var length))
        {
            return Jump(TokenEnd + length);
        }

        count = 0;
        return false;
    }

    /// <summary>Counts the numbers of a list in which each is certainly a double. The reader stands at its start, and at its end afterwards.</summary>
    /// <param name="longest">The most bytes that a number may have.</param>
    /// <param name="count">How many there are.</param>
    /// <returns>False if the list is of another form; the reader still stands at its start.</returns>
    public bool TryCountNumbers(int longest, out int count)
    {
        if (!text.IsEmpty && JsonNumbers.TryCountList(text[TokenEnd..], longest, out count, out var length))
        {
            return Jump(TokenEnd + length);
        }

        count = 0;
        return false;
    }

    // To the bracket that closes what the last token opened.
    private bool Jump(int end)
    {
        origin = end;
        Json = new Utf8JsonReader(text[end..], isFinalBlock: true, Json.CurrentState);
        return Json.Read();
    }
}
