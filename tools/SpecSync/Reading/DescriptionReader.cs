using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace Render.SpecSync;

/// <summary>Reads Swagger 2.0 and OpenAPI 3, the contract's as well as a server's.</summary>
internal sealed class DescriptionReader
{
    private readonly OpenApiDocument document;
    private readonly Dictionary<string, IOpenApiSchema> schemas;

    private DescriptionReader(OpenApiDocument document)
    {
        this.document = document;
        schemas = (document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>()).ToDictionary();
    }

    /// <summary>Reads a description.</summary>
    /// <param name="json">The document; it is not changed.</param>
    /// <param name="location">Where it came from, for messages.</param>
    /// <exception cref="ComparisonException">The document is not a description, or describes no operation.</exception>
    public static ApiDescription Read(JsonNode json, string location)
    {
        if (json.DeepClone() is not JsonObject root || (root["swagger"] ?? root["openapi"]) is null)
        {
            throw new ComparisonException($"{location} is neither a Swagger 2.0 nor an OpenAPI 3 description.");
        }

        if (root.ContainsKey("swagger"))
        {
            SwaggerRepairs.Apply(root);
        }

        OpenApiDocument? document;
        try
        {
            document = OpenApiDocument.Parse(root.ToJsonString(), "json", new OpenApiReaderSettings()).Document;
        }
        catch (Exception exception) when (exception is OpenApiException or InvalidOperationException or ArgumentException)
        {
            throw new ComparisonException($"{location} is not a description that can be read: {exception.Message}", exception);
        }

        if (document is not { Paths.Count: > 0 })
        {
            throw new ComparisonException($"{location} describes no operation, so that there is nothing to compare.");
        }

        return new DescriptionReader(document).Read(location);
    }

    private ApiDescription Read(string location) => new(
        location,
        $"{document.Info.Title} {document.Info.Version}".Trim(),
        [
            .. from path in document.Paths
               from operation in path.Value.Operations ?? []
               select Operation(operation.Key.Method.ToUpperInvariant(), path.Key, path.Value, operation.Value),
        ],
        schemas.Where(schema => schema.Value.Enum is not { Count: > 0 })
            .Select(schema => Model(schema.Key, schema.Value))
            .DistinctBy(model => model.Name)
            .ToDictionary(model => model.Name));

    private ApiOperation Operation(string method, string path, IOpenApiPathItem item, OpenApiOperation operation)
    {
        List<ApiParameter> parameters =
        [
            .. (operation.Parameters ?? []).Concat(item.Parameters ?? [])
                .Where(parameter => parameter is { Name: not null, In: not null })
                .DistinctBy(parameter => (parameter.Name, parameter.In))
                .Select(Parameter),
        ];

        // A placeholder is a parameter whether the server's method takes it or not.
        var undeclared = ApiOperation.PlaceholdersOf(path)
            .Where(name => !parameters.Exists(parameter => parameter.Place == "path" && parameter.Name == name))
            .Select(name => new ApiParameter(name, "path", IsRequired: true, IsDeprecated: false, new WireType.Scalar("string", null, [])));
        return new ApiOperation(
            method,
            path,
            operation.OperationId ?? "",
            [.. (operation.Tags ?? new HashSet<OpenApiTagReference>()).Select(tag => tag.Reference.Id ?? "")],
            operation.Deprecated,
            [.. undeclared, .. parameters],
            operation.RequestBody is { } body ? Body(body) : null,
            Answer(operation.Responses ?? []));
    }

    private ApiParameter Parameter(IOpenApiParameter parameter) => new(
        parameter.Name!, $"{parameter.In}".ToLowerInvariant(), parameter.Required, parameter.Deprecated, TypeOf(parameter.Schema));

    private ApiBody Body(IOpenApiRequestBody body) => new(
        body.Required,
        [.. body.Content?.Keys.Where(mediaType => mediaType != "*/*") ?? []],
        TypeOf(body.Content?.Values.FirstOrDefault()?.Schema));

