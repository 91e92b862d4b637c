using CrossSell.Mining;

namespace CrossSell.ML;

/// <summary>Finds for each product the purchases after which it is bought more often in some window.</summary>
internal sealed class TriggerSearch(PurchaseDays purchases, AgeBands bands, FirstRisk risk, ProductTimingOptions options)
{
    private readonly long[] _clockDays = new long[(long)purchases.Products * bands.Count];

    /// <summary>The significant candidates of every product, the strongest first, at most as many as the options allow.</summary>
    public TriggerCandidate[][] Run(CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxThreads ?? Environment.ProcessorCount, CancellationToken = cancellationToken };
        Parallel.For(0, purchases.Products, parallel, RunClock);
        var found = new List<TriggerCandidate>[purchases.Products];
        var looked = new int[purchases.Products];
        Parallel.For(0, purchases.Products, parallel, () => new Scratch(purchases.Products, bands.Count), (product, _, scratch) =>
        {
            (found[product], looked[product]) = Look(product, scratch);
            return scratch;
        }, _ => { });
        return Choose([.. found.SelectMany(list => list)], looked.Sum(count => (long)count));
    }

    private void RunClock(int product)
    {
        Span<long> days = _clockDays.AsSpan(product * bands.Count, bands.Count);
        foreach (int pair in purchases.BuyersOf(product))
        {
            bands.AddClock(days, purchases.DaysOf(pair), int.MinValue, purchases.End);
        }
    }

    private (List<TriggerCandidate> Found, int Looked) Look(int product, Scratch scratch)
    {
        scratch.Clear(bands.Count);
        CountPurchases(product, scratch);
        if (scratch.KeepFrom(options.MinPurchases, bands.Count))
        {
            CountDaysAfter(product, scratch);
        }

        var found = new List<TriggerCandidate>();
        int looked = 0;
        foreach (int cause in scratch.Touched)
        {
            if (!scratch.IsKept(cause))
            {
                continue;
            }

            int[] events = [.. scratch.Purchases.AsSpan(cause * bands.Count, bands.Count)];
            looked++;
            bool renewal = cause == product;
            long[] days = [.. _clockDays.AsSpan(cause * bands.Count, bands.Count)];
            for (int b = 0; b < days.Length && !renewal; b++)
            {
                days[b] -= scratch.After[(cause * bands.Count) + b];
            }

            double usual = renewal ? (double)risk.RepeatEvents[product] / risk.RepeatDays[product] : (double)risk.FirstEvents[product] / risk.FirstDays[product];
            WindowScan.Window window = WindowScan.Find(events, days, usual, options.MinLift, options.MaxWindowBands);
            if (window.FirstBand >= 0 && Math.Exp(window.LogP) <= options.Alpha)
            {
                found.Add(new TriggerCandidate(product, cause, window, events, days));
            }
        }

        return (found, looked);
    }

    // By cause and band: first purchases of the product that could be seen coming, and for the product itself all later ones.
    private void CountPurchases(int product, Scratch scratch)
    {
        foreach (int pair in purchases.BuyersOf(product))
        {
            AddGaps(scratch.Touch(product), scratch, purchases.DaysOf(pair));
            if (purchases.FirstSeen(pair) is not { } first)
            {
                continue;
            }

            int customer = purchases.CustomerOf[pair];
            for (int other = purchases.PairStarts[customer]; other < purchases.PairStarts[customer + 1]; other++)
            {
                ReadOnlySpan<int> days = purchases.DaysOf(other);
                int last = other == pair ? -1 : LastBefore(days, first);
                if (last >= 0)
                {
                    AddPurchase(scratch, scratch.Touch(purchases.ProductOf[other]), first - days[last]);
                }
            }
        }
    }

    // The days of each cause's clock from the product's first purchase on, when nobody is at risk any more; of the causes that are looked at, which are few.
    private void CountDaysAfter(int product, Scratch scratch)
    {
        foreach (int pair in purchases.BuyersOf(product))
        {
            int customer = purchases.CustomerOf[pair];
            int after = purchases.FirstSeen(pair) ?? int.MinValue;
            for (int other = purchases.PairStarts[customer]; other < purchases.PairStarts[customer + 1]; other++)
            {
                int cause = purchases.ProductOf[other];
                if (other != pair && scratch.IsKept(cause))
                {
                    bands.AddClock(scratch.After.AsSpan(cause * bands.Count, bands.Count), purchases.DaysOf(other), after, purchases.End);
                }
            }
        }
    }

    private void AddGaps(int at, Scratch scratch, ReadOnlySpan<int> days)
    {
        for (int i = 1; i < days.Length; i++)
        {
            AddPurchase(scratch, at, days[i] - days[i - 1]);
        }
    }

    private void AddPurchase(Scratch scratch, int at, int age)
    {
        int band = age == int.MaxValue ? bands.Count : bands.Of(age);
        if (band < bands.Count)
        {
            scratch.Purchases[(at * bands.Count) + band]++;
        }
    }

    private static int LastBefore(ReadOnlySpan<int> days, int day)
    {
        int at = days.BinarySearch(day);
        return (at >= 0 ? at : ~at) - 1;
    }

    // Pairs above alpha before the adjustment stay above it after it, so leaving them out changes nothing but the number of tests, which is handed in.
    private TriggerCandidate[][] Choose(TriggerCandidate[] candidates, long looked)
    {
        double[] adjusted = PValues.Adjust([.. candidates.Select(candidate => Math.Exp(candidate.Window.LogP))], options.Adjustment, Math.Max(looked, 1));
        for (int i = 0; i < candidates.Length; i++)
        {
            candidates[i].Adjusted = adjusted[i];
        }

        var chosen = new TriggerCandidate[purchases.Products][];
        Array.Fill(chosen, []);
        foreach (IGrouping<int, TriggerCandidate> group in candidates.Where(candidate => candidate.Adjusted <= options.Alpha).GroupBy(candidate => candidate.Product))
        {
            TriggerCandidate[] ordered = [.. group.OrderBy(candidate => candidate.Window.LogP).ThenBy(candidate => candidate.Cause)];
            TriggerCandidate[] others = [.. ordered.Where(candidate => candidate.Cause != group.Key).Take(options.MaxTriggers)];
            chosen[group.Key] = [.. ordered.Where(candidate => candidate.Cause == group.Key || others.Contains(candidate))];
        }

        return chosen;
    }

    /// <summary>What one thread counts for one product: by cause and band, cleared only where it was touched.</summary>
    private sealed class Scratch(int products, int count)
    {
        private readonly bool[] _touched = new bool[products];
        private readonly bool[] _kept = new bool[products];

        public List<int> Touched { get; } = [];

        public int[] Purchases { get; } = new int[products * count];

        public long[] After { get; } = new long[products * count];

        public int Touch(int cause)
        {
            if (!_touched[cause])
            {
                _touched[cause] = true;
                Touched.Add(cause);
            }

            return cause;
        }

        /// <summary>Keeps the causes after which enough was bought; says whether there is one.</summary>
        public bool KeepFrom(int least, int bandCount)
        {
            bool any = false;
            foreach (int cause in Touched)
            {
                int sum = 0;
                foreach (int bought in Purchases.AsSpan(cause * bandCount, bandCount))
                {
                    sum += bought;
                }

                _kept[cause] = sum >= least;
                any |= _kept[cause];
            }

            return any;
        }

        public bool IsKept(int cause) => _kept[cause];

        public void Clear(int bandCount)
        {
            foreach (int cause in Touched)
            {
                _touched[cause] = false;
                _kept[cause] = false;
                Purchases.AsSpan(cause * bandCount, bandCount).Clear();
                After.AsSpan(cause * bandCount, bandCount).Clear();
            }

            Touched.Clear();
        }
    }
}
