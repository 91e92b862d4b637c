using System.Globalization;
using System.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>Counts itemsets by length and by the number of perfect extensions that multiply them, so that 2^28 sets cost one addition.</summary>
internal sealed class LengthHistogram
{
    private readonly List<long[]> rows = [];
    private int width = 64;

    /// <summary>The counters, by length, of sets that stand for all unions with subsets of so many perfect extensions.</summary>
    public long[] Row(int perfectExtensions)
    {
        while (rows.Count <= perfectExtensions)
        {
            rows.Add(new long[width]);
        }

        return rows[perfectExtensions];
    }

    /// <summary>Makes every row long enough for this length. Rows handed out before may be replaced.</summary>
    /// <returns>Whether they were.</returns>
    public bool EnsureLength(int length)
    {
        if (length < width)
        {
            return false;
        }

        width = length * 2;
        for (int row = 0; row < rows.Count; row++)
        {
            long[] wider = new long[width];
            rows[row].CopyTo(wider, 0);
            rows[row] = wider;
        }

        return true;
    }

    public void Add(LengthHistogram other)
    {
        EnsureLength(other.width - 1);
        for (int row = 0; row < other.rows.Count; row++)
        {
            long[] own = Row(row);
            for (int length = 0; length < other.rows[row].Length; length++)
            {
                own[length] += other.rows[row][length];
            }
        }
    }

    /// <summary>The number of itemsets of each length, perfect extensions multiplied out; the first entry counts single items.</summary>
    /// <exception cref="MiningLimitException">There are more itemsets than 64 bits count.</exception>
    public IReadOnlyList<long> Expand(int minLength, int maxLength)
    {
        SortedDictionary<int, BigInteger> counts = [];
        for (int perfect = 0; perfect < rows.Count; perfect++)
        {
            for (int length = 0; length < rows[perfect].Length; length++)
            {
                BigInteger sets = rows[perfect][length];
                for (int added = 0; !sets.IsZero && added <= perfect && length + added <= maxLength; added++)
                {
                    counts[length + added] = counts.GetValueOrDefault(length + added) + sets;
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
                    "long.MaxValue", long.MaxValue, string.Create(CultureInfo.InvariantCulture, $"there are {total:E3} or more itemsets up to length {length}"), byLength);
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
