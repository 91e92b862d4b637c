namespace CrossSell;

/// <summary>How much a <see cref="LiveCustomers"/> keeps before a new history has to take it over.</summary>
public sealed class LiveCustomersOptions
{
    /// <summary>The most customers of whom something new is known.</summary>
    /// <value>Default: 100,000. At least 1.</value>
    public int MaxCustomers { get; set; } = 100_000;

    /// <summary>The most that is new of one customer: purchases, ended holdings and answers together.</summary>
    /// <value>Default: 1,000. At least 1.</value>
    public int MaxChangesOfCustomer { get; set; } = 1_000;

    /// <summary>What is wrong with these options, one sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [];
        if (MaxCustomers < 1)
        {
            failures.Add($"{nameof(MaxCustomers)} is {MaxCustomers}; it must be 1 or more.");
        }

        if (MaxChangesOfCustomer < 1)
        {
            failures.Add($"{nameof(MaxChangesOfCustomer)} is {MaxChangesOfCustomer}; it must be 1 or more.");
        }

        return failures;
    }
}
