namespace CrossSell.Tool;

/// <summary>A file or standard input, opened and looked at: it is there, it is not empty, and it is text.</summary>
internal sealed class InputFile : IDisposable
{
    /// <summary>How many bytes of standard input are looked at before it is read.</summary>
    private const int PipeHead = 1 << 16;

    private InputFile(Stream stream, string name, byte[] head)
    {
        Stream = stream;
        Name = name;
        Guess = InputHead.Guess(name, head);
        FirstLine = InputHead.FirstLine(head);
    }

    /// <summary>All bytes from the first on, packed or not.</summary>
    public Stream Stream { get; }

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <summary>What it looks like.</summary>
    public InputFormat Guess { get; }

    /// <summary>The first line as far as it was looked at, byte by byte as characters; empty when it is longer.</summary>
    public string FirstLine { get; }

    /// <summary>Opens an input.</summary>
    /// <param name="path">The file, or <c>-</c> for standard input.</param>
    /// <param name="host">The tool's surroundings.</param>
    /// <param name="expected">What is expected of a file that turns out to be empty.</param>
    /// <param name="anyBytes">Whether zero bytes are no reason to refuse, as with an encoding that was named.</param>
    /// <exception cref="FailureException">It cannot be read.</exception>
    public static InputFile Open(string path, ToolHost host, bool anyBytes = false, string expected = "purchases or baskets")
    {
        bool pipe = path == "-";
        string name = pipe ? "standard input" : path;
        Stream stream = pipe ? host.OpenInput() : OpenFile(path);
        try
        {
            byte[] head;
            if (pipe || !stream.CanSeek)
            {
                byte[] first = new byte[PipeHead];
                int read = stream.ReadAtLeast(first, PipeHead, throwOnEndOfStream: false);
                stream = new ReplayedStream(first.AsMemory(0, read), stream);
                head = InputHead.Unpack(new MemoryStream(first, 0, read, writable: false));
                ThrowIfEmpty(read, name, expected);
            }
            else
            {
                ThrowIfEmpty(stream.Length, name, expected);
                head = InputHead.Unpack(stream);
                stream.Position = 0;
            }

            if (!anyBytes && InputHead.NotText(head) is { } what)
            {
                throw new FailureException($"{name} is {what}.");
            }

            return new InputFile(stream, name, head);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    public void Dispose() => Stream.Dispose();

    private static FileStream OpenFile(string path)
    {
        if (Directory.Exists(path))
        {
            throw new FailureException($"'{path}' is a folder; expected a file.");
        }

        try
        {
            return new FileStream(path, new FileStreamOptions { BufferSize = 0, Options = FileOptions.SequentialScan });
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FailureException($"there is no file '{path}'.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new FailureException($"'{path}' cannot be read: {OutputPath.Reason(e)}.", e);
        }
    }

    private static void ThrowIfEmpty(long length, string name, string expected)
    {
        if (length == 0)
        {
            throw new FailureException($"{name} is empty; expected {expected}.");
        }
    }
}
