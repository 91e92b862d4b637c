namespace CrossSell.Tool;

/// <summary>Checks of a path that shall be written.</summary>
internal static class OutputPath
{
    /// <exception cref="UsageException">The output is one of the inputs.</exception>
    /// <exception cref="FailureException">No file can stand there.</exception>
    public static void Check(string path, params ReadOnlySpan<string?> inputs)
    {
        if (path.Length == 0)
        {
            throw new UsageException("the output's name is empty; expected a file, or - for standard output.");
        }

        foreach (string? input in inputs)
        {
            if (input is not (null or "-") && IsSame(path, input))
            {
                throw new UsageException($"the output '{path}' is also an input; choose another name, or the input would be lost.");
            }
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

    private static bool IsSame(string one, string other) =>
        string.Equals(Resolve(one), Resolve(other), OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    /// <summary>Whether the system's devices and pipes stand there.</summary>
    public static bool IsDevice(string path) =>
        !OperatingSystem.IsWindows() && Path.GetFullPath(path) is var full
        && (full.StartsWith("/dev/", StringComparison.Ordinal) || full.StartsWith("/proc/", StringComparison.Ordinal));

    /// <summary>The full path, with a link followed to the file that it stands for.</summary>
    public static string Resolve(string path)
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
}
