using System.Globalization;
using System.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>Counts itemsets by length and by the number of perfect extensions that multiply them, so that 2^28 sets cost one addition.</summary>
internal sealed class LengthHistogram
{
    // Replaced, never changed, as another thread may be adding it up.
    private long[][] _rows = [];
    private int _width = 64;

    /// <summary>The counters, by length, of sets that stand for all unions with subsets of so many perfect extensions.</summary>
    public long[] Row(int perfectExtensions)
    {
        if (_rows.Length <= perfectExtensions)
        {
            _rows = [.. _rows, .. Enumerable.Range(0, perfectExtensions + 1 - _rows.Length).Select(_ => new long[_width])];
        }

        return _rows[perfectExtensions];
    }

    /// <summary>Makes every row long enough for this length. Rows handed out before may be replaced.</summary>
    /// <returns>Whether they were.</returns>
    public bool EnsureLength(int length)
    {
        if (length < _width)
        {
            return false;
        }

        _width = length * 2;
        long[][] wider = new long[_rows.Length][];
        for (int row = 0; row < wider.Length; row++)
        {
            wider[row] = new long[_width];
            _rows[row].CopyTo(wider[row], 0);
        }

        _rows = wider;
        return true;
    }

    public void Add(LengthHistogram other)
    {
        long[][] rows = other._rows;
        EnsureLength(rows.Select(row => row.Length - 1).DefaultIfEmpty().Max());
        for (int row = 0; row < rows.Length; row++)
        {
            long[] own = Row(row);
            for (int length = 0; length < rows[row].Length; length++)
            {
                own[length] += rows[row][length];
            }
        }
    }

    /// <summary>The number of itemsets of each length, perfect extensions multiplied out; the first entry counts single items.</summary>
    /// <exception cref="MiningLimitException">There are more itemsets than 64 bits count.</exception>
    public IReadOnlyList<long> Expand(int minLength, int maxLength)
    {
        SortedDictionary<int, BigInteger> counts = [];
        for (int perfect = 0; perfect < _rows.Length; perfect++)
        {
            for (int length = 0; length < _rows[perfect].Length; length++)
            {
                BigInteger sets = _rows[perfect][length];
                for (int added = 0; !sets.IsZero && added <= perfect && length + added <= maxLength; added++)
                {
                    BigInteger sum = counts.GetValueOrDefault(length + added) + sets;
                    counts[length + added] = sum;
                    if (sum > long.MaxValue && length + added >= minLength)
                    {
                        // Too many already: greater lengths, of ever larger numbers, change nothing.
                        maxLength = length + added;
                    }

                    sets = sets * (perfect - added) / (added + 1);
                }
            }
        }

        return ToCounts(counts, minLength, maxLength);
    }

    private static List<long> ToCounts(SortedDictionary<int, BigInteger> counts, int minLength, int maxLength)
    {
        List<long> byLength = [];
        BigInteger total = BigInteger.Zero;
        foreach ((int length, BigInteger sets) in counts)
        {
            if (sets.IsZero || length < minLength || length > maxLength)
            {
                continue;
            }

            total += sets;
            if (total > long.MaxValue)
            {
                throw new MiningLimitException(
                    "long.MaxValue",
                    long.MaxValue,
                    string.Create(CultureInfo.InvariantCulture, $"there are {total:E3} or more itemsets up to length {length}"),
                    byLength,
                    canBeRaised: false);
            }

            while (byLength.Count < length)
            {
                byLength.Add(0);
            }

            byLength[length - 1] = (long)sets;
        }

        return byLength;
    }
}
