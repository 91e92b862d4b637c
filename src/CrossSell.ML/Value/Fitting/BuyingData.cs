namespace CrossSell.ML.Value;

/// <summary>Patterns of customers as columns: frequency, recency, age.</summary>
internal sealed record BuyingData(int[] Frequency, double[] Recency, double[] Age)
{
    /// <summary>The customers of whom the place divided by a number leaves a remainder, or all others.</summary>
    public BuyingData Part(int remainder, int parts, bool others)
    {
        int[] rows = [.. Enumerable.Range(0, Frequency.Length).Where(i => i % parts == remainder != others)];
        return new BuyingData([.. rows.Select(i => Frequency[i])], [.. rows.Select(i => Recency[i])], [.. rows.Select(i => Age[i])]);
    }

    /// <summary>Whether there is anything to fit.</summary>
    public bool TeachesSomething => Array.Exists(Frequency, x => x > 0);

    public BgNbdLikelihood Likelihood(LeavingRule leaving, ValueOptions options) => new(Frequency, Recency, Age, options.MaxThreads ?? Environment.ProcessorCount, leaving);

    /// <summary>Finds the maximum of the likelihood.</summary>
    public Maximum Fit(LeavingRule leaving, ValueOptions options, CancellationToken cancellation)
    {
        var search = new LikelihoodSearch(Likelihood(leaving, options).At, options.MaxIterations, cancellation);

        // As many purchases a day as there were, and one customer in four gone after a purchase.
        return search.From([1, Age.Sum() / Frequency.Sum(x => (long)x), 1, 3]);
    }
}
