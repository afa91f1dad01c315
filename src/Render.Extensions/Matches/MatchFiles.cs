using System.Runtime.CompilerServices;

namespace Render;

/// <summary>Files of point matches, read and written as streams: memory is bounded by the largest pair, however many there are.</summary>
/// <remarks>
/// A file holds an array of pairs as the server answers them and as the Java clients store them (<c>--matchStorageFile</c>); an object with
/// that array in <c>collection</c> is read too. Names say how files are packed and laid out, as for <see cref="SpecFiles"/>: .json or .jsonl, these
/// with .gz behind it, or .zip.
/// </remarks>
public static class MatchFiles
{
    /// <summary>Writes pairs, one a line, as a JSON array unless the name says JSON Lines; completely or not at all.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="matches">The pairs.</param>
    /// <param name="cancellationToken">Stops writing; what was there before stays.</param>
    /// <returns>How many pairs were written.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static async Task<long> WriteMatchesAsync(
        string path, IAsyncEnumerable<CanvasMatches> matches, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(matches);
        long count = 0;
        await SpecFiles.WriteAsync(path, WriteAllAsync, cancellationToken).ConfigureAwait(false);
        return count;

        async Task WriteAllAsync(SpecWriter writer, CancellationToken token)
        {
            writer.OpenArray();
            await foreach (var pair in matches.WithCancellation(token).ConfigureAwait(false))
            {
                await writer.WriteAsync(pair, token).ConfigureAwait(false);
                count++;
            }

            writer.CloseArray();
        }
    }

    /// <inheritdoc cref="WriteMatchesAsync(string, IAsyncEnumerable{CanvasMatches}, CancellationToken)"/>
    public static Task<long> WriteMatchesAsync(
        string path, IEnumerable<CanvasMatches> matches, CancellationToken cancellationToken = default) =>
        WriteMatchesAsync(path, matches.ToAsyncEnumerable(), cancellationToken);

    /// <summary>Reads the pairs of a file, a piece of it at a time.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The pairs in the order of the file.</returns>
    /// <exception cref="SpecFileException">The file cannot be read, or something in it is no pair; the message names the line.</exception>
    public static IAsyncEnumerable<CanvasMatches> ReadMatchesAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ReadMatchesAsync([path], cancellationToken);
    }

    /// <summary>Reads the pairs of files, file by file.</summary>
    /// <param name="files">The files.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The pairs in the order of the files.</returns>
    /// <inheritdoc cref="ReadMatchesAsync(string, CancellationToken)" path="/exception"/>
    public static async IAsyncEnumerable<CanvasMatches> ReadMatchesAsync(
        IEnumerable<string> files, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        await foreach (var (pair, source) in ReadAsync(files, broken => throw broken, cancellationToken).ConfigureAwait(false))
        {
            yield return pair ?? throw Fault(source!.Value);
        }
    }

    /// <summary>Reads pairs with their places, also those that are faulty.</summary>
    /// <param name="files">The files.</param>
    /// <param name="report">Told of files that cannot be read on.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    internal static async IAsyncEnumerable<SourcedMatches> ReadAsync(
        IEnumerable<string> files, Action<SpecFileException> report, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (string path in files)
        {
            var batches = ReadFileAsync(path, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (batches.ConfigureAwait(false))
            {
                while (await MoveAsync(batches, report).ConfigureAwait(false))
                {
                    using var pairs = batches.Current;
                    for (int i = 0; i < pairs.Count; i++)
                        yield return Parse(pairs, i);
                }
            }
        }
    }

    private static async IAsyncEnumerable<RawSpecs> ReadFileAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var part in SpecPart.Of(path))
        {
            using var scanner = new SpecScanner(part, wanted: SpecKind.Matches, inArray: SpecKind.Matches);
            while (await scanner.ReadAsync(cancellationToken).ConfigureAwait(false) is { } pairs)
                yield return pairs;
        }
    }

    private static SpecFileException Fault(MatchSource source) => new(
        source.File,
        source.Line,
        position: null,
        $"what starts here ({source.P}, {source.Q}) is no pair of matches: {source.Fault ?? "it is null."}");

    // Nothing can be yielded from within a try block that has a catch.
    private static async ValueTask<bool> MoveAsync(IAsyncEnumerator<RawSpecs> batches, Action<SpecFileException> report)
    {
        try
        {
            return await batches.MoveNextAsync().ConfigureAwait(false);
        }
        catch (SpecFileException broken)
        {
            report(broken);
            return false;
        }
    }

    private static SourcedMatches Parse(RawSpecs pairs, int index)
    {
        try
        {
            return new SourcedMatches(SpecJson.ReadMatches(pairs[index]), new MatchSource(pairs, index, Fault: null));
        }
        catch (SpecJsonException exception)
        {
            return new SourcedMatches(Pair: null, new MatchSource(pairs, index, exception.Message));
        }
    }
}
