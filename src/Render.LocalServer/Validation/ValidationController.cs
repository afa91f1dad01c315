using System.Text;
using Render.Transforms;

namespace Render.LocalServer;

/// <summary>Reads specs, checks them, and says what it has understood.</summary>
internal sealed class ValidationController(LineRules rules) : ValidationControllerBase
{
    private const string Tile = "org.janelia.alignment.spec.TileSpec";
    private const string Transform = "org.janelia.alignment.spec.TransformSpec";
    private const string Parameters = "org.janelia.alignment.RenderParameters";

    private static readonly IReadOnlyDictionary<string, TransformSpec> NoTransforms = new Dictionary<string, TransformSpec>();

    protected override Task<Answer> ValidateTileSpec(string owner, string? json, CancellationToken cancellationToken) => Validate(
        Tile + " instance", json, text =>
        {
            var tile = SpecText.Read<TileSpec>(text, Tile, rules);
            SpecValidation.Check(tile);
            return tile.TileId ?? "null";
        });

    protected override Task<Answer> ValidateTileSpecs(string owner, string? json, CancellationToken cancellationToken) => Validate(
        $"array of {Tile} instances", json, text =>
        {
            var tiles = SpecText.Read<IReadOnlyList<TileSpec>>(text, Tile, rules);
            foreach (var tile in tiles)
                SpecValidation.Check(tile);

            return $"array of {tiles.Count} tile specifications";
        });

    protected override Task<Answer> ValidateTransformSpec(string owner, string? json, CancellationToken cancellationToken) => Validate(
        Transform + " instance", json, text =>
        {
            var transform = SpecText.Read<TransformSpec>(text, Transform, rules);
            SpecValidation.Check(transform, NoTransforms);
            return SpecText.InstanceName(transform);
        });

    // Transforms may refer to those before and behind them.
    protected override Task<Answer> ValidateTransformSpecs(string owner, string? json, CancellationToken cancellationToken) => Validate(
        $"array of {Transform} instances", json, text =>
        {
            var transforms = SpecText.Read<IReadOnlyList<TransformSpec>>(text, Transform, rules);
            Dictionary<string, TransformSpec> shared = [];
            foreach (var transform in transforms.Where(transform => transform.Id is not null))
                shared[transform.Id!] = transform;

            foreach (var transform in transforms)
                SpecValidation.Check(transform, shared);

            return $"array of {transforms.Count} transform specifications";
        });

    protected override Task<Answer> ValidateRenderParameters(string owner, string? json, CancellationToken cancellationToken) => Validate(
        Parameters + " instance", json, text =>
        {
            var parameters = SpecText.ReadParameters(text, rules);
            SpecValidation.Check(parameters);
            return SpecText.Describe(parameters);
        });

    private static Task<Answer> Validate(string what, string? json, Func<byte[], string> check)
    {
        try
        {
            var value = check(Encoding.UTF8.GetBytes(json ?? ""));
            return Task.FromResult(Answer.Text($"Successfully parsed {what} from JSON text.  Parsed value is: {value}.\n"));
        }
        catch (ServiceException exception)
        {
            return Task.FromResult(Answer.Text(
                $"Failed to parse {what} from JSON text.  Specific error is: {exception.Message}\n", StatusCodes.Status400BadRequest));
        }
    }
}
