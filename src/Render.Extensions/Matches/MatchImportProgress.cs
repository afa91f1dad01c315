namespace Render;

/// <summary>How far an import of matches is.</summary>
/// <param name="PairsStored">Pairs that the server has acknowledged.</param>
/// <param name="PointsStored">Their points.</param>
/// <param name="PairsRejected">Pairs that were not sent because something is wrong with them.</param>
public readonly record struct MatchImportProgress(long PairsStored, long PointsStored, long PairsRejected);
