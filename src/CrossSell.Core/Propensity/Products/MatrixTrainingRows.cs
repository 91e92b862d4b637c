namespace CrossSell;

/// <summary>Makes the rows that products' propensity is learned from out of a matrix: what was known of customers at past instants of it, and what each then bought first.</summary>
/// <param name="purchases">Everything that may be known.</param>
/// <param name="features">Which columns purchases become.</param>
/// <param name="schema">What else is known of the customers; null for nothing.</param>
internal sealed class MatrixTrainingRows(PurchaseMatrix purchases, HistoryFeatures features, CustomerFactSchema? schema)
{
    private readonly PurchaseReader _reader = new(features, [.. purchases.Products]);
    private readonly double[] _values = new double[features.Columns.Count];
    private readonly List<double>[] _columns = [.. features.Columns.Select(_ => new List<double>())];
    private readonly List<double>[] _facts = [.. Enumerable.Range(0, schema?.Count ?? 0).Select(_ => new List<double>())];
    private readonly List<string> _keys = [];
    private readonly List<int> _snapshotOf = [];
    private readonly List<byte> _outcomes = [];

    private int Products => purchases.Products.Count;

    /// <summary>Rows at the snapshots of a plan.</summary>
    public ProductTrainingRows At(SnapshotPlan plan, int mostRows, CancellationToken cancellationToken)
    {
        PurchaseMatrix[] pasts = [.. plan.Snapshots.Select(purchases.Before)];
        Func<string, bool> takes = Sample(pasts.Sum(past => Enumerable.Range(0, past.Customers.Count).Count(customer => past[customer].Count > 0)), mostRows);
        byte[] outcome = new byte[Products];
        foreach (int customer in ById())
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int s = 0; s < pasts.Length && takes(purchases.Customers[customer]); s++)
            {
                CustomerPurchases known = pasts[s][customer];
                if (known.Count == 0)
                {
                    continue;
                }

                (long from, long until) = (plan.Snapshots[s].Ticks, (plan.Snapshots[s] + plan.Horizon).Ticks);
                CustomerPurchases all = purchases[customer];
                Array.Clear(outcome);
                for (int at = 0; at < all.Count; at++)
                {
                    outcome[all.Products[at]] = all.First[at] < from ? ProductTrainingRows.NotOpen : all.First[at] < until ? ProductTrainingRows.WasBought : ProductTrainingRows.NotBought;
                }

                Add(customer, known, s, outcome);
            }
        }

        return Build(plan);
    }

    /// <summary>Rows without times: a customer with one of his products taken away, which is the one to be found.</summary>
    public ProductTrainingRows LeavingOneOut(int mostRows, CancellationToken cancellationToken)
    {
        int all = Enumerable.Range(0, purchases.Customers.Count).Sum(customer => purchases[customer].Count > 1 ? purchases[customer].Count : 0);
        Func<string, bool> takes = Sample(all, mostRows);
        byte[] outcome = new byte[Products];
        foreach (int customer in ById())
        {
            cancellationToken.ThrowIfCancellationRequested();
            CustomerPurchases whole = purchases[customer];
            for (int taken = 0; taken < whole.Count && whole.Count > 1 && takes(purchases.Customers[customer]); taken++)
            {
                Array.Clear(outcome);
                foreach (int product in whole.Products)
                {
                    outcome[product] = ProductTrainingRows.NotOpen;
                }

                outcome[whole.Products[taken]] = ProductTrainingRows.WasBought;
                Add(customer, new PurchasesWithout(whole, [whole.Products[taken]]).View(whole), 0, outcome);
            }
        }

        return Build(plan: null);
    }

    // In the order of ids, so that the order in which purchases come in decides nothing.
    private int[] ById()
    {
        string[] ids = [.. purchases.Customers];
        int[] order = [.. Enumerable.Range(0, ids.Length)];
        Array.Sort(ids, order, StringComparer.Ordinal);
        return order;
    }

    private static Func<string, bool> Sample(int rows, int mostRows)
    {
        ulong least = rows <= mostRows ? 0 : (ulong)((1 - ((double)mostRows / rows)) * ulong.MaxValue);
        return id => least == 0 || CustomerSample.Hash(id) >= least;
    }

    private void Add(int customer, in CustomerPurchases known, int snapshot, byte[] outcome)
    {
        _reader.Read(known, _values);
        for (int column = 0; column < _columns.Length; column++)
        {
            _columns[column].Add(_values[column]);
        }

        for (int fact = 0; fact < _facts.Length; fact++)
        {
            _facts[fact].Add(known.Facts[fact]);
        }

        _keys.Add(purchases.Customers[customer]);
        _snapshotOf.Add(snapshot);
        _outcomes.AddRange(outcome);
    }

    private ProductTrainingRows Build(SnapshotPlan? plan)
    {
        var columns = new List<CustomerColumn>();
        for (int place = 0; place < _columns.Length; place++)
        {
            HistoryFeature feature = features.Columns[place];
            columns.Add(new CustomerColumn(feature.Name, feature.IsIndicator ? CustomerColumnKind.Boolean : CustomerColumnKind.Numeric, [.. _columns[place]], [], [], isProtected: false));
        }

        columns.AddRange(_facts.Select((numbers, place) => schema!.ColumnOf(place, [.. numbers])));
        DateOnly[]? dates = plan is null ? null : [.. _snapshotOf.Select(s => DateOnly.FromDateTime(plan.Snapshots[s]))];
        var table = new CustomerTable([.. columns], _keys.Count, [.. _keys], dates);
        Product[] products = [.. purchases.Products.Select(id => new Product { Id = new ProductId(id) })];
        return new ProductTrainingRows(table, products, plan, [.. _snapshotOf], [.. _outcomes], []);
    }
}
