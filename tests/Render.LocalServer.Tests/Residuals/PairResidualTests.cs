using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Render.LocalServer.Tests.Residuals;

public sealed class PairResidualTests : OnStack
{
    private const string Aligned = Project + "/stack/aligned";

    // Matches were found in tiles that a lens correction moves by (5, 0).
    private const string Lens = "1 0 0 1 5 0";

    [Fact]
    public async Task Matches_are_taken_from_where_they_were_found_to_the_aligned_world()
    {
        await PrepareAsync();

        var result = await MeasureAsync("a", "b", includeDetails: true);

        // In the images p is at (5, 10), (15, 10) and (35, 10), q at (5, 10), (15, 13) and (35, 6); the aligned stack moves b by (100, 0), and doubles a.
        Assert.Equal([Distance(10, 20, 105, 10), Distance(30, 20, 115, 13), Distance(70, 20, 135, 6)], Distances(result));
        Assert.Equal(Distance(30, 20, 115, 13), Number(result, "medianDistance"), 1e-12);
        Assert.Equal(Distances(result).Average(), Number(result, "meanDistance"), 1e-12);
        Assert.Equal(Distances(result).Max(), Number(result, "maxDistance"), 1e-12);
        Assert.Equal(Math.Sqrt(Distances(result).Average(distance => distance * distance)), Number(result, "rootMeanSquareError"), 1e-12);
        Assert.Equal("aligned", result.GetProperty("alignedStackId").GetProperty("stack").GetString());
    }

    [Fact]
    public async Task The_other_order_of_the_pair_gives_the_same()
    {
        await PrepareAsync();

        Assert.Equal(
            Distances(await MeasureAsync("a", "b", includeDetails: true)), Distances(await MeasureAsync("b", "a", includeDetails: true)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(null)]
    public async Task Details_come_only_when_they_are_asked_for(bool? includeDetails)
    {
        await PrepareAsync();

        Assert.False((await MeasureAsync("a", "b", includeDetails)).TryGetProperty("distanceList", out _));
    }

    [Fact]
    public async Task What_cannot_be_measured_says_why()
    {
        await PrepareAsync();
        await SaveAsync(Stack, Tile("c", Affine("1 0 0 1 0 0")));

        using var missing = await PostAsync(Input("a", "c", true));
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Equal("tile spec with id 'c' does not exist in the render.o__p__aligned__tile collection", await missing.Content.ReadAsStringAsync());

        await SaveAsync(Aligned, Tile("c", Affine("1 0 0 1 0 0")));
        using var unmatched = await PostAsync(Input("a", "c", true));
        Assert.Equal(HttpStatusCode.BadRequest, unmatched.StatusCode);

        using var empty = await PostAsync(new { pTileId = "a" });
        Assert.Equal((HttpStatusCode.BadRequest, "matchRenderStackId must be specified"), (empty.StatusCode, await empty.Content.ReadAsStringAsync()));
    }

    private async Task PrepareAsync()
    {
        await CreateAsync(Aligned);
        await SaveAsync(
            Stack, Tile("a", string.Join(',', Affine(Lens, "lens"), Affine("1 0 0 1 7 7"))), Tile("b", string.Join(',', Affine(Lens), Affine("1 0 0 1 9 9"))));
        await SaveAsync(Aligned, Tile("a", Affine("2 0 0 2 0 0")), Tile("b", Affine("1 0 0 1 100 0")));
        await PutAsync($"{Owner}/matchCollection/m/matches", """
            [{"pGroupId":"1.0","pId":"a","qGroupId":"1.0","qId":"b","matches":{"p":[[10,20,40],[10,10,10]],"q":[[10,20,40],[10,13,6]],"w":[1,1,1]}}]
            """);
    }

    private async Task<JsonElement> MeasureAsync(string p, string q, bool? includeDetails)
    {
        using var response = await PostAsync(Input(p, q, includeDetails));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private Task<HttpResponseMessage> PostAsync(object input) => Http.PostAsJsonAsync($"{Aligned}/pairResidualCalculation", input);

    private static object Input(string p, string q, bool? includeDetails) => new
    {
        pTileId = p,
        qTileId = q,
        matchRenderStackId = new { owner = "o", project = "p", stack = "s" },
        matchCollectionId = new { owner = "o", name = "m" },
        includeDetails,
    };

    private static double Distance(double px, double py, double qx, double qy) => Math.Sqrt(((qx - px) * (qx - px)) + ((qy - py) * (qy - py)));

    private static double[] Distances(JsonElement result) => [.. result.GetProperty("distanceList").EnumerateArray().Select(distance => distance.GetDouble())];

    private static double Number(JsonElement result, string name) => result.GetProperty(name).GetDouble();
}
