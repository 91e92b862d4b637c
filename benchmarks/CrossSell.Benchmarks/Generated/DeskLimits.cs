using CrossSell.ContactPolicy;

namespace CrossSell.Benchmarks.Generated;

/// <summary>What a decision must mind beside the model: three products that may not be offered, and "at most 2 contacts in 7 days" in an index of about one contact a customer.</summary>
internal sealed class DeskLimits
{
    private const int Declined = 3;

    private static readonly DateOnly Today = new(2026, 1, 31);

    private readonly ulong[] _barred;
    private readonly DayContactIndex _contacts;

    public DeskLimits(int products, int customers)
    {
        _barred = new ulong[(products + 63) / 64];
        _contacts = DayContactIndex.For(ContactRule.AtMost(2).WithinDays(7), customers, Today.AddDays(-30));
        var random = new SeededNumbers(3);
        for (int i = 0; i < Declined; i++)
        {
            int product = random.Below(products);
            _barred[product >> 6] |= 1UL << product;
        }

        for (int i = 0; i < customers; i++)
        {
            _contacts.Add(random.Below(customers), Today.AddDays(-random.Below(20)));
        }
    }

    public ReadOnlySpan<ulong> Barred => _barred;

    public IndexAnswer Check(int customer) => _contacts.Check(customer, Today);
}
