using CrossSell.Benchmarks.Baselines;
using CrossSell.Benchmarks.Generated;
using CrossSell.ContactPolicy;

namespace CrossSell.Benchmarks.Scoring;

/// <summary>Ten offers for one customer after another of a generated market: our ways and the naive one, which first give the same.</summary>
internal sealed class OneCustomer
{
    private const int Offers = 10;
    private const int RulesCompared = 3_000_000;
    private const int ReadsCounted = 40;

    private readonly ScoredProduct[] _best = new ScoredProduct[Offers];
    private readonly ScoringCase _made;
    private readonly LinqScorer _naive;
    private readonly DeskLimits _limits;
    private int _next;

    /// <param name="size">The market.</param>
    /// <param name="withPropensity">Whether facts about customers and weights take part beside the rules.</param>
    public OneCustomer(ScoringSize size, bool withPropensity = false)
    {
        _made = size.Make(withPropensity);
        _naive = _made.NaiveScorer();
        _limits = new DeskLimits(_made.Model.Products.Count, size.Customers);
        // The naive way takes a third of a second where there are half a million rules.
        for (int i = Math.Clamp(RulesCompared / (1 + _made.Model.RuleCount), 6, 50); i > 0; i--)
        {
            CustomerId customer = Next();
            int found = _made.Model.Recommend(customer, _best);
            SameAnswer.Check(
                string.Join(' ', _naive.Recommend(customer.Value, Offers).Select(offer => offer.Product)),
                string.Join(' ', _best.Take(found).Select(offer => _made.Model.Products[offer.Product].Id.Value)));
        }
    }

    public CrossSellModel Model => _made.Model;

    public CustomerId[] Customers => _made.Customers;

    /// <summary>What decisions must read, on average of some customers.</summary>
    public DecisionReads Reads => _made.Reads(ReadsCounted);

    public int Naive() => _naive.Recommend(Next().Value, Offers).Count;

    public int Span() => _made.Model.Recommend(Next(), _best);

    /// <summary>The same customer each time: what is left when caches and branches hold no surprise.</summary>
    public int SpanAgain() => _made.Model.Recommend(_made.Customers[_next], _best);

    public int Desk() => DeskFor(Step());

    /// <summary>The same customer each time, one who may be contacted.</summary>
    public int DeskAgain()
    {
        while (_limits.Check(_next) != IndexAnswer.Admitted)
        {
            Step();
        }

        return DeskFor(_next);
    }

    public int Explained() => _made.Model.Recommend(Next(), Offers).Count;

    private int DeskFor(int customer) => _made.Model.Recommend(_made.Customers[customer], _limits.Barred, _limits.Check(customer), _best);

    private CustomerId Next() => _made.Customers[Step()];

    private int Step() => _next = (_next + 1) % _made.Customers.Length;
}
