namespace Render.Transforms;

/// <summary>What the distortions along one axis have in common in their data strings.</summary>
internal static class DistortionData
{
    public static double[] ReadCoefficients(ref DataStringReader data, int count, string names)
    {
        data.SeparateBy(DataStringSeparator.CommaOrBlank);
        data.ExpectCount(count + 1, $"{names} dimension");
        double[] coefficients = new double[count];
        data.ReadDoubles(coefficients, "a coefficient");
        return coefficients;
    }

    public static Axis ReadAxis(ref DataStringReader data)
    {
        int dimension = data.ReadInt32("the dimension");
        return dimension is 0 or 1 ? (Axis)dimension : throw data.Error($"dimension 0 (x) or 1 (y), not {dimension}");
    }

    public static void Write(DataStringWriter data, ReadOnlySpan<double> coefficients, Axis axis)
    {
        data.Separator = ',';
        data.Write(coefficients);
        data.Write((int)axis);
    }
}
