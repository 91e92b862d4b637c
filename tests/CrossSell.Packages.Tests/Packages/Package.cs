using System.IO.Compression;
using System.Xml.Linq;

namespace CrossSell.Packages.Tests.Packages;

/// <summary>A .nupkg or .snupkg, opened as the zip that it is.</summary>
internal sealed class Package : IDisposable
{
    private readonly ZipArchive _zip;

    public Package(string file)
    {
        _zip = ZipFile.OpenRead(file);
        Files = [.. _zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal)];
        string nuspec = Assert.Single(Files, name => name.EndsWith(".nuspec", StringComparison.Ordinal));
        Metadata = XDocument.Parse(Text(nuspec)).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    public IReadOnlyList<string> Files { get; }

    public XElement Metadata { get; }

    /// <summary>The text of an element of the nuspec, or the empty text when it is not there.</summary>
    public string Value(string element) => Element(element)?.Value ?? "";

    public XElement? Element(string name) => Metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name);

    public string Text(string file) => new StreamReader(new MemoryStream(Bytes(file))).ReadToEnd();

    public byte[] Bytes(string file)
    {
        using Stream stream = _zip.GetEntry(file)!.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    public void Dispose() => _zip.Dispose();
}
