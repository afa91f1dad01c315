namespace Render.Transforms;

/// <summary>A transform whose data string the server reads in single precision.</summary>
/// <typeparam name="TSelf">The transform.</typeparam>
public interface ISinglePrecisionTransform<out TSelf>
    where TSelf : TransformSpec
{
    /// <summary>The transform that the data string means, read in double precision. The server would not compute it.</summary>
    /// <returns>A transform that differs by what single precision loses, relative 6e-8; an equal one if it was made from numbers.</returns>
    /// <exception cref="TransformDataException">The data string cannot be parsed.</exception>
    TSelf WithFullPrecision();

    /// <summary>The transform that the server computes when it gets this one: its numbers rounded to single precision.</summary>
    /// <returns>A transform that differs by what single precision loses; an equal one if it was read from a data string.</returns>
    /// <exception cref="TransformDataException">The data string cannot be parsed.</exception>
    TSelf WithServerRounding();
}
