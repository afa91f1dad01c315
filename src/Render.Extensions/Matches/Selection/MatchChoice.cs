namespace Render;

/// <summary>Which points of a pair are kept when it has too many.</summary>
public enum MatchChoice
{
    /// <summary>Those with the largest weights; of equal weights those that come first.</summary>
    Heaviest,

    /// <summary>A random sample, in which every point is as likely as any other.</summary>
    Random,
}
