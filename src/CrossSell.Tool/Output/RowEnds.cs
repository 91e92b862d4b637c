using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CrossSell.Tool;

/// <summary>Ends of rows that come again and again, as bytes: a number as text costs more than all other columns together.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class RowEnds
{
    // Larger numbers are made anew each time: high supports are rare.
    private const int MostKept = 1 << 18;

    private readonly RecordFormat _format;
    private readonly IReadOnlyList<string> _columns;
    private readonly Action<RecordWriter, int> _write;
    private readonly byte[] _lengths;
    private readonly Vector256<byte>[] _blocks;

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

    /// <summary>The end of a number's row.</summary>
    public ReadOnlySpan<byte> Of(int number)
    {
        int length = BlockOf(number, out _);
        return length > 0
            ? MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<Vector256<byte>, byte>(ref _blocks[number]), length)
            : Make(number);
    }

    /// <summary>The end of a number's row as one block, which is written in one step.</summary>
    /// <returns>How many bytes of the block it is; 0 when it does not fit one.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int BlockOf(int number, out Vector256<byte> block)
    {
        int length = (uint)number < (uint)_lengths.Length ? _lengths[number] : 0;
        if (length == 0)
        {
            return MakeBlock(number, out block);
        }

        block = _blocks[number];
        return length;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int MakeBlock(int number, out Vector256<byte> block)
    {
        block = default;
        byte[] end = number < _lengths.Length ? Make(number) : [];
        if (end.Length is 0 or > 32)
        {
            return 0;
        }

        end.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<Vector256<byte>, byte>(ref block), Vector256<byte>.Count));
        _blocks[number] = block;
        return _lengths[number] = (byte)end.Length;
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
