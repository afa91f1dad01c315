namespace Render.Extensions.Tests.Faults;

/// <summary>A change that must not happen twice.</summary>
internal static class ChangeSchedule
{
    /// <summary>Makes a change while things go wrong.</summary>
    /// <param name="faults">What goes wrong.</param>
    /// <param name="fill">Gives the server what is changed.</param>
    /// <param name="change">Makes the change.</param>
    /// <param name="deviation">0 when it is done, -1 when it is not, more when too much is done.</param>
    public static async Task RunAsync(Fault[] faults, Action<ModelServer> fill, Func<RenderClient, Task> change, Func<ModelServer, int> deviation)
    {
        var server = new ModelServer();
        fill(server);
        using var handler = new FaultHandler(server.Handle, faults);
        int least = 0;
        try
        {
            await change(handler.Client);
            Assert.Equal(0, deviation(server));
        }
        catch (RenderException)
        {
            least = -1;
            Assert.InRange(deviation(server), least, 0);
        }

        // What comes late neither takes it back nor does it once more.
        handler.Settle();
        Assert.InRange(deviation(server), least, 0);
    }
}
