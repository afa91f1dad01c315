namespace Render.SpecSync;

/// <summary>Compares types as the wire sees them.</summary>
/// <param name="models">The models of the server: one without properties says nothing about itself.</param>
/// <param name="allowsWider">Whether what is known may allow more than the server describes, as the contract does.</param>
internal sealed class TypeComparison(IReadOnlyDictionary<string, ApiModel> models, bool allowsWider)
{
    private static readonly Dictionary<string, string[]> Wider = new()
    {
        ["integer/int32"] = ["integer", "integer/int64", "number", "number/float", "number/double"],
        ["integer/int64"] = ["integer", "number", "number/double"],
        ["number/float"] = ["number", "number/double"],
        ["number/double"] = ["number"],
    };

    /// <summary>The differences of two types; of values that are listed, each one by itself.</summary>
    public IEnumerable<Detail> Compare(DifferencePart part, string name, WireType known, WireType described)
    {
        if (Listed(known) is { Allowed: { Count: > 0 } before } && Listed(described) is { Allowed: { Count: > 0 } after })
        {
            return
            [
                .. after.Except(before).Select(value => Detail.Added(DifferencePart.Value, name, value)),
                .. before.Except(after).Select(value => Detail.Removed(DifferencePart.Value, name, value)),
            ];
        }

        return Agree(known, described) ? [] : [Detail.Changed(part, name, $"{known}", $"{described}")];
    }

    public bool Agree(WireType known, WireType described) => (known, described) switch
    {
        (WireType.Anything, _) or (_, WireType.Anything) => true,
        (WireType.List before, WireType.List after) => Agree(before.Items, after.Items),
        (WireType.Map before, WireType.Map after) => Agree(before.Values, after.Values),
        (WireType.Model before, WireType.Model after) => before == after,
        (WireType.Scalar before, WireType.Scalar after) => Agree(before, after),
        (_, WireType.Model after) => models.TryGetValue(after.Name, out var model) && model.Properties.Count == 0,
        _ => false,
    };

    private bool Agree(WireType.Scalar known, WireType.Scalar described)
    {
        if (known.Name == described.Name && (known.Format == described.Format || described.Format is null))
        {
            // A list of values on one side only: the other one says less.
            return known.Allowed.Count == 0 ? allowsWider || described.Allowed.Count == 0 : true;
        }

        return allowsWider && Wider.TryGetValue($"{described}", out string[]? wider) && wider.Contains($"{known}");
    }

    private static WireType.Scalar? Listed(WireType type) => type.Innermost as WireType.Scalar;
}
