using System.Text.Json.Nodes;

namespace Render.SpecSync;

/// <summary>Writes operations into the contract.</summary>
internal sealed class OperationWriter(Contract contract, ApiDescription known, ApiDescription server, SchemaWriter schemas, Wording wording)
{
    private static readonly Dictionary<int, string> SharedErrors = new()
    {
        [304] = "NotModified",
        [400] = "BadRequest",
        [404] = "NotFound",
        [500] = "ServerError",
    };

    /// <summary>Adds an operation that is new.</summary>
    /// <returns>The operation.</returns>
    public JsonObject Add(ApiOperation operation)
    {
        operation = WithKnownPlaceholders(operation);
        string tag = TagOf(operation);
        var json = new JsonObject
        {
            ["tags"] = new JsonArray(tag),
            ["operationId"] = IdOf(operation, tag),
            ["summary"] = Wording.Summary,
            ["description"] = wording.Description,
        };

        // Path parameters stand in the order of the path, then those of the query as the server has them.
        var parameters = operation.Parameters
            .OrderBy(parameter => parameter.Place == "path" ? operation.Placeholders.ToList().IndexOf(parameter.Name) : int.MaxValue)
            .Select(parameter => (JsonNode)Parameter(parameter, operation, tag))
            .ToArray();
        if (parameters.Length > 0)
        {
            json["parameters"] = new JsonArray(parameters);
        }

        if (operation.Body is { } body)
        {
            json["requestBody"] = Body(body, operation);
        }

        json["responses"] = Answers(operation);

        if (contract.Paths[operation.Path] is not JsonObject item)
        {
            Contract.Insert(contract.Paths, operation.Path, item = []);
        }

        Contract.Insert(item, operation.Method.ToLowerInvariant(), json);
        return json;
    }

    /// <summary>Adds a parameter that an operation has got.</summary>
    /// <returns>The parameter, or the reference to one that operations share.</returns>
    public JsonObject AddParameter(JsonObject json, ApiParameter parameter, ApiOperation operation)
    {
        if (json["parameters"] is not JsonArray parameters)
        {
            json.Insert(AfterDescription(json), "parameters", parameters = []);
        }

        var added = Parameter(parameter, operation, (string)json["tags"]![0]!);
        parameters.Add(added);
        return added;
    }

    /// <summary>Marks an operation that the server does not have any more.</summary>
    public static void Deprecate(JsonObject json) => json.Insert(AfterDescription(json), "deprecated", true);

    private static int AfterDescription(JsonObject json) =>
        json.TakeWhile(entry => entry.Key is "tags" or "operationId" or "summary" or "description").Count();

    /// <summary>The tag of the operations that share the server's tag and most of the path.</summary>
    private string TagOf(ApiOperation operation)
    {
        var routes = server.Operations.Where(one => one.Tags.Intersect(operation.Tags).Any()).Select(one => one.Route).ToHashSet();
        string? neighbour = known.Operations
            .Where(one => routes.Contains(one.Route) && one.Tags.Count > 0)
            .GroupBy(one => one.Tags[0])
            .OrderByDescending(tag => tag.Max(one => SharedSegments(one.Path, operation.Path)))
            .ThenByDescending(tag => tag.Count())
            .FirstOrDefault()?.Key;
        if (neighbour is not null)
        {
            return neighbour;
        }

        string name = HouseNames.Pascal(operation.Tags.FirstOrDefault("Other").Replace(" APIs", "", StringComparison.Ordinal));
        var tags = contract.Root["tags"] as JsonArray ?? [];
        contract.Root["tags"] ??= tags;
        if (!tags.Any(tag => (string?)tag!["name"] == name))
        {
            tags.Add(new JsonObject { ["name"] = name, ["description"] = wording.Description });
        }

        return name;
    }

    private string IdOf(ApiOperation operation, string tag)
    {
        string id = HouseNames.Camel(
            operation.Id.Length > 0 ? operation.Id : $"{operation.Method.ToLowerInvariant()} {operation.Path.Split('/')[^1]}");
        var taken = contract.Paths.SelectMany(path => path.Value!.AsObject())
            .Where(one => (string?)one.Value!["tags"]?[0] == tag)
            .Select(one => (string?)one.Value!["operationId"])
            .ToHashSet();
        string free = id;
        for (int number = 2; taken.Contains(free); number++)
        {
            free = $"{id}{number}";
        }

        return free;
    }

