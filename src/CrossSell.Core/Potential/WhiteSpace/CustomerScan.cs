namespace CrossSell.Potential;

/// <summary>Works out the states of one customer after another; one for each thread, with its own scratch.</summary>
internal sealed class CustomerScan(PurchaseHistory history, CategoryPlan plan, WhiteSpaceOptions options)
{
    private const CategoryState Open = (CategoryState)byte.MaxValue;

    private readonly HistoryColumns _columns = history.Columns;
    private readonly long _at = plan.Request.At.UtcTicks;
    private readonly long _recent = plan.Request.At.UtcTicks - Math.Min(options.RepurchaseWindow.Ticks, plan.Request.At.UtcTicks);
    private readonly int[] _mattersTo = new int[plan.Checker.Catalog.Count];
    private int _stamp;

    public void Run(int customer, Span<CategoryState> states, Span<ushort> offers)
    {
        states.Fill(Open);
        _stamp++;
        CustomerFacts? facts = options.Facts?.Invoke(new CustomerId(history.Customers[customer]));
        ReadRows(customer, states, holdings: facts is null);
        if (facts is not null)
        {
            ReadHoldings(facts, states);
        }

        CustomerFacts? known = facts;
        for (int k = 0; k < states.Length; k++)
        {
            if (states[k] == Open)
            {
                states[k] = options.IsRelevant is { } isRelevant && !isRelevant(customer, k)
                    ? CategoryState.NotRelevant
                    : Judge(customer, k, facts is not null, ref known, out offers[k]);
            }
        }
    }

    private void ReadRows(int customer, Span<CategoryState> states, bool holdings)
    {
        for (int row = _columns.CustomerStarts[customer]; row < _columns.CustomerStarts[customer + 1]; row++)
        {
            int product = plan.CatalogOf(_columns.Products[row]);
            long time = _columns.Times is { } times ? times[row] : RawRows.NoTime;
            if (product < 0 || time > _at || (plan.IsHeld[product] && !holdings))
            {
                continue;
            }

            bool owned = plan.IsHeld[product] ? !(Until(row) <= _at) : time != RawRows.NoTime && time >= _recent;
            foreach (int category in owned ? plan.Owns(product) : [])
            {
                states[category] = CategoryState.Owned;
            }

            foreach (int other in plan.MattersTo(product))
            {
                _mattersTo[other] = _stamp;
            }
        }
    }

    private void ReadHoldings(CustomerFacts facts, Span<CategoryState> states)
    {
        foreach (Ownership holding in facts.Holdings)
        {
            int product = plan.Checker.Catalog.TryGet(holding.Product, out Product? known) && known.Kind == ProductKind.Held ? plan.PlaceOf(holding.Product) : -1;
            if (product < 0 || holding.Until <= plan.Request.At || (holding.Source == OwnershipSource.Competitor && holding.From > plan.Request.At))
            {
                continue;
            }

            foreach (int category in plan.Owns(product))
            {
                states[category] = holding.Source == OwnershipSource.Competitor && states[category] != CategoryState.Owned ? CategoryState.Competitor : CategoryState.Owned;
            }
        }
    }

    private CategoryState Judge(int customer, int category, bool isKnown, ref CustomerFacts? facts, out ushort offer)
    {
        CategoryState state = CategoryState.Blocked;
        double best = double.NegativeInfinity;
        offer = 0;
        foreach (int product in plan.Products[category])
        {
            EligibilityVerdict verdict = plan.Defaults[product];
            if (isKnown || plan.AlwaysAsk || _mattersTo[product] == _stamp)
            {
                facts ??= FactsOf(customer);
                verdict = plan.Checker.Check(facts, plan.Checker.Catalog[product].Id, plan.Request);
            }

            if (!verdict.IsEligible)
            {
                state = state == CategoryState.Blocked && verdict.EligibleAgainAt is not null ? CategoryState.Cooling : state;
                continue;
            }

            double margin = options.Estimate?.Invoke(customer, product).ExpectedMargin ?? 0;
            if (state != CategoryState.Gap || margin > best)
            {
                (best, offer) = (margin, (ushort)product);
            }

            state = CategoryState.Gap;
        }

        return state;
    }

    private CustomerFacts FactsOf(int customer)
    {
        var holdings = new List<Ownership>();
        for (int row = _columns.CustomerStarts[customer]; row < _columns.CustomerStarts[customer + 1]; row++)
        {
            long time = _columns.Times is { } times ? times[row] : RawRows.NoTime;
            if (time <= _at)
            {
                long until = Until(row);
                holdings.Add(new Ownership(new ProductId(history.Products[_columns.Products[row]]))
                {
                    From = time == RawRows.NoTime ? null : new DateTimeOffset(time, TimeSpan.Zero),
                    Until = until == long.MaxValue ? null : new DateTimeOffset(until, TimeSpan.Zero),
                });
            }
        }

        return plan.Bare(new CustomerId(history.Customers[customer])) with { Holdings = holdings };
    }

    private long Until(int row) => _columns.Untils is { } untils && untils[row] != RawRows.NoTime ? untils[row] : long.MaxValue;
}
