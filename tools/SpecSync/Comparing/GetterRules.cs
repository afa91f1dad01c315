namespace Render.SpecSync;

/// <summary>
/// Tells the properties of the server's models that are on the wire from those that are not. The server writes its fields, but
/// describes its public getters: fields without one are missing from the description, and what is merely computed is in it.
/// </summary>
/// <remarks>
/// The description lists the fields in the order of their declaration and then the getters that have no field. So the first property
/// that must be a getter tells that all behind it are getters too. One must be, when it
/// asks whether an enumeration has a value (<c>readOnly</c> beside a state READ_ONLY),
/// repeats a part of an identifier beside it (<c>owner</c> beside <c>collectionId</c>), or
/// gathers properties beside it (<c>cycle</c> beside <c>cycleNumber</c>, <c>stackResolutionValues</c> beside <c>stackResolutionX</c>).
/// Where only the server's source could tell, the contract names the getters of a model in <c>x-getters</c>.
/// </remarks>
internal sealed class GetterRules(ApiDescription contract, ApiDescription server)
{
    /// <summary>The properties of a model of the server that may be on the wire, without those that it inherits.</summary>
    public IReadOnlyList<ApiProperty> Fields(ApiModel described)
    {
        var known = contract.Models.GetValueOrDefault(described.Name);
        if (known is null)
        {
            return described.Own;
        }

        bool isKnown(ApiProperty property) => known.Properties.Any(one => one.Name == property.Name);
        bool isGetter(ApiProperty property) => !isKnown(property) && IsGetter(property, known);

        // A description that is sorted does not show where the getters begin.
        string[] names = [.. described.Own.Select(property => property.Name)];
        return names.SequenceEqual(names.Order(StringComparer.Ordinal))
            ? [.. described.Own.Where(property => !isGetter(property))]
            :
            [
                .. described.Own.TakeWhile(property => !isGetter(property)),
                .. described.Own.SkipWhile(property => !isGetter(property)).Where(isKnown),
            ];
    }

    private bool IsGetter(ApiProperty property, ApiModel known) =>
        known.Getters.Contains(property.Name)
        || known.Properties.Any(sibling => AsksAbout(property, sibling) || IsPartOf(property, sibling))
        || Gathers(property, known);

    private static bool AsksAbout(ApiProperty property, ApiProperty sibling) =>
        property.Type is WireType.Scalar { Name: "boolean" }
        && sibling.Type is WireType.Scalar { Allowed: var values }
        && values.Any(value => property.Name.Equals(value.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));

    private bool IsPartOf(ApiProperty property, ApiProperty sibling) =>
        sibling.Type is WireType.Model { Name: var name }
        && name.EndsWith("Id", StringComparison.Ordinal)
        && contract.Models.TryGetValue(name, out var identifier)
        && identifier.Properties.Any(part => part.Name == property.Name);

    private bool Gathers(ApiProperty property, ApiModel known)
    {
        bool hasSibling(string name) => known.Properties.Any(sibling => sibling.Name == name);
        return property.Type switch
        {
            WireType.Model { Name: var name } when server.Models.TryGetValue(name, out var whole) =>
                whole.Properties.Count > 1 && whole.Properties.All(part => hasSibling(property.Name + Capitalized(part.Name))),
            WireType.List => hasSibling($"{WithoutLastWord(property.Name)}X") && hasSibling($"{WithoutLastWord(property.Name)}Y"),
            _ => false,
        };
    }

    private static string Capitalized(string name) => name.Length == 0 ? name : $"{char.ToUpperInvariant(name[0])}{name[1..]}";

    private static string WithoutLastWord(string name) => name[..Math.Max(0, name.AsSpan().LastIndexOfAnyInRange('A', 'Z'))];
}
