namespace CrossSell.Testing;

/// <summary>What a <see cref="GroceryMarket"/> is generated from. All of it is read once, by <see cref="GroceryMarket.Generate"/>.</summary>
public sealed class GroceryMarketOptions
{
    /// <summary>Number of baskets; 240 make a week.</summary>
    /// <value>The default is 12,480, 52 weeks; the range is 1 to 10,000,000.</value>
    public int Baskets { get; set; } = 12_480;

    /// <summary>Number of customers with a card; a few of them come often, most of them seldom.</summary>
    /// <value>The default is 400; the range is 1 to 999,999.</value>
    public int Customers { get; set; } = 400;

    /// <summary>The seed: the same seed, number of customers and first day give the same baskets.</summary>
    /// <value>The default is 1; any number is allowed.</value>
    public long Seed { get; set; } = 1;

    /// <summary>The first day.</summary>
    /// <value>The default is Monday, 2024-12-30; it must be a Monday before the year 9001.</value>
    public DateOnly StartOn { get; set; } = new(2024, 12, 30);

    /// <summary>Every rule that the options break, one sentence each; empty when they are valid.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [];
        if (Baskets is < 1 or > 10_000_000)
        {
            failures.Add(FormattableString.Invariant($"Baskets is {Baskets}; it must be 1 to 10000000."));
        }

        if (Customers is < 1 or > 999_999)
        {
            failures.Add(FormattableString.Invariant($"Customers is {Customers}; it must be 1 to 999999."));
        }

        if (StartOn.DayOfWeek != DayOfWeek.Monday || StartOn.Year > 9000)
        {
            failures.Add(FormattableString.Invariant($"StartOn is {StartOn:yyyy-MM-dd}; it must be a Monday before the year 9001."));
        }

        return failures;
    }
}
