using System.Text.Json.Nodes;
using static Render.SpecSync.Tests.Sample;

namespace Render.SpecSync.Tests;

public sealed class DescriptionReaderTests
{
    [Fact]
    public void A_file_of_swagger_2_is_binary_text() =>
        Assert.Equal("string/binary", $"{Answer("""{"200":{"description":"","schema":{"type":"file"}}}""").Type}");

    [Fact]
    public void A_default_answer_without_a_media_type_says_nothing()
    {
        var answer = Answer("""{"default":{"description":""}}""");

        Assert.Empty(answer.MediaTypes);
        Assert.Empty(answer.SuccessCodes);
        Assert.Null(answer.Type);
    }

    [Fact]
    public void A_value_is_answered_with_200_whatever_else_is_annotated() =>
        Assert.Equal([200], Answer("""{"200":{"description":"","schema":{"type":"string"}},"201":{"description":""}}""").SuccessCodes);

    [Fact]
    public void What_the_base_path_has_behind_the_root_of_the_service_is_part_of_the_paths() =>
        Assert.Equal(
            [$"GET {Stack}", $"DELETE {Stack}"],
            Server(server =>
            {
                server["basePath"] = "/render-ws/v1";
                server["paths"] = new JsonObject { [Stack[3..]] = server["paths"]![Stack]!.DeepClone() };
            }).Operations.Select(operation => $"{operation}"));

    [Fact]
    public void A_placeholder_is_a_parameter_even_when_it_is_not_declared() =>
        Assert.Contains(
            Server(_ => { }).Operations.Single(operation => operation.Path == Tiles).Parameters,
            parameter => parameter is { Name: "owner", Place: "path" });

    [Fact]
    public void A_model_that_is_named_by_a_sentence_has_the_first_word_for_a_name() =>
        Assert.Contains("Mark", Server(server => server["definitions"]!["Mark is a sign."] = Json("""{"type":"object"}""")).Models.Keys);

    [Theory]
    [InlineData("""{"$ref":"#/definitions/A mark on a tile."}""")]
    [InlineData("""{"$ref":"#/definitions/Response"}""")]
    public void A_reference_into_the_void_and_a_response_object_say_nothing(string schema) =>
        Assert.Null(Answer("""{"200":{"description":"","schema":""" + schema + "}}").Type);

    [Theory]
    [InlineData("[]", "neither a Swagger 2.0 nor an OpenAPI 3 description")]
    [InlineData("""{"paths":{}}""", "neither a Swagger 2.0 nor an OpenAPI 3 description")]
    [InlineData("""{"swagger":"2.0","info":{"title":"t","version":"1"},"paths":{}}""", "describes no operation")]
    public void What_is_not_a_description_is_refused(string json, string reason)
    {
        var exception = Assert.Throws<ComparisonException>(() => DescriptionReader.Read(JsonNode.Parse(json)!, "here.json"));

        Assert.Contains($"here.json", exception.Message, StringComparison.Ordinal);
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    private static ApiAnswer Answer(string responses) =>
        Server(server =>
        {
            server["definitions"]!["Response"] = Json("""
                {"type":"object","properties":{"status":{"type":"integer"},"entity":{"type":"object"}}}
                """);
            var operation = server.Operation("get", Stack);
            operation.Remove("produces");
            operation["responses"] = Json(responses);
        }).Operations[0].Answer;
}
