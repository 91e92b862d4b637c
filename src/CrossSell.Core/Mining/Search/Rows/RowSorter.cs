using System.Numerics;
using CrossSell.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>Sorts the ranks of one transaction, falling. Linear for the long ones, so that no basket keeps a run from being cancelled.</summary>
internal sealed unsafe class RowSorter
{
    /// <summary>Behind the last row must be so much room, which is read but not changed.</summary>
    public const int Padding = SmallSort.Padding;

    private readonly int _wordCount;
    private readonly PinnedBuffer<ulong> _bits = new();
    private readonly PinnedBuffer<int> _copy = new();

    /// <param name="rankCount">Ranks are below it.</param>
    /// <param name="longestRow">The most ranks of a row.</param>
    public RowSorter(int rankCount, int longestRow)
    {
        _wordCount = (rankCount + 63) / 64;
        _bits.Fill(_wordCount, 0);
        _copy.Reserve(longestRow + Padding);
    }

    /// <summary>What one takes.</summary>
    public static long BytesFor(int rankCount, int longestRow) => ((rankCount + 63L) / 64 * sizeof(ulong)) + ((longestRow + (long)Padding) * sizeof(int));

    /// <param name="ranks">Distinct ranks.</param>
    /// <param name="count">How many.</param>
    public void SortFalling(int* ranks, int count)
    {
        if (count <= SmallSort.Most)
        {
            SmallSort.Falling(ranks, count, _copy.Pointer);
        }
        else if (_wordCount <= 4L * count)
        {
            ReadFromBits(ranks, count);
        }
        else
        {
            // A few items out of very many.
            Span<int> sorted = new(ranks, count);
            sorted.Sort();
            sorted.Reverse();
        }
    }

    private void ReadFromBits(int* ranks, int count)
    {
        ulong* bits = _bits.Pointer;
        for (int i = 0; i < count; i++)
        {
            bits[ranks[i] >> 6] |= 1UL << ranks[i];
        }

        for (int word = _wordCount - 1; word >= 0; word--)
        {
            for (ulong left = bits[word]; left != 0; left ^= 1UL << BitOperations.Log2(left))
            {
                *ranks++ = (word << 6) + BitOperations.Log2(left);
            }

            bits[word] = 0;
        }
    }
}
