using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Render.Generated.Tests.Conventions;
using Render.Transforms;

namespace Render.Generated.Tests.Json;

/// <summary>
/// Whatever a newer server writes is written back as it came: members, values of enumerations, classes of transforms and of filters that nobody here
/// knows. Each run has another seed, which a failure names; <c>RENDER_JSON_SEED</c> sets it.
/// </summary>
public class LosslessJsonTests
{
    private const int Rounds = 20;

    private static readonly string[] Numbers =
        ["0", "-0.0", "1e400", "-1E-400", "123456789012345678901234567890", "0.1000000000000000055511151231257827", "1.0", "1.50", "9007199254740993"];

    public static TheoryData<Type> Models =>
    [
        .. GeneratedCode.Models, typeof(TransformSpec), typeof(LeafTransform), typeof(ListTransform),
    ];

    [Theory]
    [MemberData(nameof(Models))]
    public void Any_JSON_of_a_model_survives_reading_and_writing(Type model)
    {
        var seed = Environment.GetEnvironmentVariable("RENDER_JSON_SEED") is { Length: > 0 } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : Random.Shared.Next();
        var random = new Random(seed);
        for (var i = 0; i < Rounds; i++)
        {
            var json = Value(model, random, 0)!.ToJsonString();
            var read = JsonSerializer.Deserialize(json, RenderJson.Options.GetTypeInfo(model))!;
            var written = JsonSerializer.Serialize(read, RenderJson.Options.GetTypeInfo(model));

            Assert.True(
                JsonElement.DeepEquals(JsonElement.Parse(json), JsonElement.Parse(written)), $"RENDER_JSON_SEED={seed}\n{json}\n{written}");
        }
    }

    private static JsonNode? Value(Type type, Random random, int depth)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Enumerations.Is(type))
            return random.Next(2) == 0 ? $"NEW_{random.Next(100)}" : Enumerations.KnownValues(type)[0].ToString();

        if (type == typeof(string))
            return $"text \"{random.Next()}\" ü\n";

        if (type == typeof(bool))
            return random.Next(2) == 0;

        if (type == typeof(int) || type == typeof(long))
            return random.Next(-1000, 1000);

        if (type == typeof(float))
            return random.Next(-1000, 1000) / 8f;

        if (type == typeof(double))
            return random.Next(2) == 0 ? random.Next(-1000, 1000) : (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-5, 12));

        if (type == typeof(DateTimeOffset))
            return "2020-01-02T03:04:05.678Z";

        if (type == typeof(TransformMetadata))
            return WithUnknown(new JsonObject { ["labels"] = new JsonArray("a", $"b{random.Next()}") }, random);

        if (type == typeof(ListTransform))
            return Transforms(random, depth);

        if (type == typeof(LeafTransform))
            return Leaf(random);

        if (type == typeof(TransformSpec))
            return random.Next(3) switch { 0 when depth < 5 => Transforms(random, depth), 1 => Reference(random), _ => Leaf(random) };

        if (type == typeof(JsonElement) || type == typeof(object))
            return Anything(random, 0);

        if (!type.IsGenericType)
            return Model(type, random, depth);

        var item = type.GetGenericArguments()[^1];
        return type.GetGenericArguments().Length == 1
            ? new JsonArray([.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => Value(item, random, depth + 1))])
            : new JsonObject(Enumerable.Range(0, random.Next(1, 3)).Select(i => KeyValuePair.Create($"{i}", Value(item, random, depth + 1))));
    }

    private static JsonObject Model(Type type, Random random, int depth)
    {
        var json = new JsonObject();
        foreach (var property in type.GetProperties())
        {
            if (GeneratedCode.JsonName(property) is { } name && (depth < 6 || property.PropertyType.IsValueType) && random.Next(4) > 0)
                json[name] = Value(property.PropertyType, random, depth + 1);
        }

        return WithUnknown(json, random);
    }

    private static JsonObject Transforms(Random random, int depth) => WithUnknown(
        new JsonObject
        {
            ["type"] = "list",
            ["specList"] = new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => Value(typeof(TransformSpec), random, depth + 1))]),
        },
        random);

    private static JsonObject Reference(Random random) => WithUnknown(new JsonObject { ["type"] = "ref", ["refId"] = $"r{random.Next()}" }, random);

    private static JsonObject Leaf(Random random) => WithUnknown(
        new JsonObject
        {
            ["type"] = "leaf",
            ["id"] = $"t{random.Next()}",
            ["className"] = random.Next(2) == 0 ? $"org.example.New{random.Next()}" : "mpicbg.trakem2.transform.AffineModel2D",
            ["dataString"] = "1.0 0.0 0 1.00 1e1 -0.0",
        },
        random);

    private static JsonObject WithUnknown(JsonObject json, Random random)
    {
        for (var i = random.Next(3); i > 0; i--)
            json[$"unknown {random.Next()} \"ü"] = Anything(random, 0);

        return json;
    }

    private static JsonNode? Anything(Random random, int depth) => random.Next(depth < 4 ? 7 : 5) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => $"\u0001 grün \\ {random.Next()}",
        3 or 4 => JsonNode.Parse(Numbers[random.Next(Numbers.Length)]),
        5 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Anything(random, depth + 1))]),
        _ => new JsonObject(Enumerable.Range(0, random.Next(4)).Select(i => KeyValuePair.Create($"m{i}", Anything(random, depth + 1)))),
    };
}
