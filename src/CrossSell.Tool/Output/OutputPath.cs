namespace CrossSell.Tool;

/// <summary>Checks of a path that shall be written.</summary>
internal static class OutputPath
{
    private const int MostLinks = 40;

    /// <summary>How the names of files are compared here.</summary>
    public static StringComparer Comparer => OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <exception cref="UsageException">The name is empty.</exception>
    /// <exception cref="FailureException">No file can stand there.</exception>
    public static void Check(string path)
    {
        if (path.Length == 0)
        {
            throw new UsageException("the output's name is empty; expected a file, or - for standard output.");
        }

        if (Directory.Exists(path))
        {
            throw new FailureException($"the output '{path}' is a folder; expected a file.");
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "";
        if (File.Exists(folder))
        {
            throw new FailureException($"the output '{path}' cannot be written: '{folder}' is a file, not a folder.");
        }

        if (!Directory.Exists(folder))
        {
            throw new FailureException($"the output '{path}' cannot be written: there is no folder '{folder}'. Make it first.");
        }
    }

    /// <summary>Why the system refused, without its repetition of the path.</summary>
    public static string Reason(Exception exception) => exception switch
    {
        UnauthorizedAccessException => "access is denied",
        PathTooLongException => "its name is too long",
        _ => exception.Message.ReplaceLineEndings(" ").TrimEnd('.'),
    };

    /// <summary>Whether the system's devices and pipes stand there.</summary>
    public static bool IsDevice(string path) =>
        !OperatingSystem.IsWindows() && Path.GetFullPath(path) is var full
        && ((full.StartsWith("/dev/", StringComparison.Ordinal) && !full.StartsWith("/dev/shm/", StringComparison.Ordinal)) || full.StartsWith("/proc/", StringComparison.Ordinal));

    /// <summary>The full path, with each link on its way, of folders too, followed to what it stands for.</summary>
    public static string Resolve(string path) => Resolve(Path.GetFullPath(path), MostLinks);

    /// <summary>The full path, with a link that stands there followed to its file: what is replaced when an output is written.</summary>
    public static string Follow(string path)
    {
        string full = Path.GetFullPath(path);
        try
        {
            return File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        }
        catch (IOException)
        {
            return full;
        }
    }

    private static string Resolve(string full, int links)
    {
        string resolved = Path.GetPathRoot(full)!;
        foreach (string part in full[resolved.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            resolved = Path.Combine(resolved, part);
            if (links > 0 && Target(resolved) is { } target)
            {
                resolved = Resolve(target, links - 1);
            }
        }

        return resolved;
    }

    private static string? Target(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: false)?.FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
