namespace Render;

/// <summary>What an operation spends its time on.</summary>
internal enum OperationWork
{
    /// <summary>A small change.</summary>
    Change,

    /// <summary>A read, a query, a rendering.</summary>
    Read,

    /// <summary>Bulk data on its way to the server.</summary>
    Upload,

    /// <summary>Work over a whole stack or collection inside of the server.</summary>
    LongRunning,
}
