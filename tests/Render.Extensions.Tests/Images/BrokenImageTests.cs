using Render.Extensions.Tests.Support;

namespace Render.Extensions.Tests.Images;

/// <summary>Images that a server begins to send over a real connection, and does not end.</summary>
public sealed class BrokenImageTests : IDisposable
{
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Ages = TimeSpan.FromMinutes(10);

    private readonly ScratchFolder folder = new();

    public static TheoryData<string, Func<BinaryContent, Task>> Readings => new()
    {
        { "whole", image => image.ReadAllBytesAsync() },
        { "copied", image => image.Stream.CopyToAsync(Stream.Null) },
        { "as arrays", async image => await image.Stream.ReadExactlyAsync(new byte[40 * HalfServer.Sent], 0, 40 * HalfServer.Sent) },
        { "on a thread that waits", image => Task.Run(() => image.Stream.CopyTo(Stream.Null)) },
    };

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Readings))]
    public async Task A_server_that_falls_silent_is_a_timeout_of_the_operation(string how, Func<BinaryContent, Task> read)
    {
        await using var server = new HalfServer(isSilent: true);
        using var client = server.Connect(Silence);
        await using var image = await client.Stack("s").GetTileImageAsync("t");

        var failure = await Assert.ThrowsAsync<RenderTimeoutException>(() => read(image).WaitAsync(TimeSpan.FromSeconds(30)));

        AssertSaysWhat(failure, how);
        Assert.Contains("no further part of the answer within 00:00:00.3", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Readings))]
    public async Task A_connection_that_breaks_makes_the_server_unavailable(string how, Func<BinaryContent, Task> read)
    {
        await using var server = new HalfServer(isSilent: false);
        using var client = server.Connect(Ages);
        await using var image = await client.Stack("s").GetTileImageAsync("t");

        var failure = await Assert.ThrowsAsync<RenderUnavailableException>(() => read(image));

        AssertSaysWhat(failure, how);
        Assert.IsType<HttpIOException>(failure.InnerException);
    }

    [Fact]
    public async Task An_image_that_broke_off_does_not_look_complete_afterwards()
    {
        await using var server = new HalfServer(isSilent: true);
        using var client = server.Connect(Silence);
        await using var image = await client.Stack("s").GetTileImageAsync("t");
        Assert.Equal(40 * HalfServer.Sent, image.Length);

        await Assert.ThrowsAsync<RenderTimeoutException>(() => image.ReadAllBytesAsync());

        await Assert.ThrowsAsync<RenderTimeoutException>(() => image.ReadAllBytesAsync());
    }

    [Fact]
    public async Task Who_cancels_gets_what_he_asked_for()
    {
        await using var server = new HalfServer(isSilent: true);
        using var client = server.Connect(Ages);
        await using var image = await client.Stack("s").GetTileImageAsync("t");
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        var end = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => image.ReadAllBytesAsync(stop.Token));

        Assert.Equal(stop.Token, end.CancellationToken);
    }

    [Theory]
    [InlineData(true, typeof(RenderTimeoutException))]
    [InlineData(false, typeof(RenderUnavailableException))]
    public async Task Pixels_are_asked_for_again_before_that_is_an_error(bool isSilent, Type type)
    {
        await using var server = new HalfServer(isSilent);
        using var client = server.Connect(Silence, retries: 2);

        var failure = Assert.IsAssignableFrom<RenderException>(
            await Record.ExceptionAsync(() => client.Stack("s").GetTilePixelsAsync("t")));

        Assert.IsType(type, failure);
        Assert.Equal(("Images.GetTileTiffImage", HalfServer.Sent), (failure.Operation, failure.BytesRead));
        Assert.Equal(3, server.Requests);
    }

    [Theory]
    [InlineData(true, typeof(RenderTimeoutException))]
    [InlineData(false, typeof(RenderUnavailableException))]
    public async Task Files_that_cannot_be_written_whole_are_not_there(bool isSilent, Type type)
    {
        await using var server = new HalfServer(isSilent);
        using var client = server.Connect(Silence);
        var stack = client.Stack("s");

        var failure = await Record.ExceptionAsync(() => WholeImage.ReadAsync(
            client,
            token => stack.GetLayerImageAsync(1, cancellationToken: token),
            (image, token) => WholeFile.WriteAsync(folder["z.png"], (file, stop) => image.Stream.CopyToAsync(file, stop), token),
            CancellationToken.None));

        Assert.IsType(type, failure);
        Assert.Empty(folder.Names);
    }

    private static void AssertSaysWhat(RenderException failure, string how)
    {
        Assert.Equal(("Images.GetTilePngImage", HttpMethod.Get), (failure.Operation, failure.Method));
        Assert.EndsWith("/owner/o1/project/p1/stack/s/tile/t/png-image", failure.RequestUri!.AbsoluteUri, StringComparison.Ordinal);
        Assert.True(failure.BytesRead == HalfServer.Sent, $"{failure.BytesRead} bytes were read {how}");
        Assert.Contains("after 1000 bytes of the answer", failure.Message, StringComparison.Ordinal);
    }
}
