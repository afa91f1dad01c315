using System.Text.Json;

namespace Render;

/// <summary>Says what is wrong with the JSON of a file, in words of the file.</summary>
internal static class JsonFault
{
    private const string Options = " which is not supported in this mode. Change the reader options.";

    /// <summary>
    /// The reason without what .NET says of the place, which is counted from 0, and of its types and options, which nobody knows who writes
    /// files; with the path of the value, unless that is the whole.
    /// </summary>
    public static string Describe(JsonException fault)
    {
        bool isWhole = fault.Path is null or "" or "$";
        if (fault.Message.StartsWith("The JSON value could not be converted to ", StringComparison.Ordinal))
            return isWhole ? "a value does not fit." : $"{fault.Path} does not fit.";

        string reason = Reason(fault);
        return isWhole ? reason : $"{reason} ({fault.Path})";
    }

    private static string Reason(JsonException fault)
    {
        string reason = fault.Message;
        int place = reason.IndexOf(" Path: ", StringComparison.Ordinal);
        place = place < 0 ? reason.IndexOf(" LineNumber: ", StringComparison.Ordinal) : place;
        reason = place < 0 ? reason : reason[..place];
        if (reason.EndsWith(Options, StringComparison.Ordinal))
            return $"{reason[..^Options.Length].Replace("contains", "has", StringComparison.Ordinal)}. Remove that comma.";

        // What programs in Python write for numbers that are none.
        return reason.StartsWith("'N' is an invalid start", StringComparison.Ordinal) || reason.StartsWith("'I' is an invalid start", StringComparison.Ordinal)
            ? $"{reason} NaN and Infinity are no JSON: leave the member out, or write a finite number."
            : reason;
    }
}
