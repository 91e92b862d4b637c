namespace CrossSell.ML;

/// <summary>Bands of days since a purchase, and days counted by them.</summary>
internal sealed class AgeBands(int[] ends)
{
    private const int LongestDefault = 3_650;

    public int[] Ends { get; } = ends;

    public int Count => Ends.Length;

    /// <summary>The bands of the options, or the default ones as far as the data reach.</summary>
    public static AgeBands For(ProductTimingOptions options, int span)
    {
        if (options.BandEnds is { } chosen)
        {
            return new AgeBands([.. chosen]);
        }

        List<int> ends = [3, 7, 14, 21, 28, 42, 56, 84];
        while (ends[^1] < LongestDefault)
        {
            ends.Add(ends[^1] + (ends[^1] < 728 ? 28 : ends[^1] < 1_820 ? 91 : 365));
        }

        int needed = ends.FindIndex(end => end >= span);
        return new AgeBands([.. ends.Take(needed < 0 ? ends.Count : needed + 1)]);
    }

    public int Of(int age) => TriggerClocks.BandOf(Ends, age);

    /// <summary>Adds a day to the band of each age from one to another, both included; ages beyond the last band are none's.</summary>
    public void AddDays(Span<long> days, int fromAge, int toAge)
    {
        for (int band = Of(fromAge); band < Ends.Length && fromAge <= toAge; band++)
        {
            int last = Math.Min(toAge, Ends[band]);
            days[band] += last - fromAge + 1;
            fromAge = last + 1;
        }
    }

    /// <summary>Adds the days later than one, up to the end of observation, on which a clock that restarts with each purchase runs.</summary>
    /// <param name="days">By band.</param>
    /// <param name="purchases">The days of the purchases, ascending.</param>
    /// <param name="after">Only days later than this one count.</param>
    /// <param name="end">The last day.</param>
    public void AddClock(Span<long> days, ReadOnlySpan<int> purchases, int after, int end)
    {
        for (int i = 0; i < purchases.Length; i++)
        {
            int stop = i + 1 < purchases.Length ? Math.Min(purchases[i + 1], end) : end;
            int start = Math.Max(purchases[i], after) + 1;
            if (start <= stop)
            {
                AddDays(days, start - purchases[i], stop - purchases[i]);
            }
        }
    }
}
