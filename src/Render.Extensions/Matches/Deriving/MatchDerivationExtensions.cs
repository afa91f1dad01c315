using System.Runtime.CompilerServices;

namespace Render;

/// <summary>Deriving point matches from images. The server does the work; what it finds is handed out, not stored.</summary>
public static class MatchDerivationExtensions
{
    /// <summary>
    /// Derives the matches of one pair of tiles (<c>MatchTrials.RunTrial</c>, <c>MatchTrials.DeleteTrial</c>).
    /// </summary>
    /// <param name="stack">The stack of the tiles, whose images the server can read.</param>
    /// <param name="p">One tile: section id and tile id.</param>
    /// <param name="q">The other tile.</param>
    /// <param name="options">How to render and to match.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>
    /// The matches in pixels of the canvases at full scale, in the order in which a collection stores them; <c>null</c> when the server
    /// finds none. Several sets of matches become one.
    /// </returns>
    /// <exception cref="RenderException">The server cannot render or match the pair; the message names it.</exception>
    public static async Task<CanvasMatches?> DeriveMatchesAsync(
        this RenderStack stack,
        CanvasId p,
        CanvasId q,
        MatchDerivationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        options ??= new MatchDerivationOptions();
        options.Validate();
        var matches = new CanvasMatchesBuilder(p, q);
        var template = stack.CanvasUrlTemplate(options.Canvas);

        // The server wants the tile first that comes first as text, whatever its section is.
        var isInOrder = string.CompareOrdinal(p.Id, q.Id) <= 0;
        var (first, second) = isInOrder ? (p, q) : (q, p);
        foreach (var found in await RunTrialAsync(stack, template.UrlOf(first), template.UrlOf(second), options, cancellationToken).ConfigureAwait(false))
        {
            var (ofFirst, ofSecond) = (MatchPoints.FromWire(found.P), MatchPoints.FromWire(found.Q));
            matches.AddRange(isInOrder ? ofFirst : ofSecond, isInOrder ? ofSecond : ofFirst, found.W.ToArray());
        }

        return matches.Count == 0 ? null : matches.Build();
    }

    /// <summary>Derives the matches of many pairs of tiles, several side by side.</summary>
    /// <remarks>
    /// A failure ends the sequence; the pairs before it have been handed out. Find pairs again with
    /// <see cref="TilePairOptions.ExcludeMatched"/> to go on with those that have no matches yet.
    /// </remarks>
    /// <param name="stack">The stack of the tiles, whose images the server can read.</param>
    /// <param name="pairs">The pairs, such as <see cref="StackPairExtensions.FindPairsAsync"/> finds them. They are read as they are needed. Groups that they lack are
    /// the section ids of the stack.</param>
    /// <param name="options">How to render and to match.</param>
    /// <param name="cancellationToken">Stops deriving.</param>
    /// <returns>The pairs that have matches, in the order of <paramref name="pairs"/>.</returns>
    /// <inheritdoc cref="DeriveMatchesAsync(RenderStack, CanvasId, CanvasId, MatchDerivationOptions?, CancellationToken)" path="/exception"/>
    public static IAsyncEnumerable<CanvasMatches> DeriveMatchesAsync(
        this RenderStack stack,
        IAsyncEnumerable<TilePair> pairs,
        MatchDerivationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(pairs);
        options ??= new MatchDerivationOptions();
        options.Validate();
        return DeriveAsync(stack, stack.WithSectionIdsAsync(pairs, cancellationToken), options, cancellationToken);
    }

    private static async IAsyncEnumerable<CanvasMatches> DeriveAsync(
        RenderStack stack,
        IAsyncEnumerable<TilePair> pairs,
        MatchDerivationOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var derived = pairs.SelectParallel(
            options.Parallelism, (pair, token) => stack.DeriveMatchesAsync(pair.P, pair.Q, options, token), cancellationToken);
        await foreach (var matches in derived.ConfigureAwait(false))
        {
            if (matches is not null)
            {
                yield return matches;
            }
        }
    }

    private static async Task<IReadOnlyList<Matches>> RunTrialAsync(
        RenderStack stack, Uri first, Uri second, MatchDerivationOptions options, CancellationToken cancellationToken)
    {
        var trials = stack.Client.Api.MatchTrials;
        var trial = await trials.RunTrialAsync(
            stack.Owner,
            new MatchTrialParameters
            {
                FeatureAndMatchParameters = new FeatureAndMatchParameters
                {
                    SiftFeatureParameters = options.Features,
                    MatchDerivationParameters = options.Matching,
                },
                PRenderParametersUrl = first.AbsoluteUri,
                QRenderParametersUrl = second.AbsoluteUri,
            },
            cancellationToken).ConfigureAwait(false);

        // The server keeps trials for ever, and nobody will look at this one.
        if (trial.Id is { } id)
        {
            await trials.DeleteTrialAsync(stack.Owner, id, cancellationToken).ConfigureAwait(false);
        }

        return trial.Matches ?? [];
    }
}
