using System.Net.Http.Json;

namespace Render.LocalServer.Tests.Coordinates;

/// <summary>Many points of one request are looked up in memory, a single one in the database.</summary>
public sealed class TilesAtPointsTests
{
    private const string Path = "v1/owner/o/project/p/stack/s";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Many_points_find_what_each_finds_alone(bool hasTilesWithoutEnd)
    {
        await using var server = await RenderLocalServer.StartAsync();
        using var http = ServerTests.Client(server);
        await ServerTests.CreateStackAsync(http);
        await ServerTests.SaveAsync(http, Tiles(hasTilesWithoutEnd).ToDictionary(tile => (string)tile["tileId"], tile => (object)tile));
        double[][] points = [.. Points()];

        var together = await FindAsync(http, points);

        foreach (var (point, found) in points.Zip(together))
            Assert.Equal(Assert.Single(await FindAsync(http, [point])), found);

        Assert.Equal("none", together[0]);
        Assert.Equal("t2_0_0", together[1]);
        Assert.Equal("t1_0_0,t1_0_1,t1_1_0,t1_1_1", together[^2]);
    }

    private static async Task<string[]> FindAsync(HttpClient http, double[][] points)
    {
        using var response = await http.PutAsJsonAsync($"{Path}/tileIdsForCoordinates", points.Select(point => new { world = point }));
        var found = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<List<List<TileCoordinates>>>();
        return [.. found!.Select(tiles => string.Join(',', tiles.Select(tile => tile.TileId ?? "none")))];
    }

    // Tiles of 100 x 80 that overlap by 10, and have a corner at 190, 150 in common. Ids are not in the order of places.
    private static IEnumerable<Dictionary<string, object>> Tiles(bool areSomeWithoutEnd)
    {
        foreach (var z in (double[])[2, 1])
        {
            for (var row = 3; row >= 0; row--)
            {
                for (var column = 0; column < 4; column++)
                    yield return Tile($"t{z}_{row}_{column}", z, 100 + (90 * column), 80 + (70 * row));
            }
        }

        // JSON has no numbers for these sides: they are text to the database, and found nowhere.
        if (areSomeWithoutEnd)
        {
            yield return Tile("right", 1, 150, 100, maxX: "Infinity");
            yield return Tile("rows", 1, "-Infinity", 120, maxX: "Infinity");
            yield return Tile("nowhere", 1, 150, 100, maxX: "NaN");
        }
    }

    private static Dictionary<string, object> Tile(string id, double z, object minX, double minY, object? maxX = null) => new()
    {
        ["tileId"] = id,
        ["z"] = z,
        ["minX"] = minX,
        ["minY"] = minY,
        ["maxX"] = maxX ?? ((int)minX + 100.0),
        ["maxY"] = minY + 80,
        ["width"] = 100.0,
        ["height"] = 80.0,
    };

    private static IEnumerable<double[]> Points()
    {
        yield return [-5, -5, 2];
        yield return [100, 80, 2];
        for (double y = 75; y < 390; y += 15)
        {
            for (double x = 95; x < 490; x += 19)
                yield return [x, y, x % 2 == 0 ? 1 : 2];
        }

        yield return [195, 155, 1];
        yield return [190, 150, 3];
    }
}
