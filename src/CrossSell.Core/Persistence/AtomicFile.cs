namespace CrossSell;

/// <summary>Writes a file whole or not at all: a reader sees the old bytes or the new ones, whatever crashes between.</summary>
/// <remarks>
/// Whoever else writes the same file, in this process or another, writes into a file of his own; the last one stays. The libraries that write files share this source.
/// </remarks>
internal static class AtomicFile
{
    private static int s_number;

    /// <exception cref="IOException">The place cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The place must not be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        FileStream stream = CreateTemporary(path);
        try
        {
            using (stream)
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(stream.Name, path, overwrite: true);
        }
        catch
        {
            File.Delete(stream.Name);
            throw;
        }
    }

    /// <inheritdoc cref="Write(string, ReadOnlySpan{byte})"/>
    public static void Write(string path, Action<Stream> write)
    {
        FileStream stream = CreateTemporary(path);
        try
        {
            using (stream)
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(stream.Name, path, overwrite: true);
        }
        catch
        {
            File.Delete(stream.Name);
            throw;
        }
    }

    /// <inheritdoc cref="Write(string, ReadOnlySpan{byte})"/>
    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        FileStream stream = CreateTemporary(path);
        try
        {
            await using (stream.ConfigureAwait(false))
            {
                await write(stream).ConfigureAwait(false);
                stream.Flush(flushToDisk: true);
            }

            File.Move(stream.Name, path, overwrite: true);
        }
        catch
        {
            File.Delete(stream.Name);
            throw;
        }
    }

    private static FileStream CreateTemporary(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        while (true)
        {
            string temporary = $"{path}.{Environment.ProcessId}.{Interlocked.Increment(ref s_number)}.tmp";
            try
            {
                return new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            }
            catch (IOException) when (File.Exists(temporary))
            {
                // Another's: a library that counts for itself, or a process of this number that was killed. The next name is free.
            }
        }
    }
}
