namespace Render.SpecSync;

/// <summary>Two descriptions cannot be compared, or a contract cannot be changed; the message says why and what to do.</summary>
internal sealed class ComparisonException(string message, Exception? cause = null) : Exception(message, cause);
