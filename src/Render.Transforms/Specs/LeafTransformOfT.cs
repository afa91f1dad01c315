using System.Text.Json;

namespace Render.Transforms;

/// <summary>A leaf transform with parameters that are parsed from its data string at first use.</summary>
/// <remarks>
/// To add a class of your own, derive a sealed partial class, name its Java class with <see cref="MpicbgTransformAttribute"/>, and implement
/// <see cref="Parse"/>, <see cref="Format"/> and <see cref="TransformSpec.Apply(Point2D)"/>. The generator does the rest, and says what is missing;
/// editors mend it.
/// </remarks>
/// <example>
/// <code>
/// [MpicbgTransform("org.example.Shift")]
/// public sealed partial class Shift : LeafTransform&lt;Shift.Distance&gt;
/// {
///     public Shift(double x, double y) : base(new Distance(x, y)) { }
///
///     public override Point2D Apply(Point2D point) =&gt; new(point.X + Parameters.X, point.Y + Parameters.Y);
///
///     protected override Distance Parse(ref DataStringReader data) =&gt; new(data.ReadDouble("x"), data.ReadDouble("y"));
///
///     protected override void Format(Distance parameters, DataStringWriter data) =&gt; data.Write([parameters.X, parameters.Y]);
///
///     public sealed record Distance(double X, double Y);
/// }
/// </code>
/// </example>
/// <typeparam name="TParameters">An immutable object with the numbers of the transform.</typeparam>
public abstract class LeafTransform<TParameters> : LeafTransform
    where TParameters : class
{
    private TParameters? parameters;

    /// <summary>Makes a transform from numbers.</summary>
    /// <param name="parameters">The numbers of the transform.</param>
    protected LeafTransform(TParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        this.parameters = parameters;
    }

    private protected LeafTransform(LeafTransform<TParameters> original, TParameters parameters)
        : this(parameters)
    {
        Id = original.Id;
        Metadata = original.Metadata;
        AdditionalProperties = original.AdditionalProperties;
    }

    /// <summary>Makes a transform from JSON. For generated constructors.</summary>
    /// <param name="json">What JSON says of the transform.</param>
    protected LeafTransform(in LeafTransformData json)
        : base(in json)
    {
    }

    /// <summary>The numbers of the transform, parsed when they are first asked for.</summary>
    /// <exception cref="TransformDataException">The data string cannot be parsed.</exception>
    protected internal TParameters Parameters => parameters ?? ParseData();

    /// <summary>The Java class.</summary>
    public sealed override string ClassName => JavaClass.Name;

    /// <summary>The Java class that the transform stands for. Generated.</summary>
    protected abstract TransformClass JavaClass { get; }

    internal sealed override JsonEncodedText? EncodedClassName => JavaClass.EncodedName;

    /// <inheritdoc/>
    public override void Validate() => _ = Parameters;

    // What is made from numbers is written in a form that every server reads.
    private protected sealed override void ValidateData(ServerLine line)
    {
        if (parameters is null || Data is not null)
            ParseText(fullPrecision: false, line);
    }

    /// <summary>Reads the numbers of the transform from its data string.</summary>
    /// <param name="data">The tokens of the data string. What is left over is an error.</param>
    /// <returns>The numbers of the transform.</returns>
    /// <exception cref="TransformDataException">The data string cannot be parsed.</exception>
    protected abstract TParameters Parse(ref DataStringReader data);

    /// <summary>Writes the numbers of the transform as a data string.</summary>
    /// <param name="parameters">The numbers of the transform.</param>
    /// <param name="data">Receives the tokens of the data string.</param>
    protected abstract void Format(TParameters parameters, DataStringWriter data);

    /// <inheritdoc/>
    public sealed override string ToCanonicalDataString()
    {
        using var text = new DataStringWriter();
        Format(Parameters, text);
        return text.ToString();
    }

    internal sealed override bool TryFormat(DataStringWriter text)
    {
        if (parameters is null)
            return false;

        Format(parameters, text);
        return true;
    }

    /// <summary>The numbers as the data string means them, where the server reads single precision.</summary>
    /// <returns>The numbers in double precision.</returns>
    private protected TParameters ParseInFullPrecision() =>
        Data is null ? Parameters : ParseText(fullPrecision: true);

    /// <summary>The numbers as the server reads them from the data string that this transform has or would be given.</summary>
    /// <returns>The numbers, rounded as <see cref="Parse"/> rounds them.</returns>
    private protected TParameters ParseAsServer()
    {
        if (Data is not null)
            return Parameters;

        using var text = new DataStringWriter();
        Format(Parameters, text);
        return ParseText(text.Text, fullPrecision: false);
    }

    // Two threads may both parse; the results are equal, and either may stay.
    private TParameters ParseData()
    {
        // Other classes may read the same text in another way.
        if (Data?.Parsed is LeafTransform<TParameters> { parameters: { } shared } twin && twin.GetType() == GetType())
            return parameters = shared;

        TParameters parsed = parameters = ParseText(fullPrecision: false);
        Data!.Parsed = this;
        return parsed;
    }

    private TParameters ParseText(bool fullPrecision, ServerLine? line = null)
    {
        if (Data is null)
            throw new TransformDataException(ClassName, null, "a dataString, but the transform has none");

        byte[]? unescaped = null;
        return ParseText(JsonToken.Unescape(Data.Json, ref unescaped), fullPrecision, line);
    }

    private TParameters ParseText(ReadOnlySpan<byte> text, bool fullPrecision, ServerLine? line = null)
    {
        var data = new DataStringReader(ClassName, text, fullPrecision, line);
        TParameters parsed = Parse(ref data);
        data.ExpectEnd();
        return parsed;
    }
}
