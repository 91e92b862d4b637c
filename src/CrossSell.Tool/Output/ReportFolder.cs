using CrossSell.ML;

namespace CrossSell.Tool;

/// <summary>A folder that takes a report: one that is new, empty, or holds an earlier report, so that nobody's files are lost.</summary>
/// <remarks>Files appear under their names when all of them are whole; what an earlier report left there and this one does not have goes then.</remarks>
internal sealed class ReportFolder : IDisposable
{
    /// <summary>The page, by which a folder is known as a report's own.</summary>
    public const string Page = "report.html";

    private const int HeadLength = 1024;

    private readonly string _path;
    private readonly OutputSet _outputs;
    private readonly List<string> _names = [];
    private readonly string[] _known;
    private readonly bool _made;
    private bool _committed;

    private ReportFolder(string path, OutputSet outputs, string[] known, bool made) => (_path, _outputs, _known, _made) = (path, outputs, known, made);

    /// <summary>Opens a folder, and makes it where there is none.</summary>
    /// <param name="host">The tool's surroundings.</param>
    /// <param name="path">The folder; the one that it stands in must be there.</param>
    /// <param name="overwrites">Whether files of others beside the report are no reason to refuse.</param>
    /// <param name="known">The names of all files that a report may have.</param>
    /// <exception cref="UsageException">The name is empty, or a file that is read stands where one of a report would, or would be taken away.</exception>
    /// <exception cref="FailureException">The folder cannot be made, or holds something else.</exception>
    public static ReportFolder Open(ToolHost host, string path, bool overwrites, IEnumerable<string> known)
    {
        if (path is "" or "-")
        {
            throw new UsageException($"--output is '{path}'; expected the name of a folder, for a report is several files.");
        }

        string full = Path.GetFullPath(path);
        if (File.Exists(full))
        {
            throw new FailureException($"the output '{path}' is a file; expected a folder, or a name that is still free.");
        }

        if (!overwrites && Directory.Exists(full) && Stranger(full) is { } stranger)
        {
            throw new FailureException($"the folder '{path}' holds '{stranger}' and no report; choose an empty folder, or say --overwrite to put the report beside what is there.");
        }

        foreach (string name in known.Prepend(Page))
        {
            host.Files.CheckOutput(Path.Combine(full, name));
        }

        bool made = !Directory.Exists(full);
        try
        {
            if (made && !Directory.Exists(Path.GetDirectoryName(full)))
            {
                throw new FailureException($"the output '{path}' cannot be made: there is no folder '{Path.GetDirectoryName(full)}'. Make it first.");
            }

            Directory.CreateDirectory(full);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new FailureException($"the output '{path}' cannot be made: {OutputPath.Reason(e)}.", e);
        }

        return new ReportFolder(full, new OutputSet(host), [.. known], made);
    }

    /// <summary>One more file.</summary>
    public Utf8Sink Add(string name)
    {
        _names.Add(name);
        return _outputs.Add("--output", Path.Combine(_path, name)).Sink;
    }

    /// <summary>Gives all files their names, and takes away the tables of an earlier report that this one does not have: lists of customers above all.</summary>
    public void Commit()
    {
        bool isOwn = IsReport(_path);
        _outputs.Commit();
        _committed = true;
        foreach (string name in isOwn ? _known.Except(_names, StringComparer.Ordinal) : [])
        {
            TemporaryFiles.TryDelete(Path.Combine(_path, name));
        }
    }

    public void Dispose()
    {
        _outputs.Dispose();
        if (_made && !_committed && !Directory.EnumerateFileSystemEntries(_path).Any())
        {
            Directory.Delete(_path);
        }
    }

    private static string? Stranger(string folder) =>
        IsReport(folder) ? null : Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).FirstOrDefault();

    private static bool IsReport(string folder)
    {
        string page = Path.Combine(folder, Page);
        if (!File.Exists(page))
        {
            return false;
        }

        var head = new char[HeadLength];
        using var text = new StreamReader(page);
        int read = text.ReadBlock(head);
        return new string(head, 0, read).Contains($"<meta name=\"generator\" content=\"{PotentialReport.Generator}\"/>", StringComparison.Ordinal);
    }
}
