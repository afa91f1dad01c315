namespace Render.Transforms;

/// <summary>What the distortions along one axis have in common in their data strings.</summary>
internal static class DistortionData
{
    public static double[] ReadCoefficients(ref DataStringReader data, int count, string names)
    {
        // 4.3 trims the text first. 4.0.2 does not, and refuses what begins with a blank or ends with a line.
        if (data.Line != ServerLine.Line40)
            data.Trim();

        data.SeparateBy(DataStringSeparator.CommaOrBlank);
        int found = data.Count;
        if (found != count + 1)
            throw data.Error($"{count + 1} values ({names} dimension), not {found}", CountInServersWords(count, found, data.Line));

        double[] coefficients = new double[count];
        data.ReadDoubles(coefficients, "a coefficient");
        return coefficients;
    }

    public static Axis ReadAxis(ref DataStringReader data)
    {
        int dimension = data.ReadInt32("the dimension");
        return dimension is 0 or 1
            ? (Axis)dimension
            : throw data.Error($"dimension 0 (x) or 1 (y), not {dimension}", $"Index {dimension} out of bounds for length 2");
    }

    public static void Write(DataStringWriter data, ReadOnlySpan<double> coefficients, Axis axis)
    {
        data.Separator = ',';
        data.Write(coefficients);
        data.Write((int)axis);
    }

    private static string CountInServersWords(int count, int found, ServerLine? line) =>
        $"transform data must contain {count + 1} comma {(line == ServerLine.Line40 ? "" : "or space ")}separated values ({count} coefficients followed by dimension), found {found} values instead";
}
