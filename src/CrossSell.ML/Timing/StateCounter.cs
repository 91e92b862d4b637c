namespace CrossSell.ML;

/// <summary>Counts, for one product, the days at risk and the first purchases by the cell that leads on each day, so that every customer-day is in one cell only.</summary>
internal sealed class StateCounter(PurchaseDays purchases, AgeBands bands)
{
    /// <param name="product">The product that is bought.</param>
    /// <param name="causes">Its triggers.</param>
    /// <param name="signals">For each trigger and band how far its hazard lies from the usual.</param>
    /// <param name="days">Takes the days of each trigger and band.</param>
    /// <param name="events">Takes the purchases of each trigger and band.</param>
    public void Count(int product, ReadOnlySpan<int> causes, ReadOnlySpan<double> signals, Span<long> days, Span<int> events)
    {
        Span<int> pairs = stackalloc int[causes.Length];
        for (int t = 0; t < causes.Length; t++)
        {
            foreach (int pair in purchases.BuyersOf(causes[t]))
            {
                int customer = purchases.CustomerOf[pair];
                bool seen = false;
                for (int other = 0; other < causes.Length; other++)
                {
                    pairs[other] = other == t ? pair : purchases.PairOf(customer, causes[other]);
                    seen |= other < t && pairs[other] >= 0;
                }

                if (!seen)
                {
                    Walk(customer, product, pairs, signals, days, events);
                }
            }
        }
    }

    private void Walk(int customer, int product, ReadOnlySpan<int> pairs, ReadOnlySpan<double> signals, Span<long> days, Span<int> events)
    {
        int own = purchases.PairOf(customer, product);
        int? first = own < 0 ? null : purchases.FirstSeen(own);
        if (own >= 0 && first is null)
        {
            return;
        }

        int stop = first ?? purchases.End;
        Span<int> next = stackalloc int[pairs.Length];
        Span<int> ages = stackalloc int[pairs.Length];
        for (int day = FirstDay(pairs) + 1; day <= stop;)
        {
            int unchanged = stop - day + 1;
            for (int t = 0; t < pairs.Length; t++)
            {
                ReadOnlySpan<int> bought = pairs[t] < 0 ? [] : purchases.DaysOf(pairs[t]);
                while (next[t] < bought.Length && bought[next[t]] < day)
                {
                    next[t]++;
                }

                // A purchase on a day restarts its clock on the day after.
                ages[t] = next[t] == 0 ? TriggerClocks.Stopped : day - bought[next[t] - 1];
                unchanged = next[t] < bought.Length ? Math.Min(unchanged, bought[next[t]] - day + 1) : unchanged;
            }

            int cell = TriggerClocks.Lead(bands.Ends, signals, ages, out int stretch);
            unchanged = Math.Min(unchanged, stretch);
            day += unchanged;
            if (cell >= 0)
            {
                days[cell] += unchanged;
                events[cell] += day > stop && first is not null ? 1 : 0;
            }
        }
    }

    private int FirstDay(ReadOnlySpan<int> pairs)
    {
        int first = int.MaxValue - 1;
        foreach (int pair in pairs)
        {
            first = pair >= 0 && purchases.DaysOf(pair) is [int day, ..] ? Math.Min(first, day) : first;
        }

        return first;
    }
}
