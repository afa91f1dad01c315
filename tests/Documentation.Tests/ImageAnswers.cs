using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Documentation.Tests;

/// <summary>
/// Answers for images and match trials, which the embedded server does not offer: what the real server answered to others, and raw pixels of
/// the size that was asked for.
/// </summary>
internal sealed class ImageAnswers : DelegatingHandler
{
    private const int RecordedTiff = 304;
    private const int RecordedTiff16 = 305;
    private const int RecordedTrial = 444;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        AnswerTo(request) is { } content
            ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request })
            : base.SendAsync(request, cancellationToken);

    private static ByteArrayContent? AnswerTo(HttpRequestMessage request)
    {
        string[] path = request.RequestUri!.AbsolutePath.Split('/');
        return path[^1] switch
        {
            "raw-image" => new ByteArrayContent(new byte[4 * PixelsOf(path[^2])]),
            "raw16-image" => new ByteArrayContent(new byte[2 * PixelsOf(path[^2])]),
            "tiff16-image" => new ByteArrayContent(RecordedImage(RecordedTiff16)),
            "png-image" or "jpeg-image" or "tiff-image" or "png16-image" => new ByteArrayContent(RecordedImage(RecordedTiff)),
            "matchTrial" => RecordedJson(RecordedTrial),
            _ when path[^2] == "matchTrial" => new ByteArrayContent([]),
            _ => null,
        };
    }

    private static int PixelsOf(string box)
    {
        double[] numbers = [.. box.Split(',').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        return (int)(numbers[2] * numbers[4]) * (int)(numbers[3] * numbers[4]);
    }

    private static StringContent RecordedJson(int number) =>
        new(Recorded(number).GetProperty("response_body").GetString()!, mediaType: new("application/json"));

    private static byte[] RecordedImage(int number) => Recorded(number).GetProperty("response_body").GetProperty("base64").GetBytesFromBase64();

    private static JsonElement Recorded(int number) => File.ReadLines(Repository.Golden(Path.Combine("exchanges", "exchanges.jsonl")))
        .Select(line => JsonElement.Parse(line))
        .First(exchange => exchange.GetProperty("n").GetInt32() == number);
}