    /// <summary>A reference to the shared parameter that the operations around use for the same thing, or a parameter of its own.</summary>
    private JsonObject Parameter(ApiParameter parameter, ApiOperation operation, string tag)
    {
        var shared = known.Operations
            .Where(one => contract.Operation(one.Method, one.Path)?["parameters"] is JsonArray)
            .SelectMany(one => contract.Operation(one.Method, one.Path)!["parameters"]!.AsArray().OfType<JsonObject>()
                .Where(entry => IsSame(entry, parameter, one))
                .Select(entry => (Reference: (string)entry["$ref"]!, Operation: one)))
            .GroupBy(use => use.Reference)
            .OrderByDescending(uses => uses.Max(use => SharedSegments(use.Operation.Path, operation.Path)))
            .ThenByDescending(uses => uses.Count(use => use.Operation.Tags.Contains(tag)))
            .ThenByDescending(uses => uses.Count())
            .FirstOrDefault()?.Key;
        if (shared is not null)
        {
            return new JsonObject { ["$ref"] = shared };
        }

        var json = new JsonObject { ["name"] = parameter.Name, ["in"] = parameter.Place, ["description"] = wording.Description };
        if (parameter.IsRequired)
        {
            json["required"] = true;
        }

        json["schema"] = schemas.Schema(parameter.Type, HouseNames.Pascal(operation.Id) + HouseNames.Pascal(parameter.Name));
        return json;
    }

    private bool IsSame(JsonObject entry, ApiParameter parameter, ApiOperation operation) =>
        entry.ContainsKey("$ref")
        && contract.Resolve(entry) is var shared
        && (string?)shared["name"] == parameter.Name
        && (string?)shared["in"] == parameter.Place
        && operation.Parameters.FirstOrDefault(one => one.Name == parameter.Name && one.Place == parameter.Place) is { } known
        && known.IsRequired == parameter.IsRequired
        && $"{known.Type}" == $"{parameter.Type}";

    private JsonObject Body(ApiBody body, ApiOperation operation)
    {
        string name = HouseNames.Pascal(operation.Id) + "Body";
        string mediaType = body.MediaTypes.FirstOrDefault(
            body.Type is WireType.Scalar { Name: "string" } ? "text/plain" : "application/json");
        return new JsonObject
        {
            ["x-name"] = body.Type is WireType.Model model ? HouseNames.Camel(schemas.Model(model.Name)) : "body",
            ["description"] = wording.Description,
            ["required"] = true,
            ["content"] = new JsonObject { [mediaType] = new JsonObject { ["schema"] = schemas.Schema(body.Type, name) } },
        };
    }

    private JsonObject Answers(ApiOperation operation)
    {
        var answers = new JsonObject();
        foreach (int code in operation.Answer.SuccessCodes.DefaultIfEmpty(200))
        {
            answers[$"{code}"] = Success(operation);
        }

        foreach (int code in operation.Answer.ErrorCodes)
        {
            answers[$"{code}"] = SharedErrors.TryGetValue(code, out string? name) && contract.Responses.ContainsKey(name)
                ? new JsonObject { ["$ref"] = $"#/components/responses/{name}" }
                : new JsonObject { ["description"] = Wording.Answer };
        }

        return answers;
    }

    private JsonObject Success(ApiOperation operation)
    {
        var answer = new JsonObject { ["description"] = Wording.Answer };
        var content = new JsonObject();
        foreach (string mediaType in operation.Answer.MediaTypes)
        {
            // Without a type JSON says nothing; text is text, and anything else are bytes.
            var type = operation.Answer.Type ?? mediaType switch
            {
                "application/json" or "*/*" => null,
                _ when mediaType.StartsWith("text/", StringComparison.Ordinal) => new WireType.Scalar("string", null, []),
                _ => new WireType.Scalar("string", "binary", []),
            };
            if (type is not null)
            {
                content[mediaType] = new JsonObject { ["schema"] = schemas.Schema(type, HouseNames.Pascal(operation.Id) + "Answer") };
            }
        }

        if (content.Count > 0)
        {
            answer["content"] = content;
        }

        return answer;
    }

    /// <summary>The same path may be in the contract with other names for its placeholders.</summary>
    private ApiOperation WithKnownPlaceholders(ApiOperation operation)
    {
        string shape = operation.Route.Split(' ')[1];
        string path = known.Operations.FirstOrDefault(one => one.Route.Split(' ')[1] == shape)?.Path ?? operation.Path;
        var names = operation.Placeholders.Zip(ApiOperation.PlaceholdersOf(path)).DistinctBy(pair => pair.First)
            .ToDictionary(pair => pair.First, pair => pair.Second);
        return operation with
        {
            Path = path,
            Parameters = [.. operation.Parameters.Select(one => one.Place == "path" ? one with { Name = names[one.Name] } : one)],
        };
    }

    private static int SharedSegments(string path, string other) =>
        path.Split('/').Zip(other.Split('/')).TakeWhile(pair => pair.First == pair.Second).Count();
}
