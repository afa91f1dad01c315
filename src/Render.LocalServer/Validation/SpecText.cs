using System.Runtime.CompilerServices;
using System.Text;
using Render.Transforms;

namespace Render.LocalServer;

/// <summary>Reads specs from text, and describes what was read, as the Java server does.</summary>
internal static class SpecText
{
    // So much of a text is quoted in messages about it.
    private const int LongestQuote = 500;

    private const string BodySource = "(org.eclipse.jetty.server.HttpInputOverHTTP)";

    /// <summary>Reads a spec or a list of them.</summary>
    /// <param name="json">The text.</param>
    /// <param name="className">What a spec is called in the Java server.</param>
    /// <param name="rules">What the line of the server does in its own way.</param>
    /// <exception cref="InvalidArgumentException">The text is not JSON, or not of a spec.</exception>
    public static T Read<T>(byte[] json, string className, LineRules rules)
        where T : class
    {
        if (json.AsSpan().Trim(" \t\r\n"u8).IsEmpty)
        {
            throw new InvalidArgumentException(
                "com.fasterxml.jackson.databind.exc.MismatchedInputException: No content to map due to end-of-input"
                + $"\n at [Source: {Quoted(json)}; line: 1, column: 0]");
        }

        try
        {
            var value = JsonBody.Read<T>(json, rules) ?? throw new InvalidArgumentException("the JSON text is null");
            UntypedLists.Refuse(typeof(TileSpec), json);
            return value;
        }
        catch (UnreadableBodyException exception)
        {
            throw Named<T>(exception.Message, json, className);
        }
    }

    /// <summary>Reads render parameters, of which the Java server does not say what is wrong.</summary>
    /// <exception cref="InvalidArgumentException">The text is not JSON, or not of render parameters.</exception>
    public static RenderParameters ReadParameters(byte[] json, LineRules rules)
    {
        try
        {
            return Read<RenderParameters>(json, "org.janelia.alignment.RenderParameters", rules);
        }
        catch (InvalidArgumentException)
        {
            throw new InvalidArgumentException("failed to parse json text");
        }
    }

    /// <summary>A transform as Java prints an object: its class and a number.</summary>
    public static string InstanceName(TransformSpec transform)
    {
        var name = transform switch
        {
            ListTransform => "ListTransformSpec",
            InterpolatedTransform => "InterpolatedTransformSpec",
            ReferenceTransform => "ReferenceTransformSpec",
            _ => "LeafTransformSpec",
        };
        return $"org.janelia.alignment.spec.{name}@{RuntimeHelpers.GetHashCode(transform):x}";
    }

    /// <summary>Render parameters in one line: what is not the default.</summary>
    public static string Describe(RenderParameters parameters)
    {
        var text = new StringBuilder($"{{tileSpecs=[{parameters.TileSpecs?.Count ?? 0} items]");
        Add("x", parameters.X, 0);
        Add("y", parameters.Y, 0);
        Add("width", parameters.Width, 256);
        Add("height", parameters.Height, 256);
        Add("scale", parameters.Scale, 1);
        return text.Append('}').ToString();

        void Add<T>(string name, T? value, T standard)
            where T : struct
        {
            if (value is { } given && !given.Equals(standard))
                text.Append($", {name}={(given is double number ? JavaText.Of(number) : given)}");
        }
    }

    // Bodies are read elsewhere from a stream and into lists, here from a text and into arrays: messages say so.
    private static InvalidArgumentException Named<T>(string message, byte[] json, string className) => new(message
        .Replace(BodySource, Quoted(json), StringComparison.Ordinal)
        .Replace(JavaTypes.NameOf(typeof(T)), typeof(T).IsGenericType ? $"[L{className};" : className, StringComparison.Ordinal));

    private static string Quoted(byte[] json)
    {
        var text = Encoding.UTF8.GetString(json);
        return text.Length <= LongestQuote ? $"(String)\"{text}\"" : $"(String)\"{text[..LongestQuote]}\"[truncated {text.Length - LongestQuote} chars]";
    }
}
