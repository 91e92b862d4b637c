using System.Runtime.CompilerServices;

namespace CrossSell.Numerics;

/// <summary>Sorts that can be cancelled while they run: short chunks are sorted one by one, then merged two by two.</summary>
internal static class CancellableSort
{
    // A chunk is sorted within a few milliseconds, by a comparison too.
    private const int Chunk = 1 << 13;

    private const int MergedAtOnce = 1 << 15;

    /// <summary>Sorts keys and, along with them, the values that stand at the same places. Values of equal keys must ascend in the order given; they do so afterwards.</summary>
    /// <param name="keys">The keys; no NaN.</param>
    /// <param name="values">As many values.</param>
    /// <param name="cancellation">Ends the sort within a few milliseconds; what is sorted is then in no order.</param>
    /// <exception cref="OperationCanceledException">The sort was cancelled.</exception>
    public static void Sort<TKey>(Span<TKey> keys, Span<int> values, CancellationToken cancellation)
        where TKey : unmanaged, IComparable<TKey>
    {
        for (int begin = 0; begin < keys.Length; begin += Chunk)
        {
            cancellation.ThrowIfCancellationRequested();
            int length = Math.Min(Chunk, keys.Length - begin);
            SortChunk(keys.Slice(begin, length), values.Slice(begin, length));
        }

        if (keys.Length <= Chunk)
        {
            return;
        }

        TKey[] otherKeys = GC.AllocateUninitializedArray<TKey>(keys.Length);
        int[] otherValues = GC.AllocateUninitializedArray<int>(keys.Length);
        Span<TKey> fromKeys = keys, toKeys = otherKeys;
        Span<int> fromValues = values, toValues = otherValues;
        bool isInPlace = true;
        for (long width = Chunk; width < keys.Length; width *= 2, isInPlace = !isInPlace)
        {
            Merge(fromKeys, fromValues, toKeys, toValues, width, cancellation);
            Span<TKey> mergedKeys = toKeys;
            toKeys = fromKeys;
            fromKeys = mergedKeys;
            Span<int> mergedValues = toValues;
            toValues = fromValues;
            fromValues = mergedValues;
        }

        if (!isInPlace)
        {
            otherKeys.CopyTo(keys);
            otherValues.CopyTo(values);
        }
    }

    /// <summary>Sorts by a comparison. Entries that it calls equal come in any order, but always in the same.</summary>
    /// <returns>The entries in order: the array given or a new one, the other is left in no order.</returns>
    /// <exception cref="OperationCanceledException">The sort was cancelled.</exception>
    public static T[] Sort<T>(T[] entries, Comparison<T> compare, CancellationToken cancellation)
    {
        for (int begin = 0; begin < entries.Length; begin += Chunk)
        {
            cancellation.ThrowIfCancellationRequested();
            entries.AsSpan(begin, Math.Min(Chunk, entries.Length - begin)).Sort(compare);
        }

        T[] from = entries;
        T[] to = entries.Length <= Chunk ? [] : new T[entries.Length];
        for (long width = Chunk; width < entries.Length; width *= 2)
        {
            for (long begin = 0; begin < entries.Length; begin += 2 * width)
            {
                int left = (int)begin;
                int middle = (int)Math.Min(begin + width, entries.Length);
                int right = middle;
                int end = (int)Math.Min(begin + (2 * width), entries.Length);
                for (int at = left; at < end; at++)
                {
                    if (at % MergedAtOnce == 0)
                    {
                        cancellation.ThrowIfCancellationRequested();
                    }

                    to[at] = right == end || (left < middle && compare(from[left], from[right]) <= 0) ? from[left++] : from[right++];
                }
            }

            (from, to) = (to, from);
        }

        return from;
    }

    private static void SortChunk<TKey>(Span<TKey> keys, Span<int> values)
        where TKey : unmanaged, IComparable<TKey>
    {
        keys.Sort(values);
        for (int from = 0, to; from < keys.Length; from = to)
        {
            for (to = from + 1; to < keys.Length && keys[to].CompareTo(keys[from]) == 0;)
            {
                to++;
            }

            values[from..to].Sort();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Merge<TKey>(
        ReadOnlySpan<TKey> keys, ReadOnlySpan<int> values, Span<TKey> toKeys, Span<int> toValues, long width, CancellationToken cancellation)
        where TKey : unmanaged, IComparable<TKey>
    {
        for (long begin = 0; begin < keys.Length; begin += 2 * width)
        {
            int left = (int)begin;
            int middle = (int)Math.Min(begin + width, keys.Length);
            int right = middle;
            int end = (int)Math.Min(begin + (2 * width), keys.Length);
            for (int at = left; at < end; at++)
            {
                if (at % MergedAtOnce == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                }

                int from = right == end || (left < middle && keys[left].CompareTo(keys[right]) <= 0) ? left++ : right++;
                toKeys[at] = keys[from];
                toValues[at] = values[from];
            }
        }
    }
}
