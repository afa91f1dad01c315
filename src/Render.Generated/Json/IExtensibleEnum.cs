namespace Render;

/// <summary>
/// A value of an enumeration of the contract: a text. The server may know more of them than this library, so that any text is one; those that are
/// named here are known.
/// </summary>
/// <typeparam name="TSelf">The enumeration itself. Only those of the contract implement this.</typeparam>
public interface IExtensibleEnum<TSelf>
    where TSelf : struct, IExtensibleEnum<TSelf>
{
    /// <summary>The text as it travels; empty for <c>default</c>.</summary>
    string Value { get; }

    /// <summary>Whether the value is one of <see cref="KnownValues"/>.</summary>
    bool IsKnown { get; }

    /// <summary>The values that have a name in this library, in the server's order.</summary>
    static abstract IReadOnlyList<TSelf> KnownValues { get; }

    /// <summary>The value with that text, known or not.</summary>
    internal static abstract TSelf Of(string value);

    /// <summary>The values that a line of the server has, in its order.</summary>
    internal static abstract IReadOnlyList<TSelf> ValuesOf(ServerLine line);

    /// <summary>Finds a known value without making its text.</summary>
    internal static abstract bool TryFind(ReadOnlySpan<byte> utf8, out TSelf value);
}
