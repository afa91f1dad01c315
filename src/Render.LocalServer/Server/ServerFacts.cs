using System.Security.Cryptography;

namespace Render.LocalServer;

/// <summary>The configuration that a fresh Java server has.</summary>
/// <param name="databasePath">The database file, which is all that is configured here.</param>
internal sealed class ServerFacts(string? databasePath)
{
    private static readonly string[] PropertyNames =
    [
        "view.catmaidHost", "view.dynamicRenderHost", "view.matchCollection", "view.matchOwner", "view.ndvizHost", "view.renderStack",
        "view.renderStackOwner", "view.renderStackProject", "webService.maxImageProcessorCacheGb", "webService.maxTileSpecsToRender",
    ];

    /// <summary>The lists of image filters that come with the server.</summary>
    public static FilterFactory Filters { get; } = new()
    {
        NamedFilterSpecLists = new Dictionary<string, IReadOnlyList<FilterSpec>>
        {
            ["simpleTest"] = [Filter("CLAHE", ("fast", "true"), ("blockRadius", "500"), ("bins", "256"), ("slope", "2.5"))],
            ["default"] =
            [
                Filter("ValueToNoise", ("value", "0.0"), ("min", "64.0"), ("max", "191.0")),
                Filter("ValueToNoise", ("value", "255.0"), ("min", "64.0"), ("max", "191.0")),
                Filter(
                    "NormalizeLocalContrast",
                    ("blockRadiusX", "500"), ("blockRadiusY", "500"), ("meanFactor", "3.0"), ("center", "true"), ("stretch", "true")),
            ],
        },
    };

    /// <summary>The properties, none of which is set.</summary>
    public RenderServerProperties Properties { get; } = new()
    {
        FilePath = databasePath ?? ":memory:",
        Properties = PropertyNames.ToDictionary(name => name, _ => ""),
    };

    /// <summary>24 hexadecimal digits.</summary>
    public static string NewId() => RandomNumberGenerator.GetHexString(24, lowercase: true);

    private static FilterSpec Filter(string name, params (string Name, string Value)[] parameters) => new()
    {
        ClassName = "org.janelia.alignment.filter." + name,
        Parameters = parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value),
    };
}
