using Render.Transforms.Fuzz;
using SharpFuzz;

// The fuzz target under libFuzzer (no argument, or a file to try), AFL, or a fuzzer of its own. fuzz.sh beside this file puts it to work.
switch (args)
{
    case ["instrument", var library]:
        Fuzzer.Instrument(library, _ => true, Options.Value);
        return 0;
    case ["corpus", var golden, var folder]:
        Directory.CreateDirectory(folder);
        foreach ((int i, byte[] input) in GoldenCorpus.Read(golden).Index())
            File.WriteAllBytes(Path.Combine(folder, $"{i:D4}"), input);

        return 0;
    case ["search", var golden, var seconds, .. var seed]:
        int failures = 0;
        var search = new CoverageSearch(
            golden,
            seed is [var number] ? int.Parse(number) : 0,
            (input, failure) =>
            {
                string file = $"crash-{failures++:D4}";
                File.WriteAllBytes(file, input);
                Console.WriteLine($"{file}: {failure}");
            });
        search.Run(TimeSpan.FromSeconds(double.Parse(seconds)));
        return failures == 0 ? 0 : 1;
    case ["afl"]:
        Fuzzer.OutOfProcess.Run(stream =>
        {
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            TransformTarget.Run(bytes.ToArray());
        });
        return 0;
    default:
        Fuzzer.LibFuzzer.Run(TransformTarget.Run);
        return 0;
}
