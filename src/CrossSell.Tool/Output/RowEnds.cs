using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CrossSell.Tool;

/// <summary>Ends of rows that come again and again, as bytes: a number as text costs more than all other columns together.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class RowEnds
{
    // Above this a number is looked up in a dictionary: high supports are rare.
    private const int MostKept = 1 << 18;
    private const int MostFar = 1 << 16;
    private const byte TooLong = byte.MaxValue;

    private readonly RecordFormat _format;
    private readonly IReadOnlyList<string> _columns;
    private readonly Action<RecordWriter, int> _write;
    private readonly byte[] _lengths;
    private readonly Vector256<byte>[] _blocks;
    private readonly Dictionary<int, byte[]> _others = [];

    /// <param name="format">How rows are written.</param>
    /// <param name="columns">All columns; the first is a set of items, and what follows it depends on a number alone.</param>
    /// <param name="limit">The largest number.</param>
    /// <param name="write">Writes all columns but the first for a number.</param>
    public RowEnds(RecordFormat format, IReadOnlyList<string> columns, int limit, Action<RecordWriter, int> write)
    {
        (_format, _columns, _write) = (format, columns, write);
        int kept = Math.Min(limit, MostKept) + 1;
        _lengths = new byte[kept];
        _blocks = new Vector256<byte>[kept];
    }

    /// <summary>The end of a number's row; valid until the next call.</summary>
    public ReadOnlySpan<byte> Of(int number)
    {
        int length = BlockOf(number, out _);
        return length > 0
            ? MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<Vector256<byte>, byte>(ref _blocks[number]), length)
            : Other(number);
    }

    /// <summary>The end of a number's row as one block, which is written in one step.</summary>
    /// <returns>How many bytes of the block it is; 0 when it does not fit one.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int BlockOf(int number, out Vector256<byte> block)
    {
        int length = (uint)number < (uint)_lengths.Length ? _lengths[number] : TooLong;
        if (length is 0 or TooLong)
        {
            return MakeBlock(number, length, out block);
        }

        block = _blocks[number];
        return length;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int MakeBlock(int number, int length, out Vector256<byte> block)
    {
        block = default;
        if (length == TooLong)
        {
            return 0;
        }

        byte[] end = Make(number);
        if (end.Length > Vector256<byte>.Count)
        {
            _lengths[number] = TooLong;
            _others.Add(number, end);
            return 0;
        }

        end.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<Vector256<byte>, byte>(ref block), Vector256<byte>.Count));
        _blocks[number] = block;
        return _lengths[number] = (byte)end.Length;
    }

    private byte[] Other(int number)
    {
        if (!_others.TryGetValue(number, out byte[]? end))
        {
            end = Make(number);
            if (_others.Count < _lengths.Length + MostFar)
            {
                _others.Add(number, end);
            }
        }

        return end;
    }

    private byte[] Make(int number)
    {
        using var stream = new MemoryStream();
        using var sink = new Utf8Sink(stream);
        var writer = RecordWriter.Create(_format, sink, _columns);
        writer.Items(new ItemNames([]), []);
        sink.Flush();
        int begin = (int)stream.Length;
        _write(writer, number);
        sink.Flush();
        return stream.ToArray()[begin..];
    }
}
