using System.Globalization;
using System.IO.Compression;
using Render.Generated.Tests.Contract;

namespace Render.Extensions.Tests.Pairs;

/// <summary>Pairs of two real layers as render's own TilePairClient found them, with the positions that it wrote.</summary>
public class RealPairTests
{
    [Fact]
    public async Task A_montage_has_the_pairs_and_positions_of_the_reference() => Assert.Equal(
        Lines("pairs/montage.tsv.gz").Order(StringComparer.Ordinal),
        await FindAsync(new TilePairOptions { MinZ = 2119, MaxZ = 2119, ZDistance = 0 }));

    [Fact]
    public async Task Named_tiles_have_the_pairs_and_positions_of_the_reference() => Assert.Equal(
        Lines("pairs/near.tsv"),
        await FindAsync(new TilePairOptions
        {
            MinZ = 2119,
            MaxZ = 2120,
            ZDistance = 1,
            NearTiles = new HashSet<string> { "140812133629010019.2119", "140812133629010020.2119", "140812133629010021.2119", "not_there" },
        }));

    // p, its position, q, its position, and how far apart in z they are: as text, sorted.
    private static async Task<IEnumerable<string>> FindAsync(TilePairOptions options) => (await TilePairs.FindAsync(Boxes(), options)
        .Select(pair => string.Join(
            '\t', pair.P.GroupId, pair.P.Id, Letter(pair.PPosition), pair.Q.GroupId, pair.Q.Id, Letter(pair.QPosition), Distance(pair)))
        .ToListAsync())
        .Order(StringComparer.Ordinal);

    private static string Letter(MontageRelativePosition? position) => position?.ToString()?[..1].ToUpperInvariant() ?? "-";

    private static string Distance(TilePair pair) => pair.PPosition is null
        ? (double.Parse(pair.Q.GroupId, CultureInfo.InvariantCulture) - double.Parse(pair.P.GroupId, CultureInfo.InvariantCulture))
            .ToString("0.0", CultureInfo.InvariantCulture)
        : "-";

    private static IEnumerable<TileBounds> Boxes() => Lines("pairs/boxes.tsv.gz").Skip(1).Select(line => line.Split('\t')).Select(cells =>
        new TileBounds
        {
            TileId = cells[0],
            SectionId = cells[1],
            Z = Number(cells[2]),
            MinX = Number(cells[3]),
            MinY = Number(cells[4]),
            MaxX = Number(cells[5]),
            MaxY = Number(cells[6]),
        });

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static List<string> Lines(string name)
    {
        using var file = File.OpenRead(Repository.Golden(name));
        using Stream plain = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(plain);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
