namespace Render.LocalServer;

/// <summary>What the server wants to know about a stack's mipmaps.</summary>
internal static class MipmapPaths
{
    /// <exception cref="InvalidArgumentException">Something is missing.</exception>
    public static MipmapPathBuilder Check(MipmapPathBuilder? builder)
    {
        var missing = builder switch
        {
            null or { RootPath: null } => "rootPath",
            { NumberOfLevels: null } => "numberOfLevels",
            { Extension: null } => "extension",
            _ => null,
        };
        if (missing is not null)
            throw new InvalidArgumentException($"{missing} must be specified for MipmapPathBuilder");

        builder!.RootPath = builder.RootPath!.TrimEnd('/') + "/";
        return builder;
    }
}
