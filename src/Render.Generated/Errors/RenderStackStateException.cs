namespace Render;

/// <summary>
/// The stack's state does not allow the operation: tiles change only while it is LOADING, nothing changes while it is READ_ONLY, and
/// it becomes COMPLETE only with tiles in it. The server says so with 400 or 500; its text decides.
/// </summary>
public sealed class RenderStackStateException : RenderException
{
    /// <summary>Creates an exception that belongs to no request.</summary>
    /// <param name="message">Which stack is in which state, and what to do.</param>
    public RenderStackStateException(string message)
        : base(message)
    {
    }

    internal RenderStackStateException(RenderFailure failure)
        : base(failure, Remedy(failure.ServerText!))
    {
    }

    private static string Remedy(string serverText) => serverText.Contains("has no tiles", StringComparison.Ordinal)
        ? "Import tiles before completing the stack."
        : "Change the state first: READ_ONLY and OFFLINE stacks become COMPLETE, COMPLETE stacks become LOADING.";
}
