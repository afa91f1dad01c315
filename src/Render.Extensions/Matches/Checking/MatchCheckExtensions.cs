namespace Render;

/// <summary>Checking that matches and tiles go together.</summary>
public static class MatchCheckExtensions
{
    /// <summary>
    /// Checks all pairs of a collection against a stack, while they are read (<c>Matches.GetPGroupIds</c>, <c>Matches.GetPGroupMatches</c>,
    /// <c>Tiles.GetTileSpecs</c>, <c>Sections.GetSectionZ</c>). Memory is bounded however many pairs there are.
    /// </summary>
    /// <param name="stack">The stack.</param>
    /// <param name="collection">The collection. It may be on another server.</param>
    /// <param name="options">The space of the points, and how many findings are kept.</param>
    /// <param name="progress">Is told from time to time how many pairs have been looked at, and at the end.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <returns>What is wrong, counted, with the first findings of each kind.</returns>
    /// <exception cref="RenderNotFoundException">The stack or the collection does not exist.</exception>
    public static Task<MatchCheckReport> CheckMatchesAsync(
        this RenderStack stack,
        RenderMatchCollection collection,
        MatchCheckOptions? options = null,
        IProgress<long>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(collection);
        options ??= new MatchCheckOptions();
        options.Validate();
        var checker = new MatchChecker(options, isSorted: true);
        checker.CheckOwners(collection.Owner, stack.Owner);
        return RunAsync(
            stack, collection.ReadMatchesAsync(cancellationToken: cancellationToken), checker, options, progress, cancellationToken);
    }

    /// <summary>
    /// Checks pairs against a stack, such as before they are imported (<c>Tiles.GetTileSpecs</c>, <c>Sections.GetSectionZ</c>). The ids of
    /// all pairs are remembered to find those that come twice.
    /// </summary>
    /// <param name="stack">The stack.</param>
    /// <param name="matches">The pairs.</param>
    /// <param name="options">The space of the points, and how many findings are kept.</param>
    /// <param name="progress">Is told from time to time how many pairs have been looked at, and at the end.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <returns>What is wrong, counted, with the first findings of each kind.</returns>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    public static Task<MatchCheckReport> CheckMatchesAsync(
        this RenderStack stack,
        IAsyncEnumerable<CanvasMatches> matches,
        MatchCheckOptions? options = null,
        IProgress<long>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(matches);
        options ??= new MatchCheckOptions();
        options.Validate();
        return RunAsync(stack, matches, new MatchChecker(options), options, progress, cancellationToken);
    }

    /// <summary>Checks pairs against tiles, without a server. The ids of all pairs are remembered to find those that come twice.</summary>
    /// <param name="matches">The pairs.</param>
    /// <param name="tiles">All tiles that they may be of, with references to shared transforms replaced.</param>
    /// <param name="options">The space of the points, and how many findings are kept.</param>
    /// <returns>What is wrong, counted, with the first findings of each kind.</returns>
    public static MatchCheckReport Check(
        this IEnumerable<CanvasMatches> matches, IEnumerable<TileSpec> tiles, MatchCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(matches);
        ArgumentNullException.ThrowIfNull(tiles);
        options ??= new MatchCheckOptions();
        options.Validate();
        var checker = new MatchChecker(options);
        Dictionary<string, MatchTile> known = new(StringComparer.Ordinal);
        HashSet<string?> sections = [];
        foreach (var tile in tiles)
        {
            known[tile.TileId] = MatchTile.Of(tile, options.Space);
            sections.Add(tile.Layout?.SectionId);
        }

        foreach (var pair in matches)
        {
            checker.Check(pair, Find(pair?.PId), Find(pair?.QId), sections.Contains);
        }

        return checker.Report;

        MatchTile? Find(string? id) => id is null ? null : known.GetValueOrDefault(id);
    }

    private static async Task<MatchCheckReport> RunAsync(
        RenderStack stack,
        IAsyncEnumerable<CanvasMatches> matches,
        MatchChecker checker,
        MatchCheckOptions options,
        IProgress<long>? progress,
        CancellationToken cancellationToken)
    {
        const int PairsPerReport = 10_000;

        var tiles = new MatchTiles<MatchTile>(stack, tile => MatchTile.Of(tile, options.Space));
        Dictionary<string, bool> sections = new(StringComparer.Ordinal);
        await foreach (var (pair, p, q) in tiles.JoinAsync(matches, cancellationToken).ConfigureAwait(false))
        {
            await AskAsync(pair?.PGroupId, p).ConfigureAwait(false);
            await AskAsync(pair?.QGroupId, q).ConfigureAwait(false);
            checker.Check(pair, p, q, sections.GetValueOrDefault);
            if (checker.PairCount % PairsPerReport == 0)
            {
                progress?.Report(checker.PairCount);
            }
        }

        progress?.Report(checker.PairCount);
        return checker.Report;

        // Of most groups the tiles tell that they are sections.
        async Task AskAsync(string? groupId, MatchTile? tile)
        {
            if (!string.IsNullOrEmpty(groupId) && tile?.SectionId != groupId && !sections.ContainsKey(groupId))
            {
                sections[groupId] = await IsSectionAsync(stack, groupId, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task<bool> IsSectionAsync(RenderStack stack, string groupId, CancellationToken cancellationToken)
    {
        try
        {
            await stack.Client.Api.Sections
                .GetSectionZAsync(stack.Owner, stack.Project, stack.Name, groupId, cancellationToken)
                .ConfigureAwait(false);
            return true;
        }
        catch (RenderNotFoundException exception) when (exception.IsServersWord)
        {
            return false;
        }
    }
}
