namespace Render;

/// <summary>How doubles are written. The value is the same.</summary>
internal enum NumberForm
{
    /// <summary>Whole numbers as integers, all others with as few digits as possible: for what is sent.</summary>
    Short,

    /// <summary>
    /// As Java does: always with a fraction, with an exponent below 1e-3 and from 1e7. For what other programs read, which tell a double
    /// from an integer by that.
    /// </summary>
    Java,
}
