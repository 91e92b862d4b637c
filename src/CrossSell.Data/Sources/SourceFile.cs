namespace CrossSell.Data;

/// <summary>Opens a file, and says in plain words why it cannot be opened.</summary>
internal static class SourceFile
{
    /// <exception cref="IOException">The path leads nowhere, to a folder, or to what must not be read.</exception>
    public static FileStream Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
        {
            throw new IOException($"'{path}' is a folder, not a file.");
        }

        try
        {
            return new FileStream(path, new FileStreamOptions { BufferSize = 1 << 16, Options = FileOptions.SequentialScan });
        }
        catch (FileNotFoundException e)
        {
            throw new FileNotFoundException($"There is no file '{path}'.", path, e);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new DirectoryNotFoundException($"There is no file '{path}': its folder does not exist.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"The file '{path}' may not be read: permission is denied.", e);
        }
    }
}
