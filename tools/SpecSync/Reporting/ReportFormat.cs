namespace Render.SpecSync;

/// <summary>How a report is printed.</summary>
internal enum ReportFormat
{
    /// <summary>For a terminal.</summary>
    Text,

    /// <summary>For a pull request.</summary>
    Markdown,

    /// <summary>For other programs.</summary>
    Json,
}
