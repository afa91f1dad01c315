using System.Globalization;
using System.Text.RegularExpressions;

namespace Render;

/// <summary>Names of the files of an export, and the files in its folder that exports of a stack of this name have made.</summary>
internal sealed partial class ExportFileNames(RenderStack stack, string folder, ExportOptions options)
{
    /// <summary>The file with the tiles of a layer, or of all when <c>null</c>.</summary>
    public string OfTiles(double? z) => Of(z, "");

    /// <summary>The file with the transforms of these tiles.</summary>
    public string OfTransforms(double? z) => Of(z, "_transforms");

    /// <summary>Files of exports of any options, unfinished ones included, with the layers that they are of; <c>null</c> stands for all.</summary>
    public IEnumerable<(string Path, double? Z)> Find() =>
        from path in Directory.EnumerateFiles(folder, stack.Name + "*")
        let name = Path.GetFileName(path)
        where name.StartsWith(stack.Name, StringComparison.Ordinal)
        let match = BehindName().Match(name, stack.Name.Length, name.Length - stack.Name.Length)
        where match.Success
        let layer = match.Groups["layer"]
        let z = layer.Success ? double.Parse(layer.ValueSpan[1..], CultureInfo.InvariantCulture) : (double?)null
        where z is null || FileNames.OfLayer(z.Value) == layer.Value
        select (path, z);

    private string Of(double? z, string part) => Path.Combine(
        folder, $"{stack.Name}{(z is { } layer ? $"_{FileNames.OfLayer(layer)}" : "")}{part}.json{(options.Compress ? ".gz" : "")}");

    [GeneratedRegex(@"\G(_(?<layer>z-?[0-9]+(\.[0-9]+)?(E[+-][0-9]+)?))?(_transforms)?\.json(\.gz)?(\.part)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex BehindName();
}
