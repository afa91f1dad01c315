using System.Text.Json;
using System.Text.Json.Nodes;
using Render.Generated.Tests.Contract;

namespace Render.Generated.Tests.Json;

public class ImageFilterTests
{
    /// <summary>Every filter that was sent to the server, or that it has given back.</summary>
    private static readonly string[] Recorded =
    [
        .. RecordedExchange.Line43
            .SelectMany(exchange => new[] { exchange.RequestBody, exchange.Body.ValueKind == JsonValueKind.String ? exchange.Body.GetString() : null })
            .OfType<string>().SelectMany(FiltersIn).Distinct(),
    ];

    [Fact]
    public void Every_recorded_filter_survives_text_for_text()
    {
        Assert.True(Recorded.Length > 25);
        Assert.All(Recorded, json =>
        {
            var spec = Read(json);
            Assert.Equal(Write(spec), Write(spec.ToFilter().ToSpec()));
        });
    }

    [Fact]
    public void Every_class_of_the_server_has_its_record()
    {
        var records = Recorded.Select(json => Read(json).ToFilter()).ToList();

        Assert.Equal(
            [
                "AffineIntensityFilter", "BackgroundCorrectionFilter", "ClaheFilter", "CompositeFilter", "EqualizeHistogramFilter",
                "ExponentialIntensityFilter", "InvertFilter", "LinearIntensityMap8BitFilter", "NormalizeLocalContrastFilter",
                "QuadraticIntensityMap8BitFilter", "RankFilter", "RollingBallSubtractionFilter", "ShadingCorrectionFilter",
                "ValueToNoiseFilter",
            ],
            records.Where(filter => filter is not UnknownFilter).Select(filter => filter.GetType().Name).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Parameters_are_typed()
    {
        var clahe = Assert.IsType<ClaheFilter>(Filter("CLAHE", """{"fast":"true","blockRadius":"8","bins":"256","slope":"2.5"}"""));
        var map = Assert.IsType<LinearIntensityMap8BitFilter>(
            Filter("LinearIntensityMap8BitFilter", """{"dataString":"2,2,2,0.5,0.1,1.0,0.0,1.5,-0.2,0.75,0.25"}"""));

        Assert.Equal((true, 8, 256, 2.5), (clahe.IsFast, clahe.BlockRadius, clahe.Bins, clahe.Slope));
        Assert.Equal([2, 2, 2, 0.5, 0.1, 1, 0, 1.5, -0.2, 0.75, 0.25], map.Data);
    }

    [Fact]
    public void What_is_not_set_stays_as_it_came_and_unknown_things_stay()
    {
        var filter = Assert.IsType<AffineIntensityFilter>(Read(
            """{"className":"org.janelia.alignment.filter.AffineIntensityFilter","parameters":{"new":"x","a":"0.50","b":"10.250"},"frame":{"n":1}}""").ToFilter());

        Assert.Equal(
            """{"className":"org.janelia.alignment.filter.AffineIntensityFilter","parameters":{"new":"x","a":"0.50","b":"-3.5"},"frame":{"n":1}}""",
            Write((filter with { B = -3.5 }).ToSpec()));
        Assert.Equal(10.25, filter.B);
        Assert.Equal(filter, Read(Write(filter.ToSpec())).ToFilter());
        Assert.NotEqual<ImageFilter>(filter, filter with { A = 2 });
    }

    [Fact]
    public void Filters_are_written_as_the_server_wants_them() => Assert.Equal(
        """{"className":"org.janelia.alignment.filter.NormalizeLocalContrast","parameters":{"blockRadiusX":"8","blockRadiusY":"9","meanFactor":"3","center":"true","stretch":"false"}}""",
        Write(new NormalizeLocalContrastFilter { BlockRadiusX = 8, BlockRadiusY = 9, MeanFactor = 3, IsCentered = true, IsStretched = false }.ToSpec()));

    [Fact]
    public void Composite_filters_hold_filters_and_keep_the_texts_of_those_that_stay()
    {
        const string invert = """{ "className": "org.janelia.alignment.filter.Invert", "parameters": {} }""";
        var composite = Assert.IsType<CompositeFilter>(Filter(
            "CompositeFilter", new JsonObject { ["filter0"] = invert, ["filter1"] = """{"className":"a.Mine","parameters":{"x":"1"}}""" }.ToJsonString()));
        var changed = composite with { Filters = [composite.Filters[0], new AffineIntensityFilter { A = 1, B = 2 }] };

        Assert.IsType<InvertFilter>(composite.Filters[0]);
        Assert.Equal("a.Mine", Assert.IsType<UnknownFilter>(composite.Filters[1]).ClassName);
        Assert.Equal(invert, changed.Parameters!["filter0"]);
        Assert.Equal(2, Assert.IsType<AffineIntensityFilter>(changed.Filters[1]).B);
        Assert.Single((composite with { Filters = [composite.Filters[0]] }).Parameters!);
    }

    [Theory]
    [InlineData("""{"a":"1.0"}""", "has no parameter 'b'")]
    [InlineData("""{"a":"1","b":"x"}""", "'b' of the filter org.janelia.alignment.filter.AffineIntensityFilter is 'x', which is no number")]
    public void A_parameter_that_cannot_be_read_is_named(string parameters, string expected)
    {
        var filter = Assert.IsType<AffineIntensityFilter>(Filter("AffineIntensityFilter", parameters));

        Assert.Contains(expected, Assert.Throws<RenderException>(() => filter.B).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_and_truth_values_become_text_and_absent_parameters_stay_absent()
    {
        Assert.Equal("""{"className":"c","parameters":{"b":"10","c":"0.5","d":"true"}}""", Write(Read("""{"className":"c","parameters":{"b":10,"c":0.5,"d":true}}""")));
        Assert.Equal("""{"className":"c"}""", Write(Read("""{"className":"c"}""").ToFilter().ToSpec()));
        Assert.Equal("""{"className":"c","parameters":{}}""", Write(Read("""{"className":"c","parameters":{}}""").ToFilter().ToSpec()));
    }

    private static ImageFilter Filter(string name, string parameters) =>
        Read($$"""{"className":"org.janelia.alignment.filter.{{name}}","parameters":{{parameters}}}""").ToFilter();

    private static IEnumerable<string> FiltersIn(string json)
    {
        try
        {
            return FiltersIn(JsonNode.Parse(json));
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static IEnumerable<string> FiltersIn(JsonNode? node) => node switch
    {
        JsonObject found when found["className"] is JsonValue && found["parameters"] is JsonObject parameters
            && parameters.All(parameter => parameter.Value is JsonValue) => [found.ToJsonString()],
        JsonObject members => members.SelectMany(member => FiltersIn(member.Value)),
        JsonArray items => items.SelectMany(FiltersIn),
        _ => [],
    };

    private static FilterSpec Read(string json) => JsonSerializer.Deserialize(json, RenderJson.TypeInfo<FilterSpec>())!;

    private static string Write(FilterSpec spec) => JsonSerializer.Serialize(spec, RenderJson.TypeInfo<FilterSpec>());
}
