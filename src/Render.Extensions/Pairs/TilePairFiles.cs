using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Render;

/// <summary>Pairs of tiles in files of limited size, as render's TilePairClient writes them: <c>name_p000.json</c>, <c>name_p001.json</c> …</summary>
public static partial class TilePairFiles
{
    /// <summary>How many pairs a file holds unless something else is said.</summary>
    public const int DefaultPairsPerFile = 100_000;

    /// <summary>
    /// Writes pairs while they are found. Memory is bounded by one file's pairs. The files get their names when the last of them is complete,
    /// so that a run that fails or is cancelled leaves those of an earlier run as they were, and nobody takes files of both.
    /// </summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="stack">The stack that they are of; its name is written into the files.</param>
    /// <param name="path">
    /// The name without the number: <c>pairs.json.gz</c> becomes <c>pairs_p000.json.gz</c> and so on; compressed if it ends in <c>.gz</c> or <c>.zip</c>.
    /// Files of these names are replaced at the end, and those of an earlier run with higher numbers deleted. The folder is made if it is not
    /// there.
    /// </param>
    /// <param name="pairsPerFile">How many pairs a file holds at most.</param>
    /// <param name="image">How the tiles are to be rendered for matching; as stored, at full scale, when <c>null</c>.</param>
    /// <param name="cancellationToken">Stops writing; what was there before stays.</param>
    /// <returns>The paths of the files, at least one.</returns>
    /// <exception cref="IOException">A file cannot be written, or the folder not be made; the latter shows before any pair is asked for.</exception>
    public static async Task<IReadOnlyList<string>> WriteAsync(
        IAsyncEnumerable<TilePair> pairs,
        RenderStack stack,
        string path,
        int pairsPerFile = DefaultPairsPerFile,
        ImageOptions? image = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(pairsPerFile, 1);
        string template = TilePairFile.TemplateOf(stack, image);
        WholeFile.MakeFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        List<string> files = [];
        List<TilePair> part = [];

        // A run that was killed has left as many as it had come to.
        foreach (string left in PartsOf(path, WholeFile.Unfinished).ToArray())
            File.Delete(left);

        try
        {
            await foreach (var pair in pairs.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                if (part.Count == pairsPerFile)
                    await WritePartAsync().ConfigureAwait(false);

                part.Add(pair);
            }

            if (part.Count > 0 || files.Count == 0)
                await WritePartAsync().ConfigureAwait(false);

            // First all old ones go: whatever happens in between, there are never some of both.
            foreach (string outdated in PartsOf(path, "").ToArray())
                File.Delete(outdated);

            foreach (string file in files)
                WholeFile.Finish(file);

            return files;
        }
        catch
        {
            foreach (string file in files)
                WholeFile.Abandon(file);

            throw;
        }

        async Task WritePartAsync()
        {
            string file = NameOf(path, files.Count);
            await new TilePairFile { RenderParametersUrlTemplate = template, Pairs = part }
                .WriteUnfinishedAsync(file, cancellationToken)
                .ConfigureAwait(false);
            files.Add(file);
            part.Clear();
        }
    }

    /// <summary>Reads the pairs of files, file by file.</summary>
    /// <param name="files">The paths.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The pairs in the order of the files.</returns>
    /// <exception cref="SpecFileException">
    /// A file cannot be read, or is of another stack than the first one; the message names it.
    /// </exception>
    public static async IAsyncEnumerable<TilePair> ReadAsync(
        IEnumerable<string> files, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        string? template = null;
        foreach (string path in files)
        {
            var file = await TilePairFile.ReadAsync(path, cancellationToken).ConfigureAwait(false);
            template ??= file.RenderParametersUrlTemplate;
            if (file.RenderParametersUrlTemplate != template)
            {
                throw new SpecFileException(
                    path,
                    line: null,
                    position: null,
                    $"its pairs are of {file.RenderParametersUrlTemplate}, those of the files before it of {template}. Read them apart.");
            }

            foreach (var pair in file.Pairs)
                yield return pair;
        }
    }

    private static string NameOf(string path, int number)
    {
        var (name, extension) = Split(path);
        return string.Create(CultureInfo.InvariantCulture, $"{name}_p{number:D3}{extension}");
    }

    private static (string Name, string Extension) Split(string path)
    {
        string extension = Extension().Match(path).Value;
        return (path[..^extension.Length], extension.Length == 0 ? ".json" : extension);
    }

    private static IEnumerable<string> PartsOf(string path, string ending)
    {
        var (name, extension) = Split(Path.GetFullPath(path));
        string prefix = Path.GetFileName(name) + "_p";
        extension += ending;
        return Directory.EnumerateFiles(Path.GetDirectoryName(name)!).Where(file =>
            Path.GetFileName(file) is var other
            && other.StartsWith(prefix, StringComparison.Ordinal)
            && other.EndsWith(extension, StringComparison.Ordinal)
            && other.Length - extension.Length - prefix.Length >= 3
            && other.AsSpan()[prefix.Length..^extension.Length].IndexOfAnyExceptInRange('0', '9') < 0);
    }

    [GeneratedRegex(@"(\.json)?(\.gz|\.zip)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Extension();
}
