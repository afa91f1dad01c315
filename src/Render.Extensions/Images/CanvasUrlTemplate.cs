namespace Render;

/// <summary>
/// The URL of a canvas with a gap where its id belongs: what programs that derive matches are told about the tiles of a stack, in files of tile
/// pairs and on their command lines.
/// </summary>
public sealed class CanvasUrlTemplate
{
    private const string BaseDataUrlGap = "{baseDataUrl}";
    private const string GroupIdGap = "{groupId}";
    private const string IdGap = "{id}";
    private const string NamelessGap = "{}";

    private readonly string baseDataUrl;

    /// <summary>Takes a template as files of tile pairs have it.</summary>
    /// <param name="text">
    /// The template, with <c>{id}</c> or <c>{}</c> for the id of the canvas, and <c>{groupId}</c> and <c>{baseDataUrl}</c> where they are needed.
    /// </param>
    /// <param name="client">The connection to whose server the template belongs.</param>
    public CanvasUrlTemplate(string text, RenderClient client)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        ArgumentNullException.ThrowIfNull(client);
        baseDataUrl = new Uri(client.Options.BaseAddress, "v1").AbsoluteUri;
        Text = text.Replace(NamelessGap, IdGap, StringComparison.Ordinal).Replace(baseDataUrl, BaseDataUrlGap, StringComparison.Ordinal);
    }

    /// <summary>
    /// As files of tile pairs have it, without the server's address:
    /// <c>{baseDataUrl}/owner/o/project/p/stack/s/tile/{id}/render-parameters?scale=0.5</c>.
    /// </summary>
    public string Text { get; }

    /// <summary>
    /// As render-python writes it, with the server's address and a nameless gap:
    /// <c>http://host:8080/render-ws/v1/owner/o/project/p/stack/s/tile/{}/render-parameters?scale=0.5</c>.
    /// </summary>
    public string FormatText => Expanded(IdGap, NamelessGap);

    /// <summary>Fills the gaps, everything escaped.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <returns>Its URL.</returns>
    /// <exception cref="ArgumentException">The canvas has no id, or no group although the template has a gap for it.</exception>
    public Uri UrlOf(CanvasId canvas)
    {
        ArgumentException.ThrowIfNullOrEmpty(canvas.Id, nameof(canvas));
        if (string.IsNullOrEmpty(canvas.GroupId) && Text.Contains(GroupIdGap, StringComparison.Ordinal))
            throw new ArgumentException($"The template {Text} needs the group of canvas '{canvas.Id}'. Give it as a {nameof(CanvasId)}.", nameof(canvas));

        return new Uri(Expanded(IdGap, Uri.EscapeDataString(canvas.Id))
            .Replace(GroupIdGap, Uri.EscapeDataString(canvas.GroupId ?? ""), StringComparison.Ordinal));
    }

    /// <summary>Fills the gaps for a tile, everything escaped.</summary>
    /// <param name="tileId">The tile.</param>
    /// <returns>The URL of its render parameters.</returns>
    public Uri UrlOf(string tileId) => UrlOf(new CanvasId("", tileId));

    /// <summary><see cref="Text"/>.</summary>
    public override string ToString() => Text;

    private string Expanded(string gap, string value) =>
        Text.Replace(BaseDataUrlGap, baseDataUrl, StringComparison.Ordinal).Replace(gap, value, StringComparison.Ordinal);
}
