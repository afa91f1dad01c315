using System.Globalization;

namespace Render.Transforms.Tests;

public sealed class GeometryTextTests
{
    [Fact]
    public void Points_and_boxes_read_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "minus" } };
        try
        {
            Assert.Equal("(12.5, -7)", new Point2D(12.5, -7).ToString());
            Assert.Equal("(0, 0.25) to (2560, 2160.5)", new BoundingBox(0, 0.25, 2560, 2160.5).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
