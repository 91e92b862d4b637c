using System.Globalization;
using CrossSell.Mining;

namespace CrossSell.Benchmarks.Generated;

/// <summary>Generated baskets as the miner takes them.</summary>
internal static class BasketTransactions
{
    public static Transactions Of(int[][] baskets)
    {
        int[] starts = new int[baskets.Length + 1];
        for (int i = 0; i < baskets.Length; i++)
        {
            starts[i + 1] = starts[i] + baskets[i].Length;
        }

        int[] items = [.. baskets.SelectMany(basket => basket)];
        return Transactions.FromEncoded(starts, items, [.. Enumerable.Range(0, items.Max() + 1).Select(item => item.ToString(CultureInfo.InvariantCulture))]);
    }
}
