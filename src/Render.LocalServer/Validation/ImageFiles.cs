namespace Render.LocalServer;

/// <summary>Looks whether the files of images are there. Images of other kinds, such as those on web servers, are not looked for.</summary>
internal static class ImageFiles
{
    /// <exception cref="InvalidArgumentException">The file is missing, cannot be read or is empty.</exception>
    /// <param name="url">A path, or a URL of any kind.</param>
    /// <param name="name">What the URL is called in messages: <c>imageUrl</c>, <c>maskUrl</c>.</param>
    public static void Check(string? url, string name)
    {
        if (string.IsNullOrEmpty(url))
            throw new InvalidArgumentException($"no {name} specified");

        if (PathOf(url) is not { } path)
            return;

        var file = new FileInfo(path);
        if (!file.Exists)
            throw new InvalidArgumentException($"cannot find {name} file '{path}'");

        if (!IsReadable(file))
            throw new InvalidArgumentException($"no read access for {name} file '{path}'");

        if (file.Length == 0)
            throw new InvalidArgumentException($"{name} file '{path}' is empty");
    }

    /// <summary>The path of a file, or <c>null</c> when the URL is of another kind.</summary>
    /// <exception cref="InvalidArgumentException">The URL is none.</exception>
    public static string? PathOf(string url)
    {
        var colon = url.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return url;

        if (url.Contains(' ', StringComparison.Ordinal))
            throw new InvalidArgumentException($"failed to create URI for '{url}'");

        if (!url.AsSpan(0, colon).Equals("file", StringComparison.OrdinalIgnoreCase))
            return null;

        // Behind the path there may be a query or a fragment.
        var path = url[(colon + 1)..];
        path = path[..(path.IndexOfAny(['?', '#']) is >= 0 and var end ? end : path.Length)];
        if (path.StartsWith("//", StringComparison.Ordinal))
            path = path[Math.Max(2, path.IndexOf('/', 2))..];

        return Uri.UnescapeDataString(path);
    }

    private static bool IsReadable(FileInfo file)
    {
        try
        {
            using var stream = file.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return true;
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            return false;
        }
    }
}
