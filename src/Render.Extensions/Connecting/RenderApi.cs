namespace Render;

/// <summary>
/// All operations of the render web service, typed as the contract describes them. What has no hand-written method yet is here all
/// the same.
/// </summary>
/// <remarks>Each client can be replaced, so that code on top of them is tested without a server.</remarks>
public sealed record RenderApi
{
    /// <summary>Creates all clients on one HTTP client.</summary>
    /// <param name="httpClient">Its base address is the root of the web service and ends in a slash: <c>http://host:8080/render-ws/</c>.</param>
    public RenderApi(HttpClient httpClient)
    {
        Boxes = new BoxesClient(httpClient);
        Coordinates = new CoordinatesClient(httpClient);
        Hierarchy = new HierarchyClient(httpClient);
        Images = new ImagesClient(httpClient);
        Layouts = new LayoutsClient(httpClient);
        Matches = new MatchesClient(httpClient);
        MatchTrials = new MatchTrialsClient(httpClient);
        Sections = new SectionsClient(httpClient);
        Server = new ServerClient(httpClient);
        Stacks = new StacksClient(httpClient);
        Tiles = new TilesClient(httpClient);
        Validation = new ValidationClient(httpClient);
        Description = new DescriptionClient(httpClient);
    }

    /// <summary>Tiles and render parameters of boxes.</summary>
    public IBoxesClient Boxes { get; init; }

    /// <summary>Mapping between tile-local and world coordinates.</summary>
    public ICoordinatesClient Coordinates { get; init; }

    /// <summary>Hierarchical alignment.</summary>
    public IHierarchyClient Hierarchy { get; init; }

    /// <summary>Rendered images.</summary>
    public IImagesClient Images { get; init; }

    /// <summary>Layout files.</summary>
    public ILayoutsClient Layouts { get; init; }

    /// <summary>Point matches and their collections.</summary>
    public IMatchesClient Matches { get; init; }

    /// <summary>Trials of match parameters.</summary>
    public IMatchTrialsClient MatchTrials { get; init; }

    /// <summary>All tiles of a z layer or a section.</summary>
    public ISectionsClient Sections { get; init; }

    /// <summary>The server itself.</summary>
    public IServerClient Server { get; init; }

    /// <summary>Stacks and their metadata.</summary>
    public IStacksClient Stacks { get; init; }

    /// <summary>Tile specs and shared transforms.</summary>
    public ITilesClient Tiles { get; init; }

    /// <summary>Validation of JSON by the server.</summary>
    public IValidationClient Validation { get; init; }

    internal DescriptionClient Description { get; }
}
