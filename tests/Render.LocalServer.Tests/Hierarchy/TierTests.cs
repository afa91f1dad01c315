using System.Net;
using System.Text.Json;
using Render.Transforms;

namespace Render.LocalServer.Tests.Hierarchy;

public sealed class TierTests : OnStack
{
    // A tier of one row and two columns, 400 x 300 at full scale each, from (1000, 2000) on, drawn at a quarter.
    private const string Left = "z_1.0_box_1000_2000_400_300_0.250000";
    private const string Right = "z_1.0_box_1400_2000_400_300_0.250000";

    [Fact]
    public async Task Parts_that_are_in_place_make_a_field_that_moves_nothing()
    {
        await PrepareAsync("1 0 0 1 0 0", "1 0 0 1 0 0");

        var field = await FieldAsync();

        Assert.Equal((new Point2D(1000, 2000), 800, 300), (field.Field.Offset, field.Field.Width, field.Field.Height));
        Assert.Equal(new Point2D(1234, 2100), field.Apply(new Point2D(1234, 2100)));
    }

    [Fact]
    public async Task Each_part_moves_and_turns_at_full_scale_about_its_own_corner()
    {
        await PrepareAsync("1 0 0 1 3 4", "0 1 -1 0 0 0");

        var field = await FieldAsync();

        // Left of the middle of the first cell the field is that of this cell: moved by (3, 4) at a quarter.
        Assert.Equal(new Point2D(1112, 2116), field.Apply(new Point2D(1100, 2100)));

        // Right of the middle of the second: turned by 90 degrees about (1400, 2000).
        Assert.Equal(new Point2D(1300, 2300), field.Apply(new Point2D(1700, 2100)));
    }

    [Fact]
    public async Task Cells_are_listed_row_by_row()
    {
        await PrepareAsync("1 0 0 1 3 4", "1 0 0 1 0 0");

        var data = await GetAsync($"{Project}/z/1/affineWarpFieldTransformDebug");

        Assert.Equal([(0, 0, 0), (1, 0, 1)], data.GetProperty("warpField").EnumerateArray().Select(
            cell => (cell.GetProperty("index").GetInt32(), cell.GetProperty("row").GetInt32(), cell.GetProperty("column").GetInt32())));
        Assert.Equal(
            "  1.000000000000   0.000000000000   0.000000000000   1.000000000000      12.000000000000      16.000000000000",
            data.GetProperty("warpField")[0].GetProperty("affine").GetString());
    }

    [Fact]
    public async Task A_part_that_is_not_aligned_stops_the_field()
    {
        await PrepareAsync("1 0 0 1 0 0", "1 0 0 1 0 0");

        await RefusedAsync(
            HttpStatusCode.NotFound,
            "tile spec with id 'z_2.5_box_1000_2000_400_300_0.250000' does not exist in the render.o__p__left_aligned__tile collection",
            $"{Project}/z/2.5/affineWarpFieldTransform");
    }

    [Fact]
    public async Task Layers_without_any_match_are_missing()
    {
        await PrepareAsync("1 0 0 1 0 0", "1 0 0 1 0 0");
        await SaveAsync($"{Project}/stack/left", Tile("one", Affine("1 0 0 1 0 0")), Tile("two", Affine("1 0 0 1 0 0"), z: 2), Tile("three", Affine("1 0 0 1 0 0"), z: 3));
        await PutAsync($"{Owner}/matchCollection/tier/matches", """
            [{"pGroupId":"1.0","pId":"one","qGroupId":"2.0","qId":"two","matches":{"p":[[1],[1]],"q":[[1],[1]],"w":[1]}}]
            """);

        Assert.Equal("[3.0]", (await GetAsync($"{Project}/stack/left/missingTierMatchLayers")).GetRawText());
        Assert.Equal("left", Assert.Single((await GetAsync($"{Project}/missingTierMatchLayers")).EnumerateArray())
            .GetProperty("stackId").GetProperty("stack").GetString());
    }

    private async Task<AffineWarpFieldTransform> FieldAsync()
    {
        var json = (await GetAsync($"{Project}/z/1/affineWarpFieldTransform")).GetRawText();
        var field = Assert.IsType<AffineWarpFieldTransform>(JsonSerializer.Deserialize(json, RenderJson.TypeInfo<TransformSpec>()));
        Assert.Equal("1.0_AFFINE_WARP_FIELD", field.Id);
        return field;
    }

    private async Task PrepareAsync(string left, string right)
    {
        foreach (var (name, column, x, tile, data) in new[] { ("left", 0, 1000, Left, left), ("right", 1, 1400, Right, right) })
        {
            await CreateAsync($"{Project}/stack/{name}");
            await CreateAsync($"{Project}/stack/{name}_aligned");
            await SaveAsync($"{Project}/stack/{name}_aligned", Tile(tile, Affine(data)));
            await PutAsync($"{Project}/stack/{name}/hierarchicalData", $$"""
                {"alignedStackId":{"owner":"o","project":"p","stack":"{{name}}_aligned"},"tier":1,"tierRow":0,"tierColumn":{{column}},
                 "totalTierRowCount":1,"totalTierColumnCount":2,"scale":0.25,"matchCollectionId":{"owner":"o","name":"tier"},
                 "fullScaleBounds":{"minX":{{x}},"minY":2000,"maxX":{{x + 400}},"maxY":2300} }
                """);
        }
    }
}
