using CrossSell.ContactPolicy;

namespace CrossSell.Benchmarks.Generated;

/// <summary>A campaign to all customers of a model: up to four products that each declined, and "at most 2 contacts in 7 days".</summary>
internal sealed class CampaignCase
{
    private const int MostDeclined = 4;
    private const int Offers = 10;

    private static readonly DateOnly Today = new(2026, 1, 31);

    private readonly CrossSellModel _model;
    private readonly int[] _declined;
    private readonly DayContactIndex _contacts;

    public CampaignCase(CrossSellModel model)
    {
        _model = model;
        int customers = model.History!.Customers.Count;
        _declined = new int[MostDeclined * customers];
        _contacts = DayContactIndex.For(ContactRule.AtMost(2).WithinDays(7), customers, Today.AddDays(-40));
        var random = new SeededNumbers(11);
        for (int i = 0; i < _declined.Length; i++)
        {
            _declined[i] = random.Below(2) == 0 ? -1 : random.Below(model.Products.Count);
        }

        for (int contact = 0; contact < 2 * customers; contact++)
        {
            _contacts.Add(random.Below(customers), Today.AddDays(-random.Below(28)));
        }
    }

    /// <summary>Makes all offers and adds them up: how many customers got some, how many offers there are, and a number that any other offer or order would change.</summary>
    public (long Customers, long Offers, ulong Digest) Run(int threads)
    {
        long reached = 0;
        long offers = 0;
        ulong digest = 0;
        var options = new BatchOptions { Count = Offers, MaxThreads = threads, Barred = Bar, Contact = customer => _contacts.Check(customer, Today) };
        _model.RecommendAll(options, block =>
        {
            for (int place = 0; place < block.Count; place++)
            {
                ReadOnlySpan<ScoredProduct> best = block.OffersAt(place);
                reached += best.IsEmpty ? 0 : 1;
                offers += best.Length;
                foreach (ScoredProduct offer in best)
                {
                    digest = unchecked((digest * 31) + (ulong)(uint)offer.Product + ((ulong)BitConverter.DoubleToInt64Bits(offer.Score) >> 20));
                }
            }
        });
        return (reached, offers, digest);
    }

    private void Bar(int customer, Span<ulong> barred)
    {
        foreach (int product in _declined.AsSpan(MostDeclined * customer, MostDeclined))
        {
            if (product >= 0)
            {
                barred[product >> 6] |= 1UL << product;
            }
        }
    }
}
