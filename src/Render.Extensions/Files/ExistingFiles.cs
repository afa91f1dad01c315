namespace Render;

/// <summary>What happens to files that are there before something is written under their names.</summary>
public enum ExistingFiles
{
    /// <summary>One that is there is an error. Nothing is written then.</summary>
    Refuse,

    /// <summary>
    /// They are replaced, each at the moment at which the new one is whole. An export also removes those of layers that have no tiles any more.
    /// </summary>
    Replace,

    /// <summary>They stay, and what they hold is not read again: so a run that was stopped is continued. Files are never there by half.</summary>
    Keep,
}
