using System.IO.Compression;

namespace CrossSell.Benchmarks.Tables;

/// <summary>The baskets to mine, unpacked once: the other programs read plain text too.</summary>
internal sealed class DataFolder(string folder) : IDisposable
{
    private static readonly string[] _parts = ["fimi", "baskets", "."];

    private readonly string _unpacked = Directory.CreateTempSubdirectory("crosssell-tables-").FullName;

    /// <summary>A folder for results that nobody keeps.</summary>
    public string Scratch => _unpacked;

    /// <summary>The plain file of a set; null when the folder does not hold it.</summary>
    public string? Find(string name)
    {
        string plain = Path.Combine(_unpacked, name + ".dat");
        if (File.Exists(plain))
        {
            return plain;
        }

        string? packed = _parts.Select(part => Path.Combine(folder, part, name + ".dat.gz")).FirstOrDefault(File.Exists);
        if (packed is null)
        {
            return null;
        }

        using var from = new GZipStream(File.OpenRead(packed), CompressionMode.Decompress);
        using FileStream to = File.Create(plain);
        from.CopyTo(to);
        return plain;
    }

    public void Dispose() => Directory.Delete(_unpacked, recursive: true);
}
