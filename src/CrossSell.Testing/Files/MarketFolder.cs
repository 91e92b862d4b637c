using System.Text;

namespace CrossSell.Testing.Files;

/// <summary>
/// The files of one market, written under passing names and renamed when all of them are whole, so that nobody ever finds half a file.
/// Disposing without <see cref="CommitAsync"/> takes the passing files away and leaves what stood there before.
/// </summary>
internal sealed class MarketFolder : IAsyncDisposable
{
    private const string PartialSuffix = ".partial";

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly string _folder;
    private readonly List<(string Name, StreamWriter Writer)> _open = [];

    private MarketFolder(string folder) => _folder = folder;

    public static MarketFolder Create(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        if (File.Exists(folder))
        {
            throw new IOException($"'{folder}' is a file; expected a folder, or a name that is still free.");
        }

        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new IOException($"The folder '{folder}' cannot be made: {e.Message}", e);
        }

        return new MarketFolder(folder);
    }

    /// <summary>A file that is not there under its name before the commit.</summary>
    public StreamWriter Open(string name)
    {
        string path = Path.Combine(_folder, name);
        if (Directory.Exists(path))
        {
            throw new IOException($"'{path}' is a folder; expected a file, or a name that is still free.");
        }

        try
        {
            var stream = new FileStream(
                path + PartialSuffix, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16, FileOptions.Asynchronous);
            var writer = new StreamWriter(stream, s_utf8) { NewLine = "\n" };
            _open.Add((name, writer));
            return writer;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"'{path}' cannot be written: {e.Message}", e);
        }
    }

    /// <summary>Closes all files and gives them their names, in the order in which they were opened.</summary>
    public async Task CommitAsync()
    {
        foreach ((_, StreamWriter writer) in _open)
        {
            await writer.DisposeAsync().ConfigureAwait(false);
        }

        foreach ((string name, _) in _open)
        {
            string path = Path.Combine(_folder, name);
            try
            {
                File.Move(path + PartialSuffix, path, overwrite: true);
            }
            catch (UnauthorizedAccessException e)
            {
                throw new IOException($"'{path}' cannot be replaced: {e.Message}", e);
            }
        }

        _open.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        foreach ((string name, StreamWriter writer) in _open)
        {
            try
            {
                await writer.DisposeAsync().ConfigureAwait(false);
            }
            catch (IOException)
            {
                // A full disk shows here again; the caller has its first error already.
            }

            File.Delete(Path.Combine(_folder, name + PartialSuffix));
        }

        _open.Clear();
    }
}
