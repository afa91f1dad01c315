namespace Render.Transforms.Tests.Json;

/// <summary>Data strings that stand in tile after tile.</summary>
public sealed class RepeatedDataTextTests
{
    // Long enough to be shared; three kinds of transforms can read it, each in its own way.
    private static readonly string Numbers = string.Join(' ', Enumerable.Range(1, 6).Select(i => $"{i}.{new string('1', 30)}"));

    [Fact]
    public void Transforms_with_the_same_text_share_its_numbers()
    {
        var (first, second) = (Read("mpicbg.trakem2.transform.AffineModel2D", Numbers), Read("mpicbg.trakem2.transform.AffineModel2D", Numbers));

        Assert.NotSame(first, second);
        Assert.Same(((AffineModel2D)first).Parameters, ((AffineModel2D)second).Parameters);
        Assert.Equal(first.DataString, second.DataString);
    }

    [Fact]
    public void Classes_read_the_same_text_in_their_own_ways()
    {
        var affine = (AffineModel2D)Read("mpicbg.trakem2.transform.AffineModel2D", Numbers);
        affine.Validate();
        var polynomial = (PolynomialTransform2D)Read("mpicbg.trakem2.transform.PolynomialTransform2D", Numbers);

        Assert.Equal(1, polynomial.Order);
        Assert.Throws<TransformDataException>(() => Read("mpicbg.trakem2.transform.TranslationModel2D", Numbers).Validate());
        Assert.NotEqual(affine.Apply(new Point2D(3, 4)), polynomial.Apply(new Point2D(3, 4)));
    }

    [Fact]
    public void Texts_that_differ_in_one_digit_are_two()
    {
        for (int i = 0; i < Numbers.Length; i++)
        {
            if (!char.IsAsciiDigit(Numbers[i]))
                continue;

            string other = Numbers[..i] + "7" + Numbers[(i + 1)..];
            Assert.Equal(Numbers, Read("mpicbg.trakem2.transform.AffineModel2D", Numbers).DataString);
            Assert.Equal(other, Read("mpicbg.trakem2.transform.AffineModel2D", other).DataString);
        }
    }

    [Fact]
    public void A_text_that_cannot_be_read_fails_every_time()
    {
        string wrong = Numbers + " x";
        Assert.Throws<TransformDataException>(() => Read("mpicbg.trakem2.transform.AffineModel2D", wrong).Validate());
        Assert.Throws<TransformDataException>(() => Read("mpicbg.trakem2.transform.AffineModel2D", wrong).Validate());
    }

    private static LeafTransform Read(string className, string data) => (LeafTransform)Golden.Leaf(className, data);
}
