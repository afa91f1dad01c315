namespace Render.Transforms;

/// <summary>What stands between the tokens of a data string. A class of transforms has one kind.</summary>
public enum DataStringSeparator
{
    /// <summary>Any run of blanks, tabs and line ends.</summary>
    Whitespace,

    /// <summary>Exactly one blank. Two blanks enclose an empty token.</summary>
    Blank,

    /// <summary>Any run of commas and blanks.</summary>
    CommaOrBlank,
}
