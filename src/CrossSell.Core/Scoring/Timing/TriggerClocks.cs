namespace CrossSell;

/// <summary>Which of several clocks, each running since a purchase, speaks for a product on a day. Shared by the trainer and the model, so that both mean the same cells.</summary>
internal static class TriggerClocks
{
    /// <summary>The age of a clock that never started.</summary>
    public const int Stopped = int.MaxValue;

    /// <summary>The band of an age in days, from 1 on; the number of bands when it lies beyond the last.</summary>
    public static int BandOf(ReadOnlySpan<int> ends, int age)
    {
        int at = ends.BinarySearch(age);
        return at >= 0 ? at : ~at;
    }

    /// <summary>The cell (clock times bands plus band) that leads on a day: the one whose hazard lies farthest from the usual, the first of equals; -1 when none runs.</summary>
    /// <param name="ends">The last day of each band, ascending.</param>
    /// <param name="signals">For each clock and band how far its hazard lies from the usual; 0 or more. One of 0 never leads.</param>
    /// <param name="ages">For each clock its age in days on that day, or <see cref="Stopped"/>.</param>
    /// <param name="days">For how many days, this one included, nothing changes; <see cref="int.MaxValue"/> for ever.</param>
    public static int Lead(ReadOnlySpan<int> ends, ReadOnlySpan<double> signals, ReadOnlySpan<int> ages, out int days)
    {
        int best = -1;
        double most = 0;
        days = int.MaxValue;
        for (int t = 0; t < ages.Length; t++)
        {
            if (ages[t] < 1)
            {
                // Bought on that day: the clock runs from the next one on.
                days = Math.Min(days, 1 - ages[t]);
                continue;
            }

            int band = ages[t] == Stopped ? ends.Length : BandOf(ends, ages[t]);
            if (band == ends.Length)
            {
                continue;
            }

            days = Math.Min(days, ends[band] - ages[t] + 1);
            int cell = (t * ends.Length) + band;
            if (signals[cell] > most)
            {
                most = signals[cell];
                best = cell;
            }
        }

        return best;
    }
}
