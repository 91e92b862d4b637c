using System.IO.Compression;

namespace CrossSell.Tests;

/// <summary>
/// The large public data sets that some tests read. They are not part of the repository: they stand in a folder <c>shared</c>
/// beside it, and whoever has no such folder sees those tests as skipped, never as passed.
/// </summary>
internal static class SharedData
{
    /// <summary>The folder that holds <c>CrossSell.sln</c>.</summary>
    public static string RepositoryRoot { get; } = FindRepositoryRoot();

    /// <summary>The folder <c>shared/data</c> beside the repository, present or not.</summary>
    public static string Folder { get; } =
        Path.GetFullPath(Path.Combine(RepositoryRoot, "..", "shared", "data"));

    /// <summary>Whether the file, named from <see cref="Folder"/> as in <c>fimi/retail.dat.gz</c>, is there.</summary>
    public static bool Has(string file) => File.Exists(PathOf(file));

    /// <summary>The full path of a file named from <see cref="Folder"/>.</summary>
    public static string PathOf(string file) => Path.Combine(Folder, file.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>Opens a file for reading; one whose name ends with <c>.gz</c> is unpacked on the way.</summary>
    public static Stream Open(string file)
    {
        FileStream raw = File.OpenRead(PathOf(file));
        return file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : raw;
    }

    /// <summary>Opens a file as UTF-8 text, unpacked when it ends with <c>.gz</c>.</summary>
    public static StreamReader OpenText(string file) => new(Open(file));

    /// <summary>Why a test that needs these files cannot run here, or null when all are there.</summary>
    public static string? ReasonToSkip(IEnumerable<string> files)
    {
        string[] missing = [.. files.Where(file => !Has(file))];
        return missing.Length == 0 ? null : $"needs shared/data/{string.Join(", ", missing)} beside the repository";
    }

    private static string FindRepositoryRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CrossSell.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds CrossSell.sln.");
    }
}
