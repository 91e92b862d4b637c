namespace CrossSell.Testing;

/// <summary>What an <see cref="InsuranceMarket"/> is generated from. All of it is read once, by <see cref="InsuranceMarket.Generate"/>.</summary>
public sealed class InsuranceMarketOptions
{
    /// <summary>Number of customers.</summary>
    /// <value>The default is 10,000; the range is 1 to 99,999,999.</value>
    public int Customers { get; set; } = 10_000;

    /// <summary>The seed: the same seed and period give the same market, on every machine.</summary>
    /// <value>The default is 1; any number is allowed.</value>
    public long Seed { get; set; } = 1;

    /// <summary>First day of the period in which contracts are signed.</summary>
    /// <value>The default is 2016-01-01.</value>
    public DateOnly StartOn { get; set; } = new(2016, 1, 1);

    /// <summary>The first day after the period: the day on which the book is looked at.</summary>
    /// <value>The default is 2026-01-01; it must be 2 to 20 years after <see cref="StartOn"/>.</value>
    public DateOnly EndOn { get; set; } = new(2026, 1, 1);

    /// <summary>Every rule that the options break, one sentence each; empty when they are valid.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [];
        if (Customers is < 1 or > InsuranceMarket.MaxCustomers)
        {
            failures.Add(FormattableString.Invariant($"Customers is {Customers}; it must be 1 to {InsuranceMarket.MaxCustomers}."));
        }

        if (StartOn.Year > 9000 || EndOn < StartOn.AddYears(2) || EndOn > StartOn.AddYears(20))
        {
            failures.Add(FormattableString.Invariant(
                $"The period runs from {StartOn:yyyy-MM-dd} to {EndOn:yyyy-MM-dd}; it must be 2 to 20 years long and start before the year 9001."));
        }

        return failures;
    }
}
