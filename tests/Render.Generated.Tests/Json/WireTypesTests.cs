using System.Reflection;

namespace Render.Generated.Tests.Json;

public class WireTypesTests
{
    /// <summary>Without metadata a type would fail at run time only, when the operation is first called.</summary>
    [Fact]
    public void Every_type_that_an_operation_takes_or_gives_has_generated_metadata()
    {
        var types = typeof(RenderApiClient).Assembly.GetTypes()
            .Where(type => type.IsInterface && type.IsPublic && type.Name.EndsWith("Client", StringComparison.Ordinal))
            .SelectMany(client => client.GetMethods())
            .SelectMany(method => method.GetParameters().Where(IsBody).Select(parameter => parameter.ParameterType)
                .Append(Result(method)))
            .Where(type => type != typeof(string) && type != typeof(void) && type != typeof(BinaryContent) && type != typeof(ResolvedSpec) && type != typeof(ResolvedSpecOrPair))
            .Where(type => !typeof(HttpContent).IsAssignableFrom(type))
            .Distinct()
            .ToList();

        Assert.True(types.Count > 40);
        Assert.All(types, type => Assert.NotNull(RenderJson.Options.GetTypeInfo(type)));
    }

    private static bool IsBody(ParameterInfo parameter) =>
        !parameter.IsOptional && !Enumerations.Is(parameter.ParameterType)
        && parameter.ParameterType != typeof(double) && parameter.ParameterType != typeof(int);

    private static Type Result(MethodInfo method) =>
        method.ReturnType.IsGenericType ? method.ReturnType.GetGenericArguments()[0] : typeof(void);
}
