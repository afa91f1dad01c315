using System.Text.RegularExpressions;

namespace Render.SpecSync;

/// <summary>How the libraries that write the server's description spell names.</summary>
internal static partial class ServerNames
{
    /// <summary>The model that older servers describe for every answer that is built by hand: it says nothing about the answer.</summary>
    public const string ResponseObject = "Response";

    /// <summary>Annotated models are named by a sentence that begins with their name.</summary>
    public static string Model(string name) => name.Split(' ')[0];

    /// <summary>The getter of a field whose second letter is a capital keeps its <c>get</c>: <c>getpClipPosition</c>.</summary>
    public static string Property(string name) => GetterOfOneLetter.IsMatch(name) ? name[3..] : name;

    [GeneratedRegex("^get[a-z][A-Z]")]
    private static partial Regex GetterOfOneLetter { get; }
}
