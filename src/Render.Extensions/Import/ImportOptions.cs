using Render.Transforms;

namespace Render;

/// <summary>How tiles are imported. The defaults fit a LOADING stack and a server in the same network.</summary>
public sealed record ImportOptions
{
    /// <summary>
    /// The transforms that tiles refer to, each with an <see cref="TransformSpec.Id"/>. A request carries those that its tiles need, once.
    /// </summary>
    public IEnumerable<TransformSpec> SharedTransforms { get; init; } = [];

    /// <summary>Where bounding boxes come from; derived by the client unless said otherwise.</summary>
    public ImportBounds Bounds { get; init; } = ImportBounds.Client;

    /// <summary>How many requests are prepared and sent at the same time, at least 1. Memory grows with it, not with the number of tiles.</summary>
    public int Parallelism { get; init; } = Math.Max(4, Environment.ProcessorCount);

    /// <summary>How many tiles a request may hold, at least 1.</summary>
    public int MaxTilesPerRequest { get; init; } = 4_000;

    /// <summary>A request is closed as soon as its JSON has this many bytes, at least 1; the last tile may exceed it.</summary>
    public int MaxBytesPerRequest { get; init; } = 4 * 1024 * 1024;

    /// <summary>
    /// Whether requests are sent as gzip even if <see cref="RenderClientOptions.CompressRequests"/> does not ask for it: worth it on slow
    /// networks. Requests of more than 10,000,000 bytes, which the server would refuse compressed, are sent as they are.
    /// </summary>
    public bool Compress { get; init; }

    /// <summary>Creates the stack with this version if it does not exist; <c>null</c> makes a missing stack an error.</summary>
    public StackVersion? CreateStack { get; init; }

    /// <summary>
    /// Whether a COMPLETE stack is set to LOADING first. That drops its statistics and raises its version number; without it, a stack that
    /// is not LOADING is an error.
    /// </summary>
    public bool Reopen { get; init; }

    /// <summary>
    /// Whether the stack is set to COMPLETE at the end. It stays LOADING unless every tile landed and the server counts as many tiles in every
    /// imported z as this import sent.
    /// </summary>
    public bool Complete { get; init; }

    /// <summary>What to do about tiles that the touched layers have already; unless said otherwise they stay.</summary>
    public ExistingLayers ExistingLayers { get; init; } = ExistingLayers.Merge;

    /// <summary>Limits for tiles, and rules of your own; only what the server would stumble over is rejected when <c>null</c>.</summary>
    public TileValidation? Validation { get; init; }

    /// <summary>
    /// Whether the references of all tiles are looked up before anything is sent, when the source can be read twice: files and collections
    /// can, other sources cannot. A missing transform then stops the import; otherwise the tiles that refer to it are rejected.
    /// </summary>
    public bool CheckReferencesFirst { get; init; } = true;

    /// <summary>
    /// Whether references inside of shared transforms are replaced by what they refer to. The server takes references in tiles only, so that
    /// tiles with a shared transform that refers to another one are otherwise refused before they are sent.
    /// </summary>
    public bool FlattenReferences { get; init; }

    /// <summary>
    /// The path of a file that remembers what the server has acknowledged, made when it does not exist. The same import with the same
    /// journal sends what is missing and what has changed, and nothing twice, however the run before ended. Requests whose outcome is
    /// unknown are sent again. A tile takes 22 bytes of the file; resuming takes 30 bytes of memory for each tile in it.
    /// </summary>
    /// <remarks>
    /// A journal belongs to one stack and to one choice of <see cref="ExistingLayers"/>, and to one running import at a time. When somebody
    /// else has reopened, deleted or created the stack meanwhile, it is refused.
    /// </remarks>
    public string? Journal { get; init; }

    /// <summary>How many rejected tiles, failed requests and ids of different tiles the report lists one by one; all of them are counted.</summary>
    public int MaxReported { get; init; } = 1_000;

    // As many as may fill a request: what is read ahead is to be bounded also when only the bytes of a request are.
    internal int TilesPerBatch => Math.Min(MaxTilesPerRequest, Math.Max(4_000, MaxBytesPerRequest / 128));

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(SharedTransforms);
        ArgumentOutOfRangeException.ThrowIfLessThan(Parallelism, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxTilesPerRequest, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBytesPerRequest, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxReported);
        if (Journal is not null)
            ArgumentException.ThrowIfNullOrWhiteSpace(Journal);

        Validation?.Validate();
        if (!Enum.IsDefined(Bounds))
            throw new ArgumentOutOfRangeException(nameof(Bounds), Bounds, "not a way to get bounding boxes");
        if (!Enum.IsDefined(ExistingLayers))
            throw new ArgumentOutOfRangeException(nameof(ExistingLayers), ExistingLayers, "not a way to treat layers");
    }
}
