namespace CrossSell.ML;

/// <summary>For each product how often, in how many customer-days at risk, it was bought first, and bought again.</summary>
internal sealed class FirstRisk
{
    public FirstRisk(PurchaseDays purchases)
    {
        FirstEvents = new int[purchases.Products];
        FirstDays = new long[purchases.Products];
        RepeatEvents = new int[purchases.Products];
        RepeatDays = new long[purchases.Products];
        long everybody = purchases.Entry.Where(entry => entry != int.MaxValue).Sum(entry => (long)purchases.End - entry);
        for (int product = 0; product < purchases.Products; product++)
        {
            long days = everybody;
            foreach (int pair in purchases.BuyersOf(product))
            {
                int entry = purchases.Entry[purchases.CustomerOf[pair]];
                if (entry == int.MaxValue)
                {
                    continue;
                }

                // Who has it is no longer at risk; who had it from the beginning never was.
                days -= purchases.End - (purchases.FirstSeen(pair) ?? entry);
                FirstEvents[product] += purchases.FirstSeen(pair) is null ? 0 : 1;
                ReadOnlySpan<int> bought = purchases.DaysOf(pair);
                if (bought.Length > 0)
                {
                    RepeatDays[product] += purchases.End - bought[0];
                    RepeatEvents[product] += bought.Length - 1;
                }
            }

            FirstDays[product] = days;
        }
    }

    public int[] FirstEvents { get; }

    public long[] FirstDays { get; }

    public int[] RepeatEvents { get; }

    public long[] RepeatDays { get; }

    /// <summary>Each product's daily rate; a weight of purchases at the rate of all products is added, so that one never bought has a rate too.</summary>
    public static double[] Rates(int[] events, long[] days, double weight)
    {
        double allDays = days.Sum(d => (double)d);
        double all = allDays > 0 ? events.Sum(e => (double)e) / allDays : 0;
        return [.. events.Select((e, p) => all > 0 && (days[p] > 0 || weight > 0) ? Math.Min(1, (e + weight) / (days[p] + (weight / all))) : 0)];
    }
}
