namespace CrossSell.Tool;

/// <summary>Half-written files of this run, so that whoever ends the process early can take them away first.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class TemporaryFiles
{
    private readonly Lock _gate = new();
    private readonly List<string> _paths = [];

    public void Add(string path)
    {
        lock (_gate)
        {
            _paths.Add(path);
        }
    }

    /// <summary>The file has its name now, or is gone.</summary>
    public void Forget(string path)
    {
        lock (_gate)
        {
            _paths.Remove(path);
        }
    }

    public void DeleteAll()
    {
        lock (_gate)
        {
            foreach (string path in _paths)
            {
                TryDelete(path);
            }

            _paths.Clear();
        }
    }

    /// <summary>Deletes a file if it can; the run has its own error to tell already.</summary>
    public static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
