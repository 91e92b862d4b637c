using System.Buffers;
using System.Text;

namespace CrossSell;

/// <summary>Ids of a column that wait to be numbered together, because numbering a block of them is several times as fast as one after another.</summary>
internal sealed class IdBlock(IdTableBuilder ids, RowColumn<int> codes)
{
    private const int Size = 256;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private int[] _rows = [];
    private int[] _ends = [];
    private ulong[] _hashes = [];
    private byte[] _text = [];
    private int _count;
    private int _used;

    /// <exception cref="ArgumentException">The text has half a surrogate pair, which no exact UTF-8 can keep.</exception>
    public void Add(int row, ReadOnlySpan<char> id)
    {
        if (_count == _rows.Length)
        {
            MakeRoom();
        }

        if (_text.Length - _used < id.Length * 3)
        {
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _used + (id.Length * 3)));
        }

        // Ids are ASCII nearly always: narrowing is vectorised and needs no check of surrogates.
        Span<byte> free = _text.AsSpan(_used);
        if (Ascii.FromUtf16(id, free, out int written) != OperationStatus.Done)
        {
            written = Strict.GetBytes(id, free);
        }

        _rows[_count] = row;
        _hashes[_count] = IdTableBuilder.Hash(free[..written]);
        _used += written;
        _ends[_count++] = _used;
        if (_count == Size)
        {
            Flush();
        }
    }

    public void Flush()
    {
        Span<int> indexes = stackalloc int[Size];
        indexes = indexes[.._count];
        ids.GetOrAdd(_text, _ends.AsSpan(0, _count), _hashes.AsSpan(0, _count), indexes);
        for (int i = 0; i < indexes.Length; i++)
        {
            codes.Set(_rows[i], indexes[i]);
        }

        _count = 0;
        _used = 0;
    }

    /// <summary>By doubling, so that a history of a few rows costs a few bytes.</summary>
    private void MakeRoom()
    {
        int size = Math.Min(Size, Math.Max(8, _rows.Length * 2));
        Array.Resize(ref _rows, size);
        Array.Resize(ref _ends, size);
        Array.Resize(ref _hashes, size);
    }
}
