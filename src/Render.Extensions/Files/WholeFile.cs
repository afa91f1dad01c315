namespace Render;

/// <summary>Writes files that are whole or not there: under another name first, and renamed when nothing is missing any more.</summary>
internal static class WholeFile
{
    private const int BufferSize = 64 * 1024;

    /// <summary>What the name of an unfinished file ends in.</summary>
    public const string Unfinished = ".part";

    /// <summary>Writes a file; when that fails or is cancelled, what had the name before is still there, and nothing else.</summary>
    /// <param name="path">The file's name, in a folder that exists.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    /// <returns>The file's length in bytes.</returns>
    public static async Task<long> WriteAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        long length = await WriteUnfinishedAsync(path, write, cancellationToken).ConfigureAwait(false);
        try
        {
            Finish(path);
        }
        catch
        {
            Abandon(path);
            throw;
        }

        return length;
    }

    /// <summary>
    /// Writes all of a file under the name of an unfinished one, for files that belong together: <see cref="Finish"/> or
    /// <see cref="Abandon"/> comes last. When writing fails or is cancelled, nothing is left of it.
    /// </summary>
    /// <inheritdoc cref="WriteAsync"/>
    public static async Task<long> WriteUnfinishedAsync(
        string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        string unfinished = path + Unfinished;
        var stream = Permitted(
            path, () => new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, BufferSize, FileOptions.Asynchronous));
        try
        {
            long length;
            await using (stream.ConfigureAwait(false))
            {
                await write(stream, cancellationToken).ConfigureAwait(false);
                await stream.FlushAsync(cancellationToken).ConfigureAwait(false);

                // A rename may reach the disk before the content does.
                stream.Flush(flushToDisk: true);
                length = stream.Length;
            }

            cancellationToken.ThrowIfCancellationRequested();
            return length;
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>Gives an unfinished file its name.</summary>
    public static void Finish(string path) => File.Move(path + Unfinished, path, overwrite: true);

    /// <summary>Deletes an unfinished file, if it is there: also one that a run has left that was killed.</summary>
    public static void Abandon(string path) => File.Delete(path + Unfinished);

    /// <summary>Makes the folder of files, unless it is there.</summary>
    /// <exception cref="IOException">It cannot be made, for want of rights or otherwise.</exception>
    public static void MakeFolder(string folder) => Permitted(folder, () => Directory.CreateDirectory(folder));

    // Whoever is ready for a file that cannot be written need not know of rights.
    private static T Permitted<T>(string path, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new IOException($"{path} cannot be written: {denied.Message} Choose another folder, or ask for the right to write there.", denied);
        }
    }
}
