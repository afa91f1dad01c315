namespace Render;

/// <summary>Reads images to their end: what breaks off on the way is asked for again, since rendering changes nothing.</summary>
internal static class WholeImage
{
    /// <summary>Asks for an image and reads it.</summary>
    /// <param name="client">How often and after which pauses it is asked again.</param>
    /// <param name="ask">Asks for the image.</param>
    /// <param name="read">Reads it from its beginning.</param>
    /// <param name="cancellationToken">Stops asking and reading.</param>
    /// <exception cref="RenderUnavailableException">The image broke off each time.</exception>
    /// <exception cref="RenderTimeoutException">The server fell silent each time.</exception>
    public static async Task<T> ReadAsync<T>(
        RenderClient client,
        Func<CancellationToken, Task<BinaryContent>> ask,
        Func<BinaryContent, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken) => await RepeatedReading.Of(client, BrokeOff).ExecuteAsync(
            async token =>
            {
                var image = await ask(token).ConfigureAwait(false);
                await using (image.ConfigureAwait(false))
                {
                    return await read(image, token).ConfigureAwait(false);
                }
            },
            cancellationToken).ConfigureAwait(false);

    /// <summary>Asks for an image and reads its bytes.</summary>
    public static Task<byte[]> ReadAllBytesAsync(
        RenderClient client, Func<CancellationToken, Task<BinaryContent>> ask, CancellationToken cancellationToken) => ReadAsync(
        client,
        ask,
        static (image, token) => image.ReadAllBytesAsync(token),
        cancellationToken);

    // What broke off before its beginning has been asked for again already.
    private static bool BrokeOff(RenderException failure) =>
        failure is RenderUnavailableException or RenderTimeoutException && failure.BytesRead is not null;
}
