namespace Render.SpecSync;

/// <summary>One difference within an operation or a model.</summary>
/// <param name="Kind">Which side has it.</param>
/// <param name="Part">What it is about.</param>
/// <param name="Name">The parameter or property; empty where there is only one of its kind.</param>
/// <param name="Before">What is known; <c>null</c> for an addition.</param>
/// <param name="After">What the server has; <c>null</c> for a removal.</param>
internal sealed record Detail(DifferenceKind Kind, DifferencePart Part, string Name, string? Before, string? After)
{
    public static Detail Added(DifferencePart part, string name, string after) => new(DifferenceKind.Added, part, name, null, after);

    public static Detail Removed(DifferencePart part, string name, string before) => new(DifferenceKind.Removed, part, name, before, null);

    public static Detail Changed(DifferencePart part, string name, string before, string after) =>
        new(DifferenceKind.Changed, part, name, before, after);

    public override string ToString()
    {
        string subject = $"{Noun}{(Name.Length > 0 ? $" {Name}" : "")}";
        return Kind switch
        {
            DifferenceKind.Added => $"{subject} added: {After}",
            DifferenceKind.Removed => $"{subject} removed: {Before}",
            _ => $"{subject} changed: {Before} -> {After}",
        };
    }

    private string Noun => Part switch
    {
        DifferencePart.Tag => "tag",
        DifferencePart.Parameter => "parameter",
        DifferencePart.Body => "body",
        DifferencePart.RequestMediaType => "media type of the body",
        DifferencePart.SuccessCode => "success code",
        DifferencePart.Answer => "answer",
        DifferencePart.AnswerMediaType => "media type of the answer",
        DifferencePart.Property => "property",
        _ => "value of",
    };
}
