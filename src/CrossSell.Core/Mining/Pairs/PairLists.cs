namespace CrossSell.Mining.Search;

/// <summary>Where the lists of the cold items' places begin, and where each slice of the transactions writes into them.</summary>
internal static class PairLists
{
    public static int LongestRow(Transactions transactions)
    {
        int longest = 0;
        ReadOnlySpan<int> starts = transactions.Starts;
        for (int row = 1; row < starts.Length; row++)
        {
            longest = Math.Max(longest, starts[row] - starts[row - 1]);
        }

        return longest;
    }

    /// <summary>One more entry than cold items.</summary>
    public static int[] Starts(PairNumbering numbering)
    {
        int[] starts = new int[numbering.Count - numbering.HotCount + 1];
        for (int cold = 0; cold + 1 < starts.Length; cold++)
        {
            starts[cold + 1] = starts[cold] + numbering.SupportOfItem[numbering.Items[numbering.HotCount + cold]];
        }

        return starts;
    }

    /// <summary>For each slice the place in each list behind those of the slices before it, so that threads fill the same lists without waiting.</summary>
    /// <param name="numbering">The cold items.</param>
    /// <param name="starts">Where the lists begin.</param>
    /// <param name="supports">For each slice how many of its transactions hold each item.</param>
    public static int[][] Cursors(PairNumbering numbering, int[] starts, int[][] supports)
    {
        int[][] cursors = new int[supports.Length][];
        int[] next = starts;
        for (int slice = 0; slice < supports.Length; slice++)
        {
            cursors[slice] = [.. next];
            next = [.. next];
            for (int cold = 0; cold + 1 < starts.Length; cold++)
            {
                next[cold] += supports[slice][numbering.Items[numbering.HotCount + cold]];
            }
        }

        return cursors;
    }
}
