using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Render.Generated.Tests.Json;

/// <summary>Numbers, compared bit by bit with what the framework makes of the same text, and of the same number.</summary>
public class JsonNumberTests
{
    private const int Numbers = 1_000_000;

    [Fact]
    public void Numbers_are_read_as_the_nearest_double()
    {
        var random = new Random(1);
        AssertRead(Enumerable.Range(0, Numbers).Select(_ => Decimal(random)));
    }

    [Fact]
    public void Doubles_are_read_back_as_they_were()
    {
        var random = new Random(2);
        AssertRead(Enumerable.Range(0, Numbers).Select(_ => Text(Double(random))));
    }

    [Fact]
    public void Numbers_in_the_middle_of_two_doubles_are_read_as_the_even_one()
    {
        // Halves and quarters of integers of 54 and 55 bits: exactly between two doubles, and a little beside.
        var random = new Random(3);
        AssertRead(Enumerable.Range(0, 100_000).SelectMany(_ =>
        {
            var whole = (1L << 52) + random.NextInt64(1L << 52);
            return new[] { $"{whole}.5", $"{whole}.499", $"{whole}.501", $"{(whole * 2) + 1}", $"{whole >> 1}.25", $"{whole >> 1}.75", $"{whole >> 1}.125" };
        }));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0.00000000000000000000000")]
    [InlineData("0e-27")]
    [InlineData("0.0001234567890123456789")]
    [InlineData("1.5e3")]
    [InlineData("25E-1")]
    [InlineData("12345678901234567e+1")]
    [InlineData("9007199254740993e-22")]
    [InlineData("-0")]
    [InlineData("-0.0")]
    [InlineData("0.0000000000000000001")]
    [InlineData("9999999999999999999")]
    [InlineData("18446744073709551615")]
    [InlineData("99999999999999999999.5")]
    [InlineData("9007199254740993")]
    [InlineData("0.1000000000000000055511151231257827")]
    [InlineData("1e-400")]
    [InlineData("-1.7976931348623157E+308")]
    [InlineData("4.9E-324")]
    public void Odd_numbers_are_read_as_the_framework_reads_them(string text) => AssertRead([text]);

    [Fact]
    public void Doubles_are_written_as_the_framework_writes_them()
    {
        var random = new Random(4);
        double[] values =
        [
            .. Enumerable.Range(0, Numbers).Select(_ => Double(random)),
            .. Enumerable.Range(-1074, 2098).Select(exponent => Math.ScaleB(1, exponent)),
            .. Enumerable.Range(-20, 75).SelectMany(exponent => new[] { Math.BitDecrement(Math.ScaleB(1, exponent)), Math.BitIncrement(Math.ScaleB(1, exponent)) }),
            .. Enumerable.Range(-20, 40).Select(exponent => Math.Pow(10, exponent)),
            0.1, 0.5, 1e-4, 9.999999999999999e-5, 999999999999999.9, 1e15, 4503599627370496.5, double.Epsilon, double.MaxValue, 5e-324, -0.1,
        ];
        var pair = new CanvasMatches { Matches = new Matches { W = values } };

        var written = JsonSerializer.Serialize(pair, RenderJson.TypeInfo<CanvasMatches>());

        var texts = written["{\"matches\":{\"w\":[".Length..^"]}}".Length].Split(',');
        Assert.Equal(values.Length, texts.Length);
        for (var i = 0; i < texts.Length; i++)
        {
            if (Math.Abs(values[i]) < 1L << 53 && values[i] == Math.Floor(values[i]))
                continue;

            if (texts[i] != Text(values[i]))
                Assert.Fail($"{Text(values[i])} is written as {texts[i]}.");
        }
    }

    private static void AssertRead(IEnumerable<string> texts)
    {
        string[] all = [.. texts];
        var json = "{\"matches\":{\"w\":[" + string.Join(',', all) + "]}}";
        var read = JsonSerializer.Deserialize(json, RenderJson.TypeInfo<CanvasMatches>())!.Matches!.W;
        Assert.Equal(all.Length, read.Count);
        for (var i = 0; i < all.Length; i++)
        {
            var expected = double.Parse(all[i], CultureInfo.InvariantCulture);
            if (BitConverter.DoubleToInt64Bits(expected) != BitConverter.DoubleToInt64Bits(read[i]))
                Assert.Fail($"{all[i]} is read as {Text(read[i])}, not {Text(expected)}.");
        }
    }

    private static string Decimal(Random random)
    {
        var digits = new StringBuilder(random.Next(2) == 0 ? "-" : "");
        var (whole, decimals) = (random.Next(1, 20), random.Next(0, 20));
        digits.Append(random.Next(1, 10));
        for (var i = 1; i < whole; i++)
            digits.Append(random.Next(10));

        digits.Append(decimals > 0 ? "." : "");
        for (var i = 0; i < decimals; i++)
            digits.Append(random.Next(10));

        if (random.Next(4) == 0)
            return $"{digits}{(random.Next(2) == 0 ? 'e' : 'E')}{random.Next(-30, 30)}";

        return random.Next(4) == 0 && decimals > 0 ? "0" + digits.ToString()[(digits[0] == '-' ? whole + 1 : whole)..] : digits.ToString();
    }

    private static double Double(Random random) => (random.Next(4)) switch
    {
        0 => random.NextDouble() * 2560,
        1 => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-8, 18)),
        2 => random.Next(1_000_000) / 1000.0,
        _ => Math.BitIncrement(random.Next(100_000) / 64.0),
    };

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
