using System.Text;
using Render.Transforms;

namespace Render.LocalServer;

/// <summary>Numbers in messages as Java prints them: <c>1.0</c>, <c>1.0E10</c>.</summary>
internal static class JavaText
{
    public static string Of(double value)
    {
        Span<byte> text = stackalloc byte[JavaNumber.MaximumLength];
        return Encoding.ASCII.GetString(text[..JavaNumber.Format(value, text)]);
    }
}
