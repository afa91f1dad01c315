using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Render;

/// <summary>Names of files: for layers and tiles, such that every file system takes them; and of files that are to be there.</summary>
internal static class FileNames
{
    // File systems allow 255 bytes; an extension and the mark of an unfinished file come behind.
    private const int Longest = 200;

    private static readonly string[] Devices =
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(number => (string[])[$"COM{number}", $"LPT{number}"])];

    /// <summary>Names a layer so that names sort as z does up to 99,999: <c>z00012</c>, <c>z00012.5</c>.</summary>
    public static string OfLayer(double z)
    {
        string digits = Math.Abs(z).ToString(CultureInfo.InvariantCulture);
        int whole = digits.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point ? point : digits.Length;
        return $"z{(z < 0 ? "-" : "")}{new string('0', Math.Max(0, 5 - whole))}{digits}";
    }

    /// <summary>
    /// Names a tile: its id, in which letters, digits, <c>-</c>, <c>_</c>, <c>.</c> and <c>~</c> stay and all else is percent-encoded as in a
    /// URL. Ids that are too long are cut and told apart by their hash.
    /// </summary>
    public static string OfTile(string tileId)
    {
        string name = Uri.EscapeDataString(tileId);
        if (name[0] == '.' || Devices.Contains(name.Split('.')[0], StringComparer.OrdinalIgnoreCase))
            name = $"%{(int)name[0]:X2}{name[1..]}";

        return name.Length <= Longest ? name : Hashed(name, tileId);
    }

    /// <summary>
    /// Names tiles that go to one folder: as <see cref="OfTile"/> does, but names that differ only in case get the hashes of their ids.
    /// </summary>
    /// <returns>The names in the order of the ids.</returns>
    public static IEnumerable<string> OfTiles(IReadOnlyList<string> tileIds)
    {
        string[] names = [.. tileIds.Select(OfTile)];
        var counts = names.CountBy(name => name, StringComparer.OrdinalIgnoreCase).ToDictionary(StringComparer.OrdinalIgnoreCase);
        return names.Zip(tileIds, (name, id) => counts[name] == 1 ? name : Hashed(name, id));
    }

    /// <summary>Makes sure that files exist before anything is done with them.</summary>
    /// <exception cref="FileNotFoundException">One does not.</exception>
    public static void Require(IEnumerable<string> paths)
    {
        if (paths.FirstOrDefault(path => !File.Exists(path)) is not { } missing)
            return;

        throw new FileNotFoundException(
            Directory.Exists(missing)
                ? $"{missing} is a folder. Name the files in it. Nothing was imported."
                : $"There is no file {missing}. Nothing was imported.",
            missing);
    }

    private static string Hashed(string name, string tileId) =>
        $"{name[..Math.Min(name.Length, Longest - 17)]}~{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(tileId)), 0, 8)}";
}
