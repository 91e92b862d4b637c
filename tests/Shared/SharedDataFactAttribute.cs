namespace CrossSell.Tests;

/// <summary>A test that reads files of <see cref="SharedData"/>; it is counted as skipped where one of them is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataFactAttribute : FactAttribute
{
    /// <summary>Names the files from <see cref="SharedData.Folder"/>, as in <c>fimi/retail.dat.gz</c>.</summary>
    public SharedDataFactAttribute(params string[] files)
    {
        Files = files;
        Skip = SharedData.ReasonToSkip(files);
    }

    /// <summary>The files that the test reads.</summary>
    public IReadOnlyList<string> Files { get; }
}
