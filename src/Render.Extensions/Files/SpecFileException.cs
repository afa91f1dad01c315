using System.Globalization;

namespace Render;

/// <summary>A file of tile or transform specs cannot be read to its end. What was read before the fault is not lost.</summary>
public sealed class SpecFileException : RenderException
{
    internal SpecFileException(string file, long? line, long? position, string reason, Exception? innerException = null)
        : base(Describe(file, line, position, reason), innerException)
    {
        File = file;
        Line = line;
        BytePosition = position;
        Reason = reason;
    }

    /// <summary>The file; for an entry of an archive, <c>archive.zip!entry.json</c>.</summary>
    public string File { get; }

    /// <summary>The line of the fault, counted from 1, or <c>null</c> when it belongs to no line.</summary>
    public long? Line { get; }

    /// <summary>The byte of that line at which reading stopped, counted from 1, or <c>null</c>.</summary>
    public long? BytePosition { get; }

    /// <summary>What is wrong, without the place.</summary>
    public string Reason { get; }

    private static string Describe(string file, long? line, long? position, string reason) => string.Create(
        CultureInfo.InvariantCulture,
        $"{file}{(line is null ? "" : $", line {line}")}{(position is null ? "" : $", byte {position}")}: {reason}");
}
