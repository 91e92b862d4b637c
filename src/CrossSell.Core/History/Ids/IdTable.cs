using System.Buffers;
using System.Collections;
using System.Text;
using Utf8Text = System.Text.Unicode.Utf8;

namespace CrossSell;

/// <summary>The ids of one column, each once: an index from 0 for each exact text, and back.</summary>
/// <remarks>
/// Immutable and thread-safe. Texts are kept as UTF-8 in one block, about 16 bytes beside the text itself for each id, so that ten million customers
/// cost what they must and no object each. Looking up takes constant time and allocates nothing; asking for a text makes a new string.
/// </remarks>
public sealed class IdTable : IReadOnlyList<string>
{
    private readonly byte[] _text;
    private readonly int[] _starts;
    private readonly ulong[] _slots;

    internal IdTable(byte[] text, int[] starts, ulong[] slots, int count)
    {
        _text = text;
        _starts = starts;
        _slots = slots;
        Count = count;
    }

    /// <summary>The table without ids.</summary>
    public static IdTable Empty { get; } = new IdTableBuilder().Build();

    /// <summary>The number of different ids.</summary>
    public int Count { get; }

    /// <summary>The exact text of an id. Makes a new string at each call.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is outside that range.</exception>
    public string this[int index] => Encoding.UTF8.GetString(Utf8(index));

    /// <summary>The exact text of an id as UTF-8, without a copy.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is outside that range.</exception>
    public ReadOnlySpan<byte> Utf8(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return _text.AsSpan(_starts[index], _starts[index + 1] - _starts[index]);
    }

    /// <summary>The index of an id, or -1 when the table does not hold it. Allocates nothing for ids of up to 170 characters.</summary>
    public int IndexOf(ReadOnlySpan<char> id)
    {
        // A text with half a surrogate pair has no UTF-8, so no table holds it.
        int most = checked(3 * id.Length);
        Span<byte> utf8 = most <= 512 ? stackalloc byte[512] : new byte[most];
        return Utf8Text.FromUtf16(id, utf8, out _, out int written, replaceInvalidSequences: false) == OperationStatus.Done ? IndexOf(utf8[..written]) : -1;
    }

    /// <summary>The index of an id given as UTF-8, or -1 when the table does not hold it. Allocates nothing.</summary>
    public int IndexOf(ReadOnlySpan<byte> utf8)
    {
        ulong hash = IdTableBuilder.Hash(utf8);
        int mask = _slots.Length - 1;
        for (int slot = IdTableBuilder.SlotOf(hash, mask); _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            if (IdTableBuilder.SameTag(_slots[slot], hash))
            {
                int index = IdTableBuilder.IndexIn(_slots[slot]);
                if (Utf8(index).SequenceEqual(utf8))
                {
                    return index;
                }
            }
        }

        return -1;
    }

    /// <summary>The ids in the order of their indexes.</summary>
    public IEnumerator<string> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
