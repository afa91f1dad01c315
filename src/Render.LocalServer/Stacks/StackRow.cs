namespace Render.LocalServer;

/// <summary>A stack as it is stored.</summary>
/// <param name="Id">The number that its tiles refer to.</param>
/// <param name="Key">Its names.</param>
/// <param name="Metadata">What the server answers about it.</param>
/// <param name="HasSections">Whether it was completed once, or that was tried: only then there is section data to be asked for.</param>
/// <param name="Reach">No tile is wider.</param>
internal sealed record StackRow(long Id, StackKey Key, StackMetaData Metadata, bool HasSections, double Reach)
{
    public StackState State => Metadata.State ?? StackState.Loading;

    /// <summary>The name of the state as it travels.</summary>
    public string StateName => State.Value;

    /// <summary>Says that the stack has no tiles in a layer.</summary>
    public InvalidArgumentException NoSuchLayer(double z) =>
        new($"stack {Key.Stack} does not contain any tiles with a z value of {JavaText.Of(z)}");
}
