using System.Globalization;
using Render.Generated.Tests.Recorded;

namespace Render.Extensions.Tests.Support;

/// <summary>What a server has of a stack, as text of its own: so that comparing stacks does not depend on how the library reads.</summary>
internal static class WireLayers
{
    public static async Task<string> ReadAsync(RenderStack stack, double z)
    {
        using var http = new HttpClient { BaseAddress = stack.Client.Options.BaseAddress };
        return await http.GetStringAsync(string.Create(
            CultureInfo.InvariantCulture, $"v1/owner/{stack.Owner}/project/{stack.Project}/stack/{stack.Name}/z/{z}/resolvedTiles"));
    }

    public static async Task AssertAreSameAsync(RenderStack expected, RenderStack actual, params double[] zValues)
    {
        foreach (double z in zValues)
            Assert.True(WireJson.AreSame(await ReadAsync(expected, z), await ReadAsync(actual, z)), $"The stacks differ at z {z}.");
    }
}
