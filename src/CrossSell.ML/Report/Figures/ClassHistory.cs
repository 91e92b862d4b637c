namespace CrossSell.ML.Report;

/// <summary>The classes as of earlier instants, each as a report of that day would have told them, and how customers moved until now.</summary>
internal sealed class ClassHistory
{
    private const int Year = 365;

    public ClassHistory(StudyBase now, PurchaseHistory history, ProductCatalog? catalog, CancellationToken cancellation)
    {
        DateTime[] dates = Dates(now);
        var snapshots = new List<ValueClassSnapshot>();
        foreach (DateTime date in dates)
        {
            (StudyBase then, int[] placeOf) = AsOf(now, history, catalog, date, cancellation);
            snapshots.Add(Snapshot(now, then, placeOf));
            Test = BackTest.Of(then, now) ?? Test;
        }

        Snapshots = [.. snapshots, now.Classes.Snapshot];
        Moves = [.. Snapshots.Zip(Snapshots.Skip(1), ValueClassMoves.Between)];
    }

    /// <summary>The earlier ones in the order of time, and last the one of now.</summary>
    public IReadOnlyList<ValueClassSnapshot> Snapshots { get; }

    /// <summary>From each of them to the next; empty where nothing earlier is looked at.</summary>
    public IReadOnlyList<ValueClassMoves> Moves { get; }

    /// <summary>How probabilities of the latest of the earlier days did whose horizon has passed; null where there is none.</summary>
    public BackTest? Test { get; }

    /// <summary>How a customer's class came about: judged at each instant, and changed by the ledger between.</summary>
    public IReadOnlyList<ValueClassChange> LineOf(StudyBase now, int customer) => ValueClassHistory.Of(
        Snapshots.Where(snapshot => snapshot.ValueOf(customer) is not null).Select(snapshot => (snapshot.At, snapshot.ValueOf(customer)!.Value)),
        now.FactsOf(customer)?.ClassChanges.Where(change => change.At <= now.Book.At) ?? []);

    // Without dates that are asked for a year ago, where a whole year of purchases lies before that too.
    private static DateTime[] Dates(StudyBase now)
    {
        (DateTime? asOf, DateTime? first) = (now.Book.AsOf, now.Book.History.FirstTime);
        if (now.Options.ClassDates is not { } asked)
        {
            return asOf is { } day && first is { } begin && (day - begin).TotalDays >= 2 * Year ? [day.AddDays(-Year)] : [];
        }

        foreach (DateTime date in asked)
        {
            if (!(date < asOf && date >= first))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"{nameof(PotentialReportOptions.ClassDates)} has {date:yyyy-MM-dd}; expected is a day from the first purchase on ({(first is { } f ? f.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : "none has a time")}) and before now."));
            }
        }

        return [.. asked.Distinct().Order()];
    }

    // Made of what was known: the purchases up to then, of those who were customers, and products that had been bought where no list names any.
    private static (StudyBase Then, int[] PlaceOf) AsOf(StudyBase now, PurchaseHistory history, ProductCatalog? catalog, DateTime date, CancellationToken cancellation)
    {
        PurchaseHistory before = history.Before(date.AddTicks(1));
        PurchaseHistory known = before.WithoutCustomers(before.Customers.Where((_, c) => before.RowsOf(c).GetOffsetAndLength(before.Count).Length == 0).Select(id => new CustomerId(id)));
        bool[] sold = new bool[known.Products.Count];
        for (int row = 0; row < known.Count; row++)
        {
            sold[known.ProductOfRow[row]] = true;
        }

        ProductCatalog listed = catalog is { Count: > 0 } ? catalog : new ProductCatalog(known.Products.Where((_, p) => sold[p]).Select(id => new Product { Id = new ProductId(id) }));
        int[] placeOf = [.. known.Customers.Select(id => now.Book.History.Customers.IndexOf(id))];
        return (new StudyBase(known, listed, now.Options.At(date, placeOf), cancellation), placeOf);
    }

    // In the places of now.
    private static ValueClassSnapshot Snapshot(StudyBase now, StudyBase then, int[] placeOf)
    {
        double[] yields = [.. Enumerable.Repeat(double.NaN, now.Book.Customers)];
        double[] potentials = [.. yields];
        for (int k = 0; k < placeOf.Length; k++)
        {
            (yields[placeOf[k]], potentials[placeOf[k]]) = (then.Spend.Totals[k], then.Classes.Potentials[k]);
        }

        return ValueClassSnapshot.Of(then.Book.At, yields, potentials, then.Classes.Rule, c => ValueClassHistory.ContactClassAt(now.FactsOf(c)?.ClassChanges ?? [], then.Book.At));
    }
}
