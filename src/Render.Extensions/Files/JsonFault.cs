using System.Text.Json;

namespace Render;

/// <summary>Says what is wrong with the JSON of a file, in words of the file.</summary>
internal static class JsonFault
{
    /// <summary>
    /// The reason without what .NET says of the place, which is counted from 0, and of its types, which nobody knows who writes files; with the
    /// path of the value, unless that is the whole.
    /// </summary>
    public static string Describe(JsonException fault)
    {
        string reason = fault.Message;
        int place = reason.IndexOf(" Path: ", StringComparison.Ordinal);
        place = place < 0 ? reason.IndexOf(" LineNumber: ", StringComparison.Ordinal) : place;
        reason = place < 0 ? reason : reason[..place];
        bool namesType = reason.StartsWith("The JSON value could not be converted to ", StringComparison.Ordinal);
        return fault.Path is null or "" or "$"
            ? namesType ? "a value does not fit." : reason
            : namesType ? $"{fault.Path} does not fit." : $"{reason} ({fault.Path})";
    }
}
