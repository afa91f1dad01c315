namespace Render.LocalServer;

/// <summary>Nothing of this is offered.</summary>
internal sealed class ImagesController : ImagesControllerBase;