    private ApiAnswer Answer(OpenApiResponses responses)
    {
        var known = responses.Where(response => int.TryParse(response.Key, out _))
            .ToDictionary(response => int.Parse(response.Key), response => response.Value);
        var successes = known.Where(response => response.Key is >= 200 and < 300).OrderBy(response => response.Key).ToList();
        var answer = successes.Select(success => success.Value).FirstOrDefault(HasType) ?? successes.FirstOrDefault().Value
            ?? responses.GetValueOrDefault("default");

        // A media type that the description does not name is converted to this one.
        string[] mediaTypes =
        [
            .. (answer?.Content ?? new Dictionary<string, IOpenApiMediaType>())
                .Where(content => content.Value.Schema is not null || content.Key != "application/octet-stream")
                .Select(content => content.Key),
        ];
        var type = TypeOf(answer?.Content?.Values.FirstOrDefault()?.Schema);

        // A method that returns a value is answered with 200, or with 204 for null, whatever else stands in its annotations.
        bool isValue = known.TryGetValue(200, out var ok) && HasType(ok);
        return new ApiAnswer(
            isValue ? [200] : [.. successes.Select(success => success.Key)],
            [.. known.Keys.Where(code => code is < 200 or >= 300).Order()],
            mediaTypes,
            type is WireType.Anything ? null : type);
    }

    private bool HasType(IOpenApiResponse response) =>
        response.Content?.Values.Any(content => TypeOf(content.Schema) is not WireType.Anything) == true;

    private ApiModel Model(string schemaName, IOpenApiSchema schema) => new(
        NameOf(schemaName, schema),
        schemaName,
        [.. Properties(schema, _ => true).DistinctBy(property => property.Name)],
        [.. Properties(schema, part => part is not OpenApiSchemaReference).DistinctBy(property => property.Name)],
        [.. (schema.AllOf ?? []).SelectMany(part => TypeOf(part).ModelNames)],
        Extension(schema, "x-getters") is JsonArray getters ? [.. getters.Select(getter => (string)getter!)] : []);

    private IEnumerable<ApiProperty> Properties(IOpenApiSchema schema, Predicate<IOpenApiSchema> includes) =>
    [
        .. (schema.AllOf ?? []).Where(part => includes(part)).SelectMany(part => Properties(part, includes)),
        .. (schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
            .Select(property => new ApiProperty(ServerNames.Property(property.Key), TypeOf(property.Value))),
    ];

    private WireType TypeOf(IOpenApiSchema? schema)
    {
        switch (schema)
        {
            case null:
                return WireType.Unknown;
            case OpenApiSchemaReference { Reference.Id: { } id }:
                return Referenced(id);
            case { Enum: { Count: > 0 } values }:
                return new WireType.Scalar("string", null, [.. values.Select(value => $"{value}")]);
            case { AllOf: { Count: 1 } parts, Properties: not { Count: > 0 } }:
                return TypeOf(parts[0]);
        }

        return (schema.Type & ~JsonSchemaType.Null) switch
        {
            JsonSchemaType.Array => new WireType.List(TypeOf(schema.Items)),
            JsonSchemaType.Object or null when schema.AdditionalProperties is { } values => new WireType.Map(TypeOf(values)),
            JsonSchemaType.Object or null => WireType.Unknown,
            { } type => new WireType.Scalar($"{type}".ToLowerInvariant(), schema.Format, []),
        };
    }

    /// <summary>What a reference stands for; one into the void, as sentences for names bring about, says nothing.</summary>
    private WireType Referenced(string id)
    {
        if (!schemas.TryGetValue(id, out var schema))
        {
            return WireType.Unknown;
        }

        bool isModel = schema.Enum is not { Count: > 0 } && (schema.Type & ~JsonSchemaType.Null) is JsonSchemaType.Object or null;
        if (!isModel)
        {
            return TypeOf(schema);
        }

        string name = NameOf(id, schema);
        bool isResponse = name == ServerNames.ResponseObject && schema.Properties?.ContainsKey("entity") == true;
        return isResponse ? WireType.Unknown : new WireType.Model(name);
    }

    private static string NameOf(string schemaName, IOpenApiSchema schema) =>
        (string?)Extension(schema, "x-server-name") ?? ServerNames.Model(schemaName);

    private static JsonNode? Extension(IOpenApiSchema schema, string name) =>
        schema.Extensions?.TryGetValue(name, out var extension) == true ? (extension as JsonNodeExtension)?.Node : null;
}
