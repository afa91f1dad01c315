namespace Render.Transforms;

/// <summary>
/// A few doubles that are computed together: as many as a vector register holds, or one. A formula that is written once over lanes runs
/// at any width and gives the same numbers, because every operation rounds alike.
/// </summary>
/// <typeparam name="TSelf">The lane.</typeparam>
internal interface ILane<TSelf>
    where TSelf : unmanaged, ILane<TSelf>
{
    /// <summary>The number of doubles.</summary>
    static abstract int Count { get; }

    static abstract TSelf Create(double value);

    /// <summary>Loads <see cref="Count"/> points; which of them stands where is known to <see cref="StorePoints"/> only.</summary>
    static abstract void LoadPoints(ref readonly double source, out TSelf x, out TSelf y);

    static abstract void StorePoints(TSelf x, TSelf y, ref double destination);

    static abstract TSelf Sqrt(TSelf value);

    static abstract TSelf Floor(TSelf value);

    static abstract TSelf Log(TSelf value);

    /// <summary>
    /// Takes positive numbers apart: value = 2^exponent mantissa, the mantissa between √½ and √2. Of 0, infinity and NaN both are some finite numbers.
    /// </summary>
    static abstract void Split(TSelf value, out TSelf exponent, out TSelf mantissa);

    static abstract TSelf Exp(TSelf value);

    /// <summary>
    /// The exponential function one by one, for where its last bit matters: that of <see cref="Math"/> is nearly always the number next to the
    /// true one, as Java's is.
    /// </summary>
    static abstract TSelf ScalarExp(TSelf value);

    static abstract TSelf Min(TSelf left, TSelf right);

    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>Rounds to single precision and back.</summary>
    static abstract TSelf RoundToSingle(TSelf value);

    /// <summary>left * right + addend, rounded once where the processor can.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>Takes <paramref name="whenTrue"/> where left equals right, <paramref name="whenFalse"/> elsewhere.</summary>
    static abstract TSelf SelectEqual(TSelf left, TSelf right, TSelf whenTrue, TSelf whenFalse);

    /// <summary>Takes <paramref name="whenTrue"/> where left is less than right, <paramref name="whenFalse"/> elsewhere, also for NaN.</summary>
    static abstract TSelf SelectLess(TSelf left, TSelf right, TSelf whenTrue, TSelf whenFalse);

    /// <summary>Whether left is less than right everywhere; NaN is not.</summary>
    static abstract bool AreLess(TSelf left, TSelf right);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);
}
