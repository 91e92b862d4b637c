using CrossSell.Tests;

namespace CrossSell.Packages.Tests.House;

/// <summary>The files of the repository that tests read, by paths from its root with forward slashes.</summary>
internal static class Repository
{
    private static readonly string[] Generated = ["artifacts", "bin", "obj", "TestResults", "BenchmarkDotNet.Artifacts"];

    public static string PathOf(string file) => Path.Combine(SharedData.RepositoryRoot, file.Replace('/', Path.DirectorySeparatorChar));

    public static string Read(string file) => File.ReadAllText(PathOf(file));

    public static bool Has(string path) => File.Exists(PathOf(path)) || Directory.Exists(PathOf(path));

    /// <summary>All files below a folder whose name matches, generated folders left out, in ordinal order.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern)
    {
        string root = PathOf(folder);
        return !Directory.Exists(root)
            ? []
            : [.. Directory.EnumerateFiles(root, pattern, SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(SharedData.RepositoryRoot, file).Replace(Path.DirectorySeparatorChar, '/'))
                .Where(file => !file.Split('/').Any(part => Generated.Contains(part, StringComparer.Ordinal)))
                .Order(StringComparer.Ordinal)];
    }
}
