using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CrossSell.Tool;

/// <summary>Writes many rows of an itemset and an end each, the itemsets as bits of the same few items: what serves many rows is made once.</summary>
/// <param name="sink">Takes the bytes.</param>
/// <param name="words">The items as words.</param>
/// <param name="ends">The ends of the rows.</param>
/// <remarks>
/// <para>
/// Rows are short and many, so that a call for each item or a branch for each byte would cost more than finding the itemset. An item is one word written; of many rows,
/// up to four neighbouring items are one block written, looked up by their four bits. More is written than counts each time, and the next step writes over it.
/// </para>
/// <para>Not thread-safe.</para>
/// </remarks>
internal sealed class RowBatch(Utf8Sink sink, ShortItems words, RowEnds ends)
{
    private const int MostItems = 64;
    private const int ItemsOfBlock = 4;
    private const int BlocksOfGroup = 1 << ItemsOfBlock;
    private const int MostGroups = 3;

    // Fewer rows are not worth looking up all items, or making blocks of them.
    private const int FewestAtOnce = 8;
    private const int FewestForBlocks = 64;

    // Each step may write a whole block.
    private const int MostBytes = (MostItems * sizeof(ulong)) + (2 * 32);

    private readonly int[] _items = new int[MostItems];
    private readonly ulong[] _word = new ulong[MostItems];
    private readonly int[] _width = new int[MostItems];
    private int _itemCount;
    private bool _isShort;

    // Of those items the ones in use, and the places of the largest of them, which blocks are made of.
    private ulong _used;
    private ulong _inBlocks;
    private readonly Vector256<byte>[] _blocks = new Vector256<byte>[MostGroups * BlocksOfGroup];
    private readonly int[] _blockWidth = new int[MostGroups * BlocksOfGroup];
    private readonly int[] _shifts = new int[MostGroups];
    private int _groups;

    // The text of the smaller items of the last row.
    private readonly byte[] _head = new byte[MostBytes];

    /// <summary>Writes the rows.</summary>
    /// <param name="items">At most 64 items, falling.</param>
    /// <param name="itemsets">Each as bits of those items, none empty.</param>
    /// <param name="numbers">The number of each row's end.</param>
    /// <returns>Whether they are written; not when they are few, or when an item is too long for a word.</returns>
    public bool TryWrite(ReadOnlySpan<int> items, ReadOnlySpan<ulong> itemsets, ReadOnlySpan<int> numbers)
    {
        if (itemsets.Length < FewestAtOnce || !BitConverter.IsLittleEndian || !AreShort(items))
        {
            return false;
        }

        if (itemsets.Length < FewestForBlocks)
        {
            WriteByItems(itemsets, numbers);
        }
        else
        {
            MakeBlocks(itemsets);
            WriteByBlocks(itemsets, numbers);
        }

        return true;
    }

