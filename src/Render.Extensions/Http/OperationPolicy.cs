namespace Render;

/// <summary>How the pipeline treats an operation.</summary>
/// <param name="Repetition">Whether it may be sent again.</param>
/// <param name="Work">What sets its time limit.</param>
internal readonly record struct OperationPolicy(Repetition Repetition, OperationWork Work)
{
    /// <summary>How many values <see cref="Index"/> has.</summary>
    public const int Indices = 16;

    /// <summary>A small number that tells policies apart.</summary>
    public int Index => ((int)Repetition * 4) + (int)Work;

    public TimeSpan AttemptLimit(RenderTimeLimits limits) => Work switch
    {
        OperationWork.Read => limits.Read,
        OperationWork.Upload => limits.Upload,
        OperationWork.LongRunning => limits.LongRunning,
        _ => limits.Change,
    };
}
