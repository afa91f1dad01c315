namespace Render;

/// <summary>How a request of an import that did not land ended.</summary>
public enum ImportOutcome
{
    /// <summary>The server refused it, or it could not be sent. The server is not atomic: a part of its tiles may have been stored.</summary>
    Failed,

    /// <summary>It was sent, and no answer came. Its tiles may have been stored or not; sending them again does no harm.</summary>
    Unknown,
}
