using Render.Extensions.Tests.Support;

namespace Render.Extensions.Tests;

/// <summary>Options that nothing can be done with are named, before anything is sent or read.</summary>
public class OptionTests
{
    private static readonly TileSpec[] NoTiles = [];

    public static TheoryData<string, Func<RenderStack, RenderMatchCollection, object>> Misuses => new()
    {
        { "PairsPerRequest", (_, matches) => matches.ImportMatchesAsync(NoMatches, new MatchImportOptions { PairsPerRequest = 0 }) },
        { "PointsPerRequest", (_, matches) => matches.ImportMatchesAsync(NoMatches, new MatchImportOptions { PointsPerRequest = 0 }) },
        { "Parallelism", (_, matches) => matches.ImportMatchesAsync([], new MatchImportOptions { Parallelism = 0 }) },
        { "Parallelism", (_, matches) => matches.CopyToAsync(matches, new MatchImportOptions { Parallelism = -1 }) },
        { "parallelism", (_, matches) => matches.ReadMatchesAsync(parallelism: 0) },
        { "parallelism", (_, matches) => new[] { matches }.ReadMergedMatchesAsync(parallelism: 0) },
        { "MergeCollections", (_, matches) => matches.ReadMatchesAsync(new MatchQuery { MergeCollections = null! }) },
        { "MergeCollections", (_, matches) => matches.GetPGroupMatchesAsync("g", new MatchQuery { MergeCollections = null! }) },
        { "MaximumMatches", (_, _) => NoMatches.Filter(new MatchFilter { MaximumMatches = -1 }) },
        { "MinimumMatches", (_, _) => NoMatches.Filter(new MatchFilter { MinimumMatches = -1 }) },
        { "MinimumWeight", (_, _) => NoMatches.Filter(new MatchFilter { MinimumWeight = double.NaN }) },
        { "Choice", (_, _) => NoMatches.Filter(new MatchFilter { Choice = (MatchChoice)9 }) },
        { "Tolerance", (stack, matches) => stack.CheckMatchesAsync(matches, new MatchCheckOptions { Tolerance = -1 }) },
        { "Space", (stack, _) => stack.CheckMatchesAsync(NoMatches, new MatchCheckOptions { Space = null! }) },
        { "FindingsPerProblem", (_, _) => Array.Empty<CanvasMatches>().Check(NoTiles, new MatchCheckOptions { FindingsPerProblem = -1 }) },
        { "Canvas", (stack, _) => stack.DeriveMatchesAsync(default, default, new MatchDerivationOptions { Canvas = null! }) },
        { "Features", (stack, _) => stack.DeriveMatchesAsync(NoPairs, new MatchDerivationOptions { Features = null! }) },
        { "Matching", (stack, _) => stack.DeriveMatchesAsync(NoPairs, new MatchDerivationOptions { Matching = null! }) },
        { "Parallelism", (stack, _) => stack.DeriveMatchesAsync(NoPairs, new MatchDerivationOptions { Parallelism = 0 }) },
        { "PointsPerRequest", (stack, _) => stack.LocalToWorldAsync("t", [], new CoordinateOptions { PointsPerRequest = 0 }) },
        { "Parallelism", (stack, _) => stack.WorldToLocalAsync(1, [], new CoordinateOptions { Parallelism = 0 }) },
        { "MaxCachedTiles", (stack, _) => stack.Geometry(new StackGeometryOptions { MaxCachedTiles = 0 }) },
        { "Parallelism", (stack, _) => stack.ReadTilesAsync(new TileReadOptions { Parallelism = 0 }) },
        { "Parallelism", (stack, _) => stack.ReadResolvedTilesAsync(options: new TileReadOptions { Parallelism = 0 }) },
        { "Parallelism", (stack, _) => stack.GetTilesAsync([], new TileReadOptions { Parallelism = 0 }) },
        { "ReadParallelism", (stack, _) => stack.CopyToAsync(Other(stack), new CopyOptions { ReadParallelism = 0 }) },
        { "MaxTilesPerRequest", (stack, _) => stack.CopyToAsync(Other(stack), new CopyOptions { Import = new() { MaxTilesPerRequest = 0 } }) },
        { "ReadParallelism", (stack, _) => stack.ChangeTransformsAsync(Other(stack), [], new TransformChangeOptions { ReadParallelism = 0 }) },
        { "Import", (stack, _) => stack.ChangeTransformsAsync(Other(stack), [], new TransformChangeOptions { Import = null! }) },
        { "Parallelism", (stack, _) => stack.ExportFilesAsync("nowhere", new ExportOptions { Parallelism = 0 }) },
        { "Parallelism", (stack, _) => stack.FindPairsAsync(new TilePairOptions { Parallelism = 0 }) },
        { "ExcludeMatched", (stack, _) => stack.FindPairsAsync(new TilePairOptions { ExcludeMatched = [null!] }) },
        { "Parallelism", (stack, _) => stack.SaveLayerImagesAsync("nowhere", [1], new ImageFileOptions { Parallelism = 0 }) },
        { "Image", (stack, _) => stack.SaveLayerImagesAsync("nowhere", [1], new ImageFileOptions { Image = null! }) },
        { "SharedTransforms", (stack, _) => stack.ImportTilesAsync(NoTiles, new ImportOptions { SharedTransforms = null! }) },
        { "Rules", (stack, _) => stack.ImportTilesAsync(NoTiles, new ImportOptions { Validation = new() { Rules = null! } }) },
        { "Rules", (stack, _) => stack.ImportTilesAsync(NoTiles, new ImportOptions { Validation = new() { Rules = [null!] } }) },
        { "Journal", (stack, _) => stack.ImportTilesAsync(NoTiles, new ImportOptions { Journal = " " }) },
        { "files", (stack, _) => stack.ImportFilesAsync([new TileFile("")]) },
        { "files", (stack, _) => stack.ImportFilesAsync([new TileFile("tiles.json", null!)]) },
        { "files", (stack, _) => stack.ImportFilesAsync([(TileFile)null!]) },
        { "files", (stack, _) => stack.ImportFilesAsync(["tiles.json"], [null!]) },
        { "MinSize", (stack, _) => stack.ImportTilesAsync(NoTiles, new ImportOptions { Validation = new() { MinSize = 5, MaxSize = 4 } }) },
        { "MinCoordinate", (stack, _) => stack.ImportTilesAsync(NoTiles, new ImportOptions { Validation = new() { MinCoordinate = double.NaN } }) },
    };

    private static IAsyncEnumerable<CanvasMatches> NoMatches => AsyncEnumerable.Empty<CanvasMatches>();

    private static IAsyncEnumerable<TilePair> NoPairs => AsyncEnumerable.Empty<TilePair>();

    [Theory]
    [MemberData(nameof(Misuses))]
    public async Task What_cannot_be_done_is_refused_at_once(string option, Func<RenderStack, RenderMatchCollection, object> call)
    {
        using var server = new ScriptedServer();
        using var client = server.Connect();

        // Sequences are refused before they are read.
        var error = await Assert.ThrowsAnyAsync<ArgumentException>(async () =>
        {
            if (call(client.Stack("s"), client.MatchCollection("m")) is Task task)
                await task;
        });

        Assert.Equal(option, error.ParamName);
        Assert.Empty(server.Requests);
    }

    private static RenderStack Other(RenderStack stack) => stack.Client.Stack("other");
}
