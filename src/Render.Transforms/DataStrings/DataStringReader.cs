using System.Buffers;
using System.Text;

namespace Render.Transforms;

/// <summary>Takes a data string apart into tokens, exactly as the server does: separators at the end vanish, one at the start makes an empty token.</summary>
public ref struct DataStringReader
{
    private static readonly SearchValues<byte> Whitespace = SearchValues.Create(" \t\n\v\f\r"u8);
    private static readonly SearchValues<byte> Blank = SearchValues.Create(" "u8);
    private static readonly SearchValues<byte> CommaOrBlank = SearchValues.Create(", "u8);

    private readonly string className;
    private readonly bool fullPrecision;
    private readonly ServerLine? line;
    private ReadOnlySpan<byte> whole;
    private ReadOnlySpan<byte> rest;
    private SearchValues<byte> separators = Whitespace;
    private bool runs = true;
    private bool atEnd;

    internal DataStringReader(string className, ReadOnlySpan<byte> text, bool fullPrecision = false, ServerLine? line = null)
    {
        this.className = className;
        this.fullPrecision = fullPrecision;
        this.line = line;
        whole = text;
        TrimEnd(text);
    }

    internal readonly bool IsInFullPrecision => fullPrecision;

    // The line that the text is to be read as; null for what either of them reads.
    internal readonly ServerLine? Line => line;

    /// <summary>The number of tokens that are left.</summary>
    public readonly int Count
    {
        get
        {
            if (atEnd)
                return 0;

            if (!runs)
                return rest.Count((byte)' ') + 1;

            int count = 1;
            ReadOnlySpan<byte> text = rest;
            for (int i = text.IndexOfAny(separators); i >= 0; i = text.IndexOfAny(separators))
            {
                text = Skip(text[i..]);
                count++;
            }

            return count;
        }
    }

    /// <summary>Says what stands between the tokens, if it is not <see cref="DataStringSeparator.Whitespace"/>. To be called before anything is read.</summary>
    /// <param name="separator">What stands between the tokens.</param>
    public void SeparateBy(DataStringSeparator separator)
    {
        (separators, runs) = separator switch
        {
            DataStringSeparator.Whitespace => (Whitespace, true),
            DataStringSeparator.Blank => (Blank, false),
            DataStringSeparator.CommaOrBlank => (CommaOrBlank, true),
            _ => throw new ArgumentOutOfRangeException(nameof(separator)),
        };

        // Blanks and lines at the end hurt nobody, but a server may refuse them.
        TrimEnd(line is null ? rest : whole);
    }

    /// <summary>Fails unless exactly this many tokens are left.</summary>
    /// <param name="count">The number of tokens.</param>
    /// <param name="meaning">What they mean, for the message: <c>m00 m10 m01 m11 m02 m12</c>.</param>
    /// <exception cref="TransformDataException">There are more or fewer tokens.</exception>
    public readonly void ExpectCount(int count, string meaning)
    {
        if (Count != count)
            throw Fail(Encoding.UTF8.GetString(rest), $"{count} values ({meaning}), not {Count}");
    }

    /// <summary>Fails if tokens are left.</summary>
    /// <exception cref="TransformDataException">There are more tokens.</exception>
    public readonly void ExpectEnd()
    {
        if (!atEnd)
            throw Fail(Encoding.UTF8.GetString(rest), "no further values");
    }

    /// <summary>Takes the next token.</summary>
    /// <param name="meaning">What it means, for the message if it is missing.</param>
    /// <returns>The token as UTF-8.</returns>
    /// <exception cref="TransformDataException">There is none.</exception>
    public ReadOnlySpan<byte> ReadToken(string meaning)
    {
        if (atEnd)
            throw Fail(null, $"a value for {meaning}, but the data string ends before it");

        int end = rest.IndexOfAny(separators);
        ReadOnlySpan<byte> token = end < 0 ? rest : rest[..end];
        Advance(token.Length);
        return token;
    }

    // As Java trims: everything up to the blank. Text of nothing else becomes one token, which is empty.
    internal void Trim()
    {
        while (!whole.IsEmpty && whole[0] <= ' ')
            whole = whole[1..];

        while (!whole.IsEmpty && whole[^1] <= ' ')
            whole = whole[..^1];

        rest = whole;
        atEnd = false;
    }

    /// <summary>Passes over the tokens that are left.</summary>
    public void SkipRest()
    {
        atEnd = true;
        rest = default;
    }

    /// <summary>Takes the next token as a number.</summary>
    /// <param name="meaning">What it means, for the message if it is wrong.</param>
    /// <returns>The number.</returns>
    /// <exception cref="TransformDataException">There is no token, or it is not a number.</exception>
    public double ReadDouble(string meaning)
    {
        // Most numbers are plain ones: then there is no need to look for the end of the token first.
        if (DecimalNumber.TryParseStart(rest, out double plain, out int length) && IsEnd(length))
        {
            Advance(length);
            return plain;
        }

        ReadOnlySpan<byte> token = ReadToken(meaning);
        return JavaNumber.TryParseDouble(token, out double value) ? value : throw NotANumber(token, $"a number for {meaning}", "empty String");
    }

    /// <summary>Takes the next token as a number of single precision, as the server reads some classes.</summary>
    /// <param name="meaning">What it means, for the message if it is wrong.</param>
    /// <returns>The number, rounded once from decimal to single precision and infinite beyond its range; or in double precision for
    /// <see cref="ISinglePrecisionTransform{TSelf}.WithFullPrecision"/>.</returns>
    /// <exception cref="TransformDataException">There is no token, or it is not a number.</exception>
    public double ReadSingle(string meaning)
    {
        if (fullPrecision)
            return ReadDouble(meaning);

        ReadOnlySpan<byte> token = ReadToken(meaning);
        return JavaNumber.TryParseSingle(token, out float value) ? value : throw NotANumber(token, $"a number for {meaning}", "empty String");
    }

    /// <summary>Takes the next token as an integer.</summary>
    /// <param name="meaning">What it means, for the message if it is wrong.</param>
    /// <returns>The integer.</returns>
    /// <exception cref="TransformDataException">There is no token, or it is not an integer of 32 bits.</exception>
    public int ReadInt32(string meaning)
    {
        ReadOnlySpan<byte> token = ReadToken(meaning);
        return JavaNumber.TryParseInt32(token, out int value) ? value : throw NotANumber(token, $"an integer for {meaning}", "For input string: \"\"");
    }

    /// <summary>Takes the next tokens as numbers.</summary>
    /// <param name="values">Receives the numbers.</param>
    /// <param name="meaning">What they mean, for the message if one is wrong.</param>
    /// <exception cref="TransformDataException">There are too few tokens, or one is not a number.</exception>
    public void ReadDoubles(Span<double> values, string meaning)
    {
        foreach (ref double value in values)
            value = ReadDouble(meaning);
    }

    /// <summary>Makes the exception for a wrong token.</summary>
    /// <param name="token">The token as UTF-8.</param>
    /// <param name="expectation">What was expected: "a number for m00".</param>
    /// <returns>The exception, to be thrown.</returns>
    public readonly TransformDataException Error(ReadOnlySpan<byte> token, string expectation) =>
        Fail(Encoding.UTF8.GetString(token), expectation);

    /// <summary>Makes the exception for data that is wrong as a whole.</summary>
    /// <param name="expectation">What was expected.</param>
    /// <returns>The exception, to be thrown.</returns>
    public readonly TransformDataException Error(string expectation) => Fail(null, expectation);

    // For all that is left, where the server has words of its own.
    internal readonly TransformDataException Error(string expectation, string serversWords) =>
        new(className, rest.IsEmpty ? null : Encoding.UTF8.GetString(rest), expectation, serversWords);

    private readonly TransformDataException NotANumber(ReadOnlySpan<byte> token, string expectation, string wordsForNothing)
    {
        string text = Encoding.UTF8.GetString(token);
        return new TransformDataException(className, text, expectation, token.IsEmpty ? wordsForNothing : $"For input string: \"{text}\"");
    }

    private readonly TransformDataException Fail(string? token, string expectation) => new(className, token, expectation);

    private readonly bool IsEnd(int position) => position == rest.Length || separators.Contains(rest[position]);

    // Behind a token and the separators after it.
    private void Advance(int length)
    {
        atEnd = length == rest.Length;
        rest = atEnd ? default : Skip(rest[length..]);
    }

    private readonly ReadOnlySpan<byte> Skip(ReadOnlySpan<byte> text)
    {
        if (!runs)
            return text[1..];

        int start = text.IndexOfAnyExcept(separators);
        return start < 0 ? default : text[start..];
    }

    // Text without any separator is one token, be it empty; text of nothing but separators is none.
    private void TrimEnd(ReadOnlySpan<byte> text)
    {
        int last = text.LastIndexOfAnyExcept(separators);
        atEnd = last < 0 && text.Length > 0;
        rest = text[..(last + 1)];
    }
}
