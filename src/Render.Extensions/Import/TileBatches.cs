using System.Runtime.CompilerServices;
using Render.Transforms;

namespace Render;

/// <summary>Cuts a source of tiles into batches, without looking into the tiles more than it must.</summary>
internal static class TileBatches
{
    /// <summary>Batches of at most <paramref name="size"/> tiles. One that is half full ends where z changes, so that layers stay together.</summary>
    public static async IAsyncEnumerable<TileBatch> OfObjects(
        IAsyncEnumerable<TileSpec> tiles,
        int size,
        IReadOnlyDictionary<string, TransformSpec> shared,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        long first = 0;
        List<TileSpec> batch = new(size);
        await foreach (var tile in tiles.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (batch.Count == size || (batch.Count > size / 2 && tile?.Z != batch[^1]?.Z))
            {
                yield return new ObjectTileBatch(first, batch, shared);
                first += batch.Count;
                batch = new(size);
            }

            batch.Add(tile!);
        }

        if (batch.Count > 0)
            yield return new ObjectTileBatch(first, batch, shared);
    }

    /// <summary>Batches of what fits into one read buffer. A file that is broken is reported, and the next one taken.</summary>
    public static async IAsyncEnumerable<TileBatch> OfFiles(
        IEnumerable<TileFile> files,
        IReadOnlyDictionary<string, TransformSpec> shared,
        Action<SpecFileException> report,
        bool flatten = false,
        SourceMeter? meter = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        long before = 0;
        IReadOnlyList<string> lastFiles = [];
        var known = shared;
        foreach (var file in files)
        {
            if (!file.TransformFiles.SequenceEqual(lastFiles))
                known = await WithFilesAsync(file.TransformFiles, shared, report, flatten, cancellationToken).ConfigureAwait(false);

            lastFiles = known is null ? [] : file.TransformFiles;
            if (known is not null)
            {
                await foreach (var batch in OfFile(file.Path, known, report, flatten, before, meter, cancellationToken).ConfigureAwait(false))
                    yield return batch;
            }

            known ??= shared;
            before += new FileInfo(file.Path).Length;
            meter?.BytesRead = before;
        }
    }

    private static async IAsyncEnumerable<TileBatch> OfFile(
        string file,
        IReadOnlyDictionary<string, TransformSpec> shared,
        Action<SpecFileException> report,
        bool flatten,
        long bytesBefore,
        SourceMeter? meter,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var parts = SpecPart.Of(file).GetEnumerator();
        while (Next(parts, report))
        {
            var part = parts.Current;
            if (await WithOwnTransformsAsync(part, shared, report, flatten, cancellationToken).ConfigureAwait(false) is { } known)
            {
                long first = 0;
                using var scanner = new SpecScanner(part, wanted: SpecKind.Tile, inArray: SpecKind.Tile);
                while (await NextAsync(scanner, report, cancellationToken).ConfigureAwait(false) is { } specs)
                {
                    meter?.BytesRead = bytesBefore + scanner.Position;
                    yield return new RawTileBatch(first, specs, known);
                    first += specs.Count;
                }
            }

            bytesBefore += part.Size;
        }
    }

    private static async ValueTask<IReadOnlyDictionary<string, TransformSpec>?> WithFilesAsync(
        IReadOnlyList<string> files,
        IReadOnlyDictionary<string, TransformSpec> shared,
        Action<SpecFileException> report,
        bool flatten,
        CancellationToken cancellationToken)
    {
        try
        {
            var own = await SharedTransforms.ReadAgreeingAsync(files, cancellationToken).ConfigureAwait(false);
            return SharedTransforms.Index([.. shared.Values, .. own], flatten);
        }
        catch (SpecFileException broken)
        {
            report(broken);
            return null;
        }
        catch (ConflictingTransformsException conflict)
        {
            report(new SpecFileException(files[^1], line: null, position: null, conflict.Message, conflict));
            return null;
        }
    }

    private static bool Next(IEnumerator<SpecPart> parts, Action<SpecFileException> report)
    {
        try
        {
            return parts.MoveNext();
        }
        catch (SpecFileException broken)
        {
            report(broken);
            return false;
        }
    }

    private static async ValueTask<RawSpecs?> NextAsync(
        SpecScanner scanner, Action<SpecFileException> report, CancellationToken cancellationToken)
    {
        try
        {
            return await scanner.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (SpecFileException broken)
        {
            report(broken);
            return null;
        }
    }

    // A resolved tile collection brings its transforms along, before or behind the tiles.
    private static async ValueTask<IReadOnlyDictionary<string, TransformSpec>?> WithOwnTransformsAsync(
        SpecPart part,
        IReadOnlyDictionary<string, TransformSpec> shared,
        Action<SpecFileException> report,
        bool flatten,
        CancellationToken cancellationToken)
    {
        try
        {
            var own = await SharedTransforms.ReadAsync(part, inArray: SpecKind.Tile, cancellationToken).ConfigureAwait(false);
            return own.Count == 0 ? shared : SharedTransforms.Index([.. shared.Values, .. own], flatten);
        }
        catch (SpecFileException broken)
        {
            report(broken);
            return null;
        }
    }
}
