using System.Numerics;
using System.Runtime.CompilerServices;

namespace CrossSell.Numerics;

/// <summary>Stable sort of values by 64-bit keys, digit by digit from the lowest: linear, and no comparison misses the cache.</summary>
internal sealed unsafe class RadixSort
{
    private readonly PinnedBuffer<ulong> _keys = new();
    private readonly PinnedBuffer<ulong> _otherKeys = new();
    private readonly PinnedBuffer<int> _values = new();
    private readonly PinnedBuffer<int> _otherValues = new();
    private readonly PinnedBuffer<int> _buckets = new();
    private ulong* _from;
    private ulong* _to;
    private int* _fromValues;
    private int* _toValues;
    private int _count;

    /// <summary>Starts anew with the values 0, 1, 2 and so on. Room that is there already is used again.</summary>
    /// <param name="count">How many values there are.</param>
    /// <param name="reserve">Told how many more bytes will be taken, before they are.</param>
    public void Reset(int count, Action<long> reserve)
    {
        if (count > _keys.Capacity)
        {
            reserve(2L * (count - _keys.Capacity) * (sizeof(ulong) + sizeof(int)));
            _keys.Reserve(count);
            _otherKeys.Reserve(count);
            _values.Reserve(count);
            _otherValues.Reserve(count);
        }

        _count = count;
        _from = _keys.Pointer;
        _to = _otherKeys.Pointer;
        _fromValues = _values.Pointer;
        _toValues = _otherValues.Pointer;
        for (int value = 0; value < count; value++)
        {
            _fromValues[value] = value;
        }
    }

    /// <summary>Sorts keys that stand for themselves, in place.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="reserve">Told how many more bytes will be taken, before they are.</param>
    /// <param name="beforePass">Called before each pass over all keys; what it throws ends the sort.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void SortKeys(Span<ulong> keys, Action<long> reserve, Action? beforePass = null)
    {
        int count = keys.Length;
        if (count > _otherKeys.Capacity)
        {
            reserve((count - _otherKeys.Capacity) * (long)sizeof(ulong));
            _otherKeys.Reserve(count);
        }

        int digitBits = count > 1 << 14 ? 11 : 8;
        ulong mask = (1UL << digitBits) - 1;
        ulong varying = VaryingBits(keys);
        fixed (ulong* given = keys)
        {
            ulong* from = given;
            ulong* to = _otherKeys.Pointer;
            while (varying != 0)
            {
                beforePass?.Invoke();
                int shift = BitOperations.TrailingZeroCount(varying);
                varying &= ~(mask << shift);
                int* buckets = CountDigits(from, count, shift, mask);
                for (int place = 0; place < count; place++)
                {
                    to[buckets[(from[place] >> shift) & mask]++] = from[place];
                }

                ulong* dealt = to;
                to = from;
                from = dealt;
            }

            if (from != given)
            {
                new Span<ulong>(from, count).CopyTo(keys);
            }
        }
    }

    /// <summary>The values in their present order.</summary>
    public ReadOnlySpan<int> Values => new(_fromValues, _count);

    /// <summary>Where the key of each value goes, in the order of <see cref="Values"/>, before <see cref="Sort"/>.</summary>
    public Span<ulong> Keys => new(_from, _count);

    /// <summary>Sorts by the lowest bits of the keys; values of equal keys stay in their order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sort(int bits = 64, Action? beforePass = null)
    {
        // Wide digits make fewer passes, narrow ones less clearing.
        int digitBits = _count > 1 << 14 ? 11 : 8;
        ulong mask = (1UL << digitBits) - 1;
        ulong varying = bits <= 0 ? 0 : VaryingBits(Keys) & (ulong.MaxValue >> (64 - bits));
        while (varying != 0)
        {
            beforePass?.Invoke();
            int shift = BitOperations.TrailingZeroCount(varying);
            varying &= ~(mask << shift);
            int* buckets = CountDigits(_from, _count, shift, mask);
            for (int place = 0; place < _count; place++)
            {
                ulong key = _from[place];
                int target = buckets[(key >> shift) & mask]++;
                _to[target] = key;
                _toValues[target] = _fromValues[place];
            }

            ulong* keys = _from;
            _from = _to;
            _to = keys;
            int* values = _fromValues;
            _fromValues = _toValues;
            _toValues = values;
        }
    }

    /// <summary>The bits in which not all keys agree: only they need a look.</summary>
    private static ulong VaryingBits(ReadOnlySpan<ulong> keys)
    {
        ulong any = 0;
        ulong common = ulong.MaxValue;
        foreach (ulong key in keys)
        {
            any |= key;
            common &= key;
        }

        return any & ~common;
    }

    /// <summary>Where the keys of each digit go.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int* CountDigits(ulong* keys, int count, int shift, ulong mask)
    {
        _buckets.Fill((int)mask + 1, 0);
        int* buckets = _buckets.Pointer;
        for (int place = 0; place < count; place++)
        {
            buckets[(keys[place] >> shift) & mask]++;
        }

        int sum = 0;
        for (int digit = 0; digit <= (int)mask; digit++)
        {
            int size = buckets[digit];
            buckets[digit] = sum;
            sum += size;
        }

        return buckets;
    }
}
