using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace CrossSell.Tool;

/// <summary>Buffered UTF-8 bytes on their way to a stream: numbers and texts without a string of their own.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class Utf8Sink(Stream stream) : IDisposable
{
    private const int Capacity = 1 << 16;
    private const int LongestNumber = 64;

    // EPIPE, the same number on Linux and macOS; ERROR_BROKEN_PIPE; ERROR_NO_DATA.
    private const int BrokenPipe = 32;
    private const int WindowsBrokenPipe = unchecked((int)0x8007006D);
    private const int WindowsNoData = unchecked((int)0x800700E8);

    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(Capacity);
    private int _length;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > Capacity - _length)
        {
            int part = Capacity - _length;
            bytes[..part].CopyTo(_buffer.AsSpan(_length));
            _length = Capacity;
            bytes = bytes[part..];
            Flush();
        }

        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    public void Write(byte value)
    {
        Ensure(1);
        _buffer[_length++] = value;
    }

    /// <summary>Writes the lowest bytes of a word, the lowest first.</summary>
    /// <param name="bytes">The word.</param>
    /// <param name="count">How many of its bytes, 0 to 8.</param>
    public void Write(ulong bytes, int count)
    {
        Ensure(sizeof(ulong));
        BinaryPrimitives.WriteUInt64LittleEndian(_buffer.AsSpan(_length), bytes);
        _length += count;
    }

    /// <summary>Room to write into; what is used of it is told to <see cref="Advance"/>.</summary>
    /// <param name="bytes">How much is needed, at most 65,536.</param>
    public Span<byte> Reserve(int bytes)
    {
        Ensure(bytes);
        return _buffer.AsSpan(_length, bytes);
    }

    /// <summary>Takes so many bytes of what was reserved last.</summary>
    public void Advance(int bytes) => _length += bytes;

    public void Write(string text)
    {
        int longest = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (longest <= Capacity)
        {
            Ensure(longest);
            _length += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_length));
        }
        else
        {
            Write(Encoding.UTF8.GetBytes(text));
        }
    }

    public void Write(long value)
    {
        Ensure(LongestNumber);
        value.TryFormat(_buffer.AsSpan(_length), out int written, default, CultureInfo.InvariantCulture);
        _length += written;
    }

    /// <summary>Writes a finite number in the shortest form that reads back as the same.</summary>
    public void Write(double value)
    {
        Ensure(LongestNumber);
        value.TryFormat(_buffer.AsSpan(_length), out int written, "R", CultureInfo.InvariantCulture);
        _length += written;
    }

    /// <summary>Hands everything to the stream.</summary>
    public void Flush()
    {
        try
        {
            stream.Write(_buffer, 0, _length);
            _length = 0;
            stream.Flush();
        }
        catch (IOException e) when (e.HResult is BrokenPipe or WindowsBrokenPipe or WindowsNoData)
        {
            throw new BrokenPipeException(e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FailureException($"the output cannot be written: {OutputPath.Reason(e)}.", e);
        }
    }

    public void Dispose()
    {
        Flush();
        stream.Dispose();
    }

    /// <summary>Closes the stream without writing what is still buffered.</summary>
    public void Abandon()
    {
        _length = 0;
        try
        {
            stream.Dispose();
        }
        catch (IOException)
        {
            // The run has its own error to tell already.
        }
    }

    private void Ensure(int bytes)
    {
        if (bytes > Capacity - _length)
        {
            Flush();
        }
    }
}
