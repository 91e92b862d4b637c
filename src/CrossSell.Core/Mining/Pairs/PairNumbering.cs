namespace CrossSell.Mining.Search;

/// <summary>Numbers the frequent items: the most frequent ones, called hot, from 0 on, then the cold ones.</summary>
/// <remarks>
/// Hot and cold items keep the order of their indexes, each among themselves. So a row, whose items ascend, is brought into the order of the numbers by parting
/// it in two, without sorting; which order the hot items have among themselves makes no difference in time (measured).
/// </remarks>
internal sealed class PairNumbering
{
    private PairNumbering(int[] supports, int[] items, int hotCount)
    {
        SupportOfItem = supports;
        Items = items;
        HotCount = hotCount;
    }

    /// <summary>How many transactions hold each item, by index.</summary>
    public int[] SupportOfItem { get; }

    /// <summary>The item of each number.</summary>
    public int[] Items { get; }

    /// <summary>The number of frequent items.</summary>
    public int Count => Items.Length;

    /// <summary>How many of them are hot.</summary>
    public int HotCount { get; }

    /// <param name="supports">How many transactions hold each item.</param>
    /// <param name="minCount">The fewest of a frequent item.</param>
    /// <param name="plan">How many items are hot.</param>
    public static PairNumbering Of(int[] supports, int minCount, PairPlan plan)
    {
        // Ascending by support, ties descending by item: the last ones are the hottest.
        List<long> frequent = [];
        for (int item = 0; item < supports.Length; item++)
        {
            if (supports[item] >= minCount)
            {
                frequent.Add(((long)supports[item] << 32) | (uint)~item);
            }
        }

        int hotCount = frequent.Count <= plan.AllHot ? frequent.Count : Math.Min(plan.MostHot, frequent.Count);
        if (hotCount < frequent.Count)
        {
            frequent.Sort();
        }

        int[] items = new int[frequent.Count];
        for (int place = 0; place < items.Length; place++)
        {
            items[place] = ~(int)frequent[items.Length - 1 - place];
        }

        items.AsSpan(0, hotCount).Sort();
        items.AsSpan(hotCount).Sort();
        return new PairNumbering(supports, items, hotCount);
    }
}
