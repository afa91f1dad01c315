namespace Render.Extensions.Tests.Faults;

/// <summary>What goes wrong with one request.</summary>
public enum Fault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The connection breaks before the server has the request.</summary>
    DropBefore,

    /// <summary>The connection breaks after the server has done what it should.</summary>
    DropAfter,

    /// <summary>The server does the work, and the answer does not come in time.</summary>
    TimeOutAfter,

    /// <summary>The request hangs and is given up. If it changes anything, it arrives some requests later.</summary>
    TimeOutAndApplyLate,

    /// <summary>The server does the work, begins its answer and breaks off.</summary>
    HalfAnswer,

    /// <summary>The server does the work, begins its answer and falls silent until the time is over.</summary>
    Stall,

    /// <summary>A part of a bulk write is stored, then the connection breaks.</summary>
    HalfAppliedThenDrop,

    /// <summary>A part of a bulk write is stored, then the server says 500.</summary>
    HalfAppliedThenError,

    /// <summary>503 with Retry-After; nothing is done.</summary>
    Unavailable,

    /// <summary>A proxy says 502 although the server has done the work.</summary>
    BadGatewayAfter,

    /// <summary>500; nothing is done.</summary>
    Error,

    /// <summary>The request arrives twice, if it may be done twice.</summary>
    Duplicate,

    /// <summary>Nobody listens, however often the request is repeated in this run.</summary>
    Gone,
}
