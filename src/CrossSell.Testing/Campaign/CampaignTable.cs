using System.Globalization;
using CrossSell.Testing.Campaign;

namespace CrossSell.Testing;

/// <summary>A generated campaign for legal expenses insurance: who was asked, what was known of them, who bought, and how probable that truly was.</summary>
/// <remarks>
/// The logit rises with income, contracts and earlier yeses, falls with contacts and earlier noes, has a hump over age, and two planted pairs: a building insurance
/// says more outside of the city, and a car more in the country. Immutable and thread-safe; the same bytes on every machine.
/// </remarks>
public sealed class CampaignTable
{
    private CampaignTable(LabeledCustomers customers, double[] probabilities)
    {
        Customers = customers;
        TrueProbabilities = probabilities;
    }

    /// <summary>The day on which the customers are looked at.</summary>
    public static DateOnly AskedOn { get; } = new(2026, 3, 1);

    /// <summary>The customers with keys, and whether each bought. The columns <c>age</c> and <c>gender</c> are protected.</summary>
    public LabeledCustomers Customers { get; }

    /// <summary>For each customer the probability that was drawn from, strictly between 0 and 1.</summary>
    public IReadOnlyList<double> TrueProbabilities { get; }

    /// <summary>Makes a campaign, some microseconds a customer.</summary>
    /// <param name="options">Size and seed; the defaults when null.</param>
    /// <exception cref="ArgumentException">The options are not valid; the message names every failure.</exception>
    public static CampaignTable Generate(CampaignOptions? options = null)
    {
        options ??= new CampaignOptions();
        IReadOnlyList<string> failures = options.Validate();
        if (failures.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', failures), nameof(options));
        }

        CampaignCustomer[] people = [.. Enumerable.Range(options.FirstNumber, options.Customers).Select(number => CampaignCustomer.Make(unchecked((ulong)options.Seed), number))];
        CustomerTable table = new CustomerTableBuilder()
            .AddNumeric("age", [.. people.Select(p => (double)p.Age)])
            .AddCategorical("gender", people.Select(p => p.Gender))
            .AddNumeric("income", [.. people.Select(p => p.Income ?? double.NaN)])
            .AddCategorical("region", people.Select(p => p.Region))
            .AddDate("customer_since", people.Select(p => (DateOnly?)p.Since))
            .AddBoolean("building_insurance", people.Select(p => (bool?)p.Building))
            .AddBoolean("car_insurance", people.Select(p => (bool?)p.Car))
            .AddNumeric("contracts", [.. people.Select(p => (double)p.Contracts)])
            .AddNumeric("contacts_last_year", [.. people.Select(p => (double)p.Contacts)])
            .AddCategorical("last_answer", people.Select(p => p.LastAnswer))
            .Protect("age", "gender")
            .WithDate(AskedOn)
            .WithKeys(people.Select(p => string.Create(CultureInfo.InvariantCulture, $"C{p.Number:D8}")))
            .Build();
        return new CampaignTable(new LabeledCustomers(table, [.. people.Select(p => p.Bought)]), [.. people.Select(p => p.Probability)]);
    }
}
