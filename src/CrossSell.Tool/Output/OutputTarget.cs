namespace CrossSell.Tool;

/// <summary>Where a verb writes its result: standard output, or a file that appears whole at the end or not at all.</summary>
internal sealed class OutputTarget : IDisposable
{
    private readonly ToolHost _host;
    private readonly string? _path;
    private readonly string? _temporary;
    private bool _committed;

    private OutputTarget(ToolHost host, string? path, string? temporary, Stream stream)
    {
        (_host, _path, _temporary) = (host, path, temporary);
        Sink = new Utf8Sink(stream);
    }

    /// <summary>Takes the bytes.</summary>
    public Utf8Sink Sink { get; }

    /// <summary>Opens the output before the work begins, so that an output that cannot be written does not cost an hour first.</summary>
    /// <param name="host">The tool's surroundings.</param>
    /// <param name="path">The file, or null or <c>-</c> for standard output.</param>
    /// <exception cref="UsageException">The output is a file that is read.</exception>
    /// <exception cref="FailureException">The output cannot be written.</exception>
    public static OutputTarget Open(ToolHost host, string? path)
    {
        if (path is null or "-")
        {
            return new OutputTarget(host, path: null, temporary: null, OpenStandardOutput(host));
        }

        OutputPath.Check(path);
        host.Files.CheckOutput(path);

        // A device such as /dev/null cannot be replaced by another file: it is written to as it is.
        if (OutputPath.IsDevice(path))
        {
            return new OutputTarget(host, path, temporary: null, Create(path, path));
        }

        path = OutputPath.Follow(path);
        string temporary = $"{path}.{Environment.ProcessId}.tmp";
        Stream stream = Create(temporary, path);
        host.Temporaries.Add(temporary);
        return new OutputTarget(host, path, temporary, stream);
    }

    /// <summary>Writes out what is buffered and gives the file its name.</summary>
    public void Commit()
    {
        Sink.Dispose();
        if (_temporary is not null)
        {
            try
            {
                File.Move(_temporary, _path!, overwrite: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new FailureException($"the output '{_path}' cannot be written: {OutputPath.Reason(e)}.", e);
            }

            _host.Temporaries.Forget(_temporary);
        }

        _committed = true;
    }

    public void Dispose()
    {
        if (_committed)
        {
            return;
        }

        Sink.Abandon();
        if (_temporary is not null)
        {
            TemporaryFiles.TryDelete(_temporary);
            _host.Temporaries.Forget(_temporary);
        }
    }

    private static Stream OpenStandardOutput(ToolHost host)
    {
        try
        {
            return host.OpenOutput();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FailureException($"standard output cannot be written: {OutputPath.Reason(e)}.", e);
        }
    }

    private static FileStream Create(string file, string path)
    {
        try
        {
            var settings = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
            if (!OperatingSystem.IsWindows() && File.Exists(path))
            {
                // Who could not read what stood there, such as everybody but its owner, can read what takes its place at no time.
                settings.UnixCreateMode = File.GetUnixFileMode(path) | UnixFileMode.UserWrite;
            }

            return new FileStream(file, settings);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new FailureException($"the output '{path}' cannot be written: {OutputPath.Reason(e)}.", e);
        }
    }
}
