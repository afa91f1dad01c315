namespace Render.Transforms;

/// <summary>A data string is not what its transform class expects.</summary>
public sealed class TransformDataException : FormatException
{
    internal TransformDataException(string className, string? token, string expectation, string? serversWords = null)
        : base(token is null
            ? $"{className} expects {expectation}."
            : $"{className} expects {expectation}, but found '{Shorten(token)}'.")
    {
        ClassName = className;
        Token = token;
        Expectation = expectation;
        ServersWords = serversWords ?? $"Inappropriate parameters for {className}";
    }

    /// <summary>The transform class that refuses the data string.</summary>
    public string ClassName { get; }

    /// <summary>The part of the data string that is wrong; null if something is missing.</summary>
    public string? Token { get; }

    /// <summary>What was expected in place of <see cref="Token"/>.</summary>
    public string Expectation { get; }

    // What the Java server says of the same text, for the embedded one.
    internal string ServersWords { get; }

    // The Java server parses it, and breaks down when it is applied.
    internal bool IsFatalWhenApplied => ServersWords.StartsWith("Index ", StringComparison.Ordinal);

    // A data block of a spline may be long; messages stay readable.
    private static string Shorten(string token) => token.Length <= 60 ? token : $"{token.AsSpan(0, 57)}...";
}
