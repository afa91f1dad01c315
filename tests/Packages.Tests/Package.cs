using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Packages.Tests;

/// <summary>One package with its symbols.</summary>
internal sealed class Package : IDisposable
{
    // The kinds of debug information that the specification of portable PDBs names.
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    private readonly string id;
    private readonly ZipArchive files;
    private readonly ZipArchive symbols;
    private readonly XElement metadata;

    public Package(string folder, string id)
    {
        this.id = id;
        string path = Directory.GetFiles(folder, $"{id}.*.nupkg").Single();
        files = ZipFile.OpenRead(path);
        symbols = ZipFile.OpenRead(Path.ChangeExtension(path, ".snupkg"));
        using var nuspec = Open($"{id}.nuspec");
        metadata = XDocument.Load(nuspec).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    public string Version => Text("version")!;

    /// <summary>What is in it for users, without what every package has.</summary>
    public IEnumerable<string> Files => files.Entries
        .Select(entry => entry.FullName)
        .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal))
        .Except(["[Content_Types].xml", $"{id}.nuspec"])
        .Order(StringComparer.Ordinal);

    public IEnumerable<(string Id, string Version, string? Include)> Dependencies =>
        from element in metadata.Descendants()
        where element.Name.LocalName == "dependency"
        select ((string)element.Attribute("id")!, (string)element.Attribute("version")!, (string?)element.Attribute("include"));

    public IEnumerable<string> Frameworks =>
        from element in metadata.Descendants()
        where element.Name.LocalName == "frameworkReference"
        select (string)element.Attribute("name")!;

    public XElement? Repository => Element("repository");

    /// <summary>Whether the compiler promises the same bytes for the same sources.</summary>
    public bool IsDeterministic
    {
        get
        {
            using var assembly = new PEReader(Open($"lib/net10.0/{id}.dll"));
            return assembly.ReadDebugDirectory().Any(entry => entry.Type == DebugDirectoryEntryType.Reproducible);
        }
    }

    public bool HasSourceLink => DebugInformation((_, _) => true, SourceLink).Count > 0;

    /// <summary>Names of the sources that debuggers find in the symbols themselves.</summary>
    public IEnumerable<string> EmbeddedSources => DebugInformation(
        (pdb, parent) => Path.GetFileName(pdb.GetString(pdb.GetDocument((DocumentHandle)parent).Name)), EmbeddedSource);

    public string? Text(string name) => Element(name)?.Value;

    public string Read(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }

    public void Dispose()
    {
        files.Dispose();
        symbols.Dispose();
    }

    private XElement? Element(string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name);

    private List<T> DebugInformation<T>(Func<MetadataReader, EntityHandle, T> describe, Guid kind)
    {
        using var provider = MetadataReaderProvider.FromPortablePdbStream(Copy(symbols, $"lib/net10.0/{id}.pdb"));
        var pdb = provider.GetMetadataReader();
        return
        [
            .. from handle in pdb.CustomDebugInformation
               let information = pdb.GetCustomDebugInformation(handle)
               where pdb.GetGuid(information.Kind) == kind
               select describe(pdb, information.Parent),
        ];
    }

    private MemoryStream Open(string name) => Copy(files, name);

    // Archives give streams that cannot seek, which readers of metadata need.
    private static MemoryStream Copy(ZipArchive archive, string name)
    {
        var entry = archive.GetEntry(name) ?? throw new FileNotFoundException($"The package has no '{name}'.", name);
        using var stream = entry.Open();
        var copy = new MemoryStream();
        stream.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }
}
