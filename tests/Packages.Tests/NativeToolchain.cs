namespace Packages.Tests;

/// <summary>What NativeAOT needs of the machine besides the SDK.</summary>
internal static class NativeToolchain
{
    /// <summary>Says what is missing before a linker says it less clearly.</summary>
    public static void Require()
    {
        if (!OperatingSystem.IsLinux())
            return;

        Assert.True(
            Has("clang") || Has("gcc"),
            "NativeAOT needs a C compiler to link, and the headers of libc and zlib. On Debian and Ubuntu: "
            + "apt-get install --no-install-recommends gcc libc6-dev zlib1g-dev");
    }

    private static bool Has(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
