using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Render.Generated.Tests.Contract;
using Render.Generated.Tests.Json;

namespace Render.Generated.Tests.Conventions;

/// <summary>What holds for everything that is generated, whatever the contract says next.</summary>
public partial class ConventionTests
{
    private static readonly XElement Documentation = XElement.Load(Path.ChangeExtension(GeneratedCode.Assembly.Location, ".xml"));

    [Fact]
    public void Every_operation_of_the_contract_is_a_method()
    {
        var expected = ContractDocument.Current.Operations
            .Select(operation => $"I{operation.Tag}Client.{char.ToUpperInvariant(operation.Id[0])}{operation.Id[1..]}Async");

        Assert.Equal(expected.Order(), GeneratedCode.Operations.Where(operation => !IsStream(operation)).Select(Name).Distinct().Order());
    }

    [Fact]
    public void Every_operation_with_a_large_answer_can_be_streamed()
    {
        var expected = ContractDocument.Current.Operations
            .Where(operation => operation.Json.TryGetProperty("x-streams", out _))
            .Select(operation => $"I{operation.Tag}Client.Stream{operation.Id["get".Length..]}Async");

        Assert.Equal(expected.Order(), GeneratedCode.Operations.Where(IsStream).Select(Name).Order());
    }

    [Fact]
    public void Lists_of_tiles_and_matches_are_marked_as_large_answers()
    {
        string[] large = ["TileSpec", "CanvasMatches", "TileBounds", "LastTileTransform", "ResolvedTileSpecCollection"];
        var unmarked = GeneratedCode.Operations
            .Where(operation => !IsStream(operation)
                && Parts(operation.ReturnType) is var parts
                && parts.Any(part => large.Contains(part.Name))
                && (parts.Any(part => part.Name.StartsWith("IReadOnlyList", StringComparison.Ordinal)) || parts.Any(part => part.Name == large[^1])))
            .Select(Name)
            .Except(GeneratedCode.Operations.Where(IsStream).Select(operation => Name(operation).Replace(".Stream", ".Get", StringComparison.Ordinal)));

        // The matches of two tiles are one pair, and clusters are lists of lists that are needed as a whole.
        Assert.Equal(["IMatchesClient.GetMatchesBetweenTilesAsync", "ISectionsClient.GetClusteredTileBoundsAsync"], unmarked.Order());
    }

    [Fact]
    public void Every_operation_is_asynchronous_and_can_be_cancelled() => Assert.All(GeneratedCode.Operations, operation =>
    {
        Assert.True(IsStream(operation) || typeof(Task).IsAssignableFrom(operation.ReturnType), Name(operation));
        Assert.EndsWith("Async", operation.Name, StringComparison.Ordinal);
        var last = operation.GetParameters()[^1];
        Assert.True(last.ParameterType == typeof(CancellationToken) && last.IsOptional && last.Name == "cancellationToken", Name(operation));
    });

    [Fact]
    public void Every_operation_says_what_it_does_and_what_each_argument_means() => Assert.All(GeneratedCode.Operations, operation =>
    {
        var member = Documentation.Descendants("member").Single(member => member.Attribute("name")!.Value == DocumentationId(operation));
        Assert.False(string.IsNullOrWhiteSpace(member.Element("summary")?.Value), Name(operation));
        Assert.Equal(operation.GetParameters().Select(parameter => parameter.Name), member.Elements("param").Select(element => element.Attribute("name")!.Value));
        Assert.All(member.Elements("param"), element => Assert.False(string.IsNullOrWhiteSpace(element.Value), $"{Name(operation)} {element}"));
    });

    [Fact]
    public void Every_model_and_every_member_of_it_is_described() => Assert.All(
        GeneratedCode.Models.Concat(GeneratedCode.Enumerations).SelectMany(type => type
            .GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(member => member is PropertyInfo or FieldInfo { IsLiteral: true })
            .Select(member => (member is PropertyInfo ? "P:" : "F:") + type.FullName + "." + member.Name)
            .Append("T:" + type.FullName)),
        id => Assert.False(string.IsNullOrWhiteSpace(
            Documentation.Descendants("member").Single(member => member.Attribute("name")!.Value == id).Element("summary")?.Value)));

    [Fact]
    public void Nothing_is_typed_as_anything() => Assert.All(GeneratedCode.Operations, operation =>
    {
        var types = operation.GetParameters().Select(parameter => parameter.ParameterType).Append(operation.ReturnType).SelectMany(Parts);
        Assert.DoesNotContain(types, type => type == typeof(object) || type == typeof(JsonElement) || type == typeof(JsonDocument));
    });

    [Fact]
    public void Only_members_that_the_contract_does_not_know_are_untyped() => Assert.All(
        GeneratedCode.Models.SelectMany(model => model.GetProperties()).Where(property => property.Name != "AdditionalProperties"),
        property => Assert.DoesNotContain(Parts(property.PropertyType), type => type == typeof(object) || type == typeof(JsonElement)));

    [Fact]
    public void Names_are_the_wire_names_in_the_style_of_dotnet() => Assert.All(
        GeneratedCode.Models.SelectMany(model => model.GetProperties()).Where(property => GeneratedCode.JsonName(property) is not null),
        property =>
        {
            var name = GeneratedCode.JsonName(property)!;
            Assert.Equal(char.ToUpperInvariant(name[0]) + name[1..], property.Name);
            Assert.Matches(PascalCase(), property.Name);
        });

