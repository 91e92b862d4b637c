namespace CrossSell.Data;

/// <summary>Writes a file that appears under its name only when it is whole.</summary>
internal static class WholeFile
{
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        // Two processes that write the same file must not write into each other's.
        string partial = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (FileStream file = File.Create(partial))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }
}
