namespace Packages.Tests;

/// <summary>
/// A test that links native code. Where nothing can link it is skipped and says what is missing; a build server has to be able to.
/// </summary>
internal sealed class NativeFactAttribute : FactAttribute
{
    private const string Missing =
        "NativeAOT needs a C compiler to link, and the headers of libc and zlib. On Debian and Ubuntu: "
        + "apt-get install --no-install-recommends gcc libc6-dev zlib1g-dev";

    public NativeFactAttribute()
    {
        var isBuildServer = Environment.GetEnvironmentVariable("CI") == "true";
        if (OperatingSystem.IsLinux() && !isBuildServer && !Has("clang") && !Has("gcc"))
            Skip = Missing;
    }

    private static bool Has(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