    [Fact]
    public void Operations_and_types_are_named_without_accessors_of_Java_or_spellings_of_Python() => Assert.All(
        GeneratedCode.Operations.Select(operation => operation.Name).Concat(GeneratedCode.Assembly.GetExportedTypes().Select(type => type.Name)),
        name => Assert.Matches(PascalCase(), name.Split('`')[0]));

    [Fact]
    public void What_the_wire_may_omit_is_nullable()
    {
        var nullability = new NullabilityInfoContext();
        Assert.All(
            GeneratedCode.Models.SelectMany(model => model.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)),
            property =>
            {
                var isRequired = GeneratedCode.JsonName(property) is { } name && IsRequired(property.DeclaringType!.Name, name);
                var isNullable = nullability.Create(property).ReadState == NullabilityState.Nullable;
                Assert.True(isRequired != isNullable, $"{property.DeclaringType!.Name}.{property.Name}");
            });
    }

    [Fact]
    public void Enumerations_are_as_on_the_wire() => Assert.All(GeneratedCode.Enumerations, type =>
    {
        var schema = ContractDocument.Current.Schema(type.Name);
        var wire = schema.GetProperty("enum").EnumerateArray().Select(value => value.GetString()!).ToList();
        var names = schema.GetProperty("x-enumNames").EnumerateArray().Select(value => value.GetString()!).ToList();
        Assert.Equal(wire, Enumerations.KnownValues(type).Select(value => JsonSerializer.Serialize(value, type).Trim('"')));
        Assert.Equal(wire, names.Select(name => type.GetProperty(name)!.GetValue(null)!.ToString()));
        Assert.Equal(wire, names.Select(name => type.GetNestedType("Names")!.GetField(name)!.GetRawConstantValue()));
    });

    [Fact]
    public void Every_enumeration_of_the_contract_is_extensible_and_no_other_stands_beside_it()
    {
        var enumerations = ContractDocument.Current.Schemas.Select(schema => schema.Name)
            .Where(name => ContractDocument.Current.Schema(name).TryGetProperty("enum", out _));

        Assert.Equal(enumerations.Order(), GeneratedCode.Enumerations.Select(type => type.Name).Order());
        Assert.DoesNotContain(GeneratedCode.Assembly.GetExportedTypes(), type => type.IsEnum);
    }

    [Theory]
    [InlineData("2020-01-02T03:04:05.678Z", "2020-01-02T03:04:05.678Z")]
    [InlineData("2020-01-02T03:04:05.6785Z", "2020-01-02T03:04:05.678Z")]
    [InlineData("2020-01-02T04:04:05.678+01:00", "2020-01-02T03:04:05.678Z")]
    public void Dates_are_written_as_the_server_wants_them_and_nothing_else(string date, string wire)
    {
        var version = new StackVersion { CreateTimestamp = DateTimeOffset.Parse(date, System.Globalization.CultureInfo.InvariantCulture) };

        var json = JsonSerializer.Serialize(version, RenderJson.TypeInfo<StackVersion>());

        Assert.Equal($$"""{"createTimestamp":"{{wire}}"}""", json);
        var read = JsonSerializer.Deserialize(json, RenderJson.TypeInfo<StackVersion>())!;
        Assert.Equal(json, JsonSerializer.Serialize(read, RenderJson.TypeInfo<StackVersion>()));
    }

    [Fact]
    public void Dates_are_also_read_from_milliseconds_and_from_nothing()
    {
        var read = JsonSerializer.Deserialize("""{"createTimestamp":1577934245678}""", RenderJson.TypeInfo<StackVersion>())!;

        Assert.Equal(new DateTimeOffset(2020, 1, 2, 3, 4, 5, 678, TimeSpan.Zero), read.CreateTimestamp);
        Assert.Null(JsonSerializer.Deserialize("""{"createTimestamp":""}""", RenderJson.TypeInfo<StackVersion>())!.CreateTimestamp);
    }

    private static bool IsRequired(string model, string property)
    {
        var contract = ContractDocument.Current;
        var name = contract.Schemas.Single(schema => schema.Name.Equals(model, StringComparison.OrdinalIgnoreCase)).Name;
        var schema = contract.Schema(name);
        return schema.TryGetProperty("required", out var required) && required.EnumerateArray().Any(value => value.GetString() == property);
    }

    private static IEnumerable<Type> Parts(Type type) => type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type) : [type];

    private static bool IsStream(MethodInfo operation) =>
        operation.ReturnType.IsGenericType && operation.ReturnType.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>);

    private static string Name(MethodInfo operation) => $"{operation.DeclaringType!.Name}.{operation.Name}";

    private static string DocumentationId(MethodInfo method) =>
        $"M:{method.DeclaringType!.FullName}.{method.Name}({string.Join(',', method.GetParameters().Select(parameter => DocumentationId(parameter.ParameterType)))})";

    private static string DocumentationId(Type type) => type.IsGenericType
        ? $"{type.GetGenericTypeDefinition().FullName!.Split('`')[0]}{{{string.Join(',', type.GetGenericArguments().Select(DocumentationId))}}}"
        : type.FullName!;

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*$")]
    private static partial Regex PascalCase();
}
