namespace Render;

/// <summary>The HTTP client of a connection that no container manages.</summary>
internal sealed class OwnedHttpClient(OperationHandler handler) : HttpClient(handler)
{
    // .NET cancels what is under way without a word of the reason, and that before the handlers are disposed.
    protected override void Dispose(bool disposing)
    {
        handler.IsClientDisposed = true;
        base.Dispose(disposing);
    }
}
