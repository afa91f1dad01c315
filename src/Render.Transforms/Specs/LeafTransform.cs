using System.Text.Json;
using System.Text.Json.Serialization;

namespace Render.Transforms;

/// <summary>One transform of a class that mpicbg or render knows by name, with its parameters as text.</summary>
[JsonConverter(typeof(LeafTransformJsonConverter))]
public abstract class LeafTransform : TransformSpec
{
    private protected LeafTransform()
    {
    }

    private protected LeafTransform(in LeafTransformData json)
        : base(in json.Members) => Data = json.Data;

    /// <summary>The Java class, such as <c>mpicbg.trakem2.transform.AffineModel2D</c>; null if JSON named none.</summary>
    public abstract string? ClassName { get; }

    /// <summary>
    /// The parameters as text: what was read, character for character, or else the shortest text that gives the same numbers; null if JSON
    /// had none. The text is made anew at each call.
    /// </summary>
    public string? DataString
    {
        get
        {
            if (Data is not null)
                return JsonToken.ToString(Data.Json);

            using var text = new DataStringWriter();
            return TryFormat(text) ? text.ToString() : null;
        }
    }

    /// <summary>
    /// The data string that the server makes of this transform: the same numbers in one form, whatever the text looked like that was read.
    /// </summary>
    /// <returns>A data string with the fewest digits that give the same numbers.</returns>
    /// <exception cref="TransformDataException">The data string cannot be parsed.</exception>
    /// <exception cref="UnknownTransformException">The class of the transform is not known.</exception>
    public abstract string ToCanonicalDataString();

    /// <summary>
    /// Says whether servers of a line have the class, as they are delivered. Override it in a class of your own that is for servers of one line.
    /// </summary>
    /// <param name="line">The line.</param>
    /// <returns>True unless the class is known to be missing there.</returns>
    public virtual bool IsKnownTo(ServerLine line) => true;

    /// <inheritdoc/>
    public sealed override void Validate(ServerLine line)
    {
        if (!IsKnownTo(line))
            throw new UnknownTransformException(ClassName, Id, line);

        ValidateData(line);
    }

    // What was read, or null if the transform was made from numbers.
    private protected DataText? Data { get; }

    // The class name as it is written to JSON.
    internal abstract JsonEncodedText? EncodedClassName { get; }

    private protected virtual void ValidateData(ServerLine line) => Validate();

    internal abstract bool TryFormat(DataStringWriter text);

    internal override void WriteMembers(Utf8JsonWriter writer)
    {
        if (EncodedClassName is { } className)
            writer.WriteString(TransformJson.ClassName, className);

        if (Data is not null)
        {
            writer.WritePropertyName(TransformJson.DataString);
            writer.WriteRawValue(Data.Json, skipInputValidation: true);
            return;
        }

        using var text = new DataStringWriter();
        if (TryFormat(text))
        {
            writer.WritePropertyName(TransformJson.DataString);
            text.WriteTo(writer);
        }
    }
}
