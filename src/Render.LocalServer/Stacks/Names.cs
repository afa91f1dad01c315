using System.Text.RegularExpressions;

namespace Render.LocalServer;

/// <summary>The names of owners, projects, stacks and match collections.</summary>
internal static partial class Names
{
    /// <exception cref="InvalidArgumentException">The name has characters that names must not have.</exception>
    public static string Check(string kind, string? name) => name is not null && Valid().IsMatch(name)
        ? name
        : throw new InvalidArgumentException(
            $"invalid {kind} '{name}' specified, names may only contain alphanumeric or underscore '_' characters "
            + "and may not contain consecutive underscores '_'");

    [GeneratedRegex("^[A-Za-z0-9]+(_[A-Za-z0-9]+)*\\z")]
    private static partial Regex Valid();
}