    // Mostly they are the same items as before.
    private bool AreShort(ReadOnlySpan<int> items)
    {
        if (!items.SequenceEqual(_items.AsSpan(0, _itemCount)))
        {
            items.CopyTo(_items);
            _itemCount = items.Length;
            _used = 0;
            _isShort = true;
            for (int place = 0; place < items.Length; place++)
            {
                _width[place] = words.Of(items[place], out _word[place]);
                _isShort &= _width[place] > 0;
            }
        }

        return _isShort;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WriteByItems(ReadOnlySpan<ulong> itemsets, ReadOnlySpan<int> numbers)
    {
        for (int i = 0; i < itemsets.Length; i++)
        {
            // Room for a word for each of 64 items, and a place is below 64.
            ref byte begin = ref MemoryMarshal.GetReference(sink.Reserve(MostBytes));
            WriteEnd(numbers[i], ref begin, WriteItems(itemsets[i], ref begin));
        }
    }

    // The largest items change from row to row, the smaller ones seldom: their text is kept, and then a step for each of a few groups of items, whether the row
    // holds some of them or not: no branch, and no step waits for the one before.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WriteByBlocks(ReadOnlySpan<ulong> itemsets, ReadOnlySpan<int> numbers)
    {
        ref Vector256<byte> blocks = ref MemoryMarshal.GetArrayDataReference(_blocks);
        ref int width = ref MemoryMarshal.GetArrayDataReference(_blockWidth);
        ref int shift = ref MemoryMarshal.GetArrayDataReference(_shifts);
        ref byte head = ref MemoryMarshal.GetArrayDataReference(_head);
        ulong headItems = 0;
        int headLength = 0;
        for (int i = 0; i < itemsets.Length; i++)
        {
            ulong itemset = itemsets[i];
            ref byte begin = ref MemoryMarshal.GetReference(sink.Reserve(MostBytes));
            if ((itemset & ~_inBlocks) != headItems || headItems == 0)
            {
                headItems = itemset & ~_inBlocks;
                if (headItems == 0)
                {
                    WriteEnd(numbers[i], ref begin, WriteItems(itemset, ref begin));
                    continue;
                }

                headLength = WriteItems(headItems, ref head);
            }

            for (int from = 0; from < headLength; from += Vector256<byte>.Count)
            {
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref begin, from), Unsafe.ReadUnaligned<Vector256<byte>>(ref Unsafe.Add(ref head, from)));
            }

            int length = headLength;
            for (int group = 0; group < _groups; group++)
            {
                int block = (group * BlocksOfGroup) + ((int)(itemset >> Unsafe.Add(ref shift, group)) & (BlocksOfGroup - 1));
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref begin, length), Unsafe.Add(ref blocks, block));
                length += Unsafe.Add(ref width, block);
            }

            WriteEnd(numbers[i], ref begin, length);
        }
    }

    // A step for each item. The first has no separator before it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int WriteItems(ulong itemset, ref byte begin)
    {
        ref ulong word = ref MemoryMarshal.GetArrayDataReference(_word);
        ref int width = ref MemoryMarshal.GetArrayDataReference(_width);
        int place = BitOperations.Log2(itemset);
        Unsafe.WriteUnaligned(ref begin, Unsafe.Add(ref word, place) >> 8);
        int length = Unsafe.Add(ref width, place) - 1;
        for (ulong rest = itemset ^ (1UL << place); rest != 0; rest ^= 1UL << place)
        {
            place = BitOperations.Log2(rest);
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref begin, length), Unsafe.Add(ref word, place));
            length += Unsafe.Add(ref width, place);
        }

        return length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void WriteEnd(int number, ref byte begin, int length)
    {
        int end = ends.BlockOf(number, out Vector256<byte> block);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref begin, length), block);
        sink.Advance(length + end);
        if (end == 0)
        {
            sink.Write(ends.Of(number));
        }
    }

    /// <summary>Makes the blocks of the largest items in use: of a few groups of four neighbours.</summary>
    private void MakeBlocks(ReadOnlySpan<ulong> itemsets)
    {
        ulong used = 0;
        foreach (ulong itemset in itemsets)
        {
            used |= itemset;
        }

        if (used == _used)
        {
            return;
        }

        _used = used;
        _inBlocks = 0;
        _groups = 0;
        for (ulong rest = used; rest != 0 && _groups < MostGroups; rest &= ~_inBlocks)
        {
            int shift = BitOperations.TrailingZeroCount(rest) & -ItemsOfBlock;
            _inBlocks |= (ulong)(BlocksOfGroup - 1) << shift;
            _groups++;
        }

        // The smaller items, those of the higher places, come first in a row.
        int group = _groups;
        for (ulong rest = used & _inBlocks; rest != 0; rest &= ~((ulong)(BlocksOfGroup - 1) << _shifts[group]))
        {
            int shift = BitOperations.TrailingZeroCount(rest) & -ItemsOfBlock;
            _shifts[--group] = shift;
            MakeBlocks(group * BlocksOfGroup, shift, (int)(used >> shift) & (BlocksOfGroup - 1));
        }
    }

    private void MakeBlocks(int first, int shift, int ofGroup)
    {
        Span<byte> text = stackalloc byte[Vector256<byte>.Count];
        for (int bits = 0; bits < BlocksOfGroup; bits++)
        {
            if ((bits & ~ofGroup) == 0)
            {
                int length = 0;
                for (int rest = bits; rest != 0;)
                {
                    int place = BitOperations.Log2((uint)rest);
                    rest ^= 1 << place;
                    MemoryMarshal.Write(text[length..], _word[shift + place]);
                    length += _width[shift + place];
                }

                _blocks[first + bits] = Vector256.Create<byte>(text);
                _blockWidth[first + bits] = length;
            }
        }
    }
}
