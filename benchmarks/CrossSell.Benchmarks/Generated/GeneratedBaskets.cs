namespace CrossSell.Benchmarks.Generated;

/// <summary>Shopping baskets as sellers have them: a few items sell often and most rarely (Zipf), and some items are bought together.</summary>
internal static class GeneratedBaskets
{
    private const int ItemsOfPattern = 4;

    /// <param name="baskets">How many.</param>
    /// <param name="items">How many items there are; item 0 sells most.</param>
    /// <param name="averageLength">About how many items a basket has.</param>
    /// <param name="seed">The same seed gives the same baskets.</param>
    /// <returns>For each basket its items, distinct and ascending.</returns>
    public static int[][] Make(int baskets, int items, int averageLength, ulong seed)
    {
        var numbers = new SeededNumbers(seed);
        double[] upTo = Zipf(items);
        int[][] patterns = new int[items / 5][];
        for (int i = 0; i < patterns.Length; i++)
        {
            patterns[i] = Draw(ref numbers, upTo, ItemsOfPattern);
        }

        int[][] made = new int[baskets][];
        var basket = new HashSet<int>();
        for (int i = 0; i < baskets; i++)
        {
            basket.Clear();
            int length = 1 + numbers.Below((2 * averageLength) - 1);
            if (length > ItemsOfPattern && numbers.Below(2) == 0)
            {
                // Someone leaves out an item of a pattern now and then.
                foreach (int item in patterns[numbers.Below(patterns.Length)])
                {
                    if (numbers.Below(8) != 0)
                    {
                        basket.Add(item);
                    }
                }
            }

            for (int left = length - basket.Count; left > 0; left--)
            {
                basket.Add(Draw(ref numbers, upTo));
            }

            made[i] = [.. basket];
            Array.Sort(made[i]);
        }

        return made;
    }

    /// <summary>The baskets in the FIMI format: one a line, items as numbers with blanks between.</summary>
    public static string ToFimi(int[][] baskets) => string.Join('\n', baskets.Select(basket => string.Join(' ', basket))) + "\n";

    private static double[] Zipf(int items)
    {
        double[] upTo = new double[items];
        double sum = 0;
        for (int i = 0; i < items; i++)
        {
            upTo[i] = sum += 1.0 / (i + 4);
        }

        return upTo;
    }

    private static int[] Draw(ref SeededNumbers numbers, double[] upTo, int count)
    {
        int[] drawn = new int[count];
        for (int i = 0; i < count; i++)
        {
            drawn[i] = Draw(ref numbers, upTo);
        }

        return drawn;
    }

    private static int Draw(ref SeededNumbers numbers, double[] upTo)
    {
        int found = Array.BinarySearch(upTo, numbers.Unit() * upTo[^1]);
        return Math.Min(found < 0 ? ~found : found, upTo.Length - 1);
    }
}
