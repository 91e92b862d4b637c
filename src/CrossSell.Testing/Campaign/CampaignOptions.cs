using System.Globalization;

namespace CrossSell.Testing;

/// <summary>Size and seed of a <see cref="CampaignTable"/>.</summary>
public sealed class CampaignOptions
{
    /// <summary>How many customers were asked.</summary>
    /// <value>Default: 5,000. From 1 to 10,000,000.</value>
    public int Customers { get; set; } = 5_000;

    /// <summary>Decides everything that is drawn.</summary>
    /// <value>Default: 1.</value>
    public long Seed { get; set; } = 1;

    /// <summary>The number of the first customer. The same seed and number give the same customer, so a later campaign may ask others.</summary>
    /// <value>Default: 1. At least 1.</value>
    public int FirstNumber { get; set; } = 1;

    /// <summary>What is wrong with these options, one sentence each; empty when a campaign can be made.</summary>
    public IReadOnlyList<string> Validate()
    {
        var failures = new List<string>();
        if (Customers is < 1 or > 10_000_000)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"Customers is {Customers}; it must be from 1 to 10,000,000."));
        }

        if (FirstNumber is < 1 or > 89_000_000)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"FirstNumber is {FirstNumber}; it must be from 1 to 89,000,000."));
        }

        return failures;
    }
}
