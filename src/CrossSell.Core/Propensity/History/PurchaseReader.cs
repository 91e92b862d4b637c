namespace CrossSell;

/// <summary>Reads the values of <see cref="HistoryFeatures"/> off one customer's pairs, without allocating.</summary>
/// <remarks>Training and scoring of rankings both read by it. A product counts as owned once it stands among the pairs. Immutable and thread-safe.</remarks>
internal sealed class PurchaseReader
{
    /// <summary>A twelfth of 365.25 days, in days.</summary>
    private const double Month = 365.25 / 12;

    private readonly int _columns;
    private readonly int[] _owns;
    private readonly int[] _since;
    private readonly int[] _category;
    private readonly int[] _counted;
    private readonly int _sinceLast;
    private readonly int _sinceFirst;
    private readonly int _products;

    /// <param name="features">The columns.</param>
    /// <param name="products">The ids of the products, by their places.</param>
    public PurchaseReader(HistoryFeatures features, IReadOnlyList<string> products)
    {
        _columns = features.Columns.Count;
        Dictionary<(HistoryFeatureKind, string), int> places = Enumerable.Range(0, _columns)
            .ToDictionary(place => (features.Columns[place].Kind, features.Columns[place].Subject ?? ""), place => place);
        _owns = [.. products.Select(id => places.GetValueOrDefault((HistoryFeatureKind.Owns, id), -1))];
        _since = [.. products.Select(id => places.GetValueOrDefault((HistoryFeatureKind.MonthsSinceProduct, id), -1))];
        _category = [.. products.Select(id => features.Categories.TryGetValue(id, out string? category) ? places.GetValueOrDefault((HistoryFeatureKind.OwnsCategory, category), -1) : -1)];
        _counted = [.. Enumerable.Range(0, _columns).Where(place => features.Columns[place] is { IsIndicator: true })];
        _sinceLast = places.GetValueOrDefault((HistoryFeatureKind.MonthsSinceLast, ""), -1);
        _sinceFirst = places.GetValueOrDefault((HistoryFeatureKind.MonthsSinceFirst, ""), -1);
        _products = places.GetValueOrDefault((HistoryFeatureKind.Products, ""), -1);
    }

    /// <summary>Writes one number a column, NaN where it is not known.</summary>
    public void Read(in CustomerPurchases customer, Span<double> values)
    {
        values[.._columns].Fill(double.NaN);
        foreach (int place in _counted)
        {
            values[place] = 0;
        }

        double last = double.NaN;
        double first = double.NaN;
        for (int at = 0; at < customer.Count; at++)
        {
            int product = customer.Products[at];
            double months = customer.DaysSinceLast(at) / Month;
            Set(values, _owns[product], 1);
            Set(values, _category[product], 1);
            Set(values, _since[product], months);
            last = months < last || double.IsNaN(last) ? months : last;
            if (customer.HasTimes && customer.First[at] != long.MinValue)
            {
                double since = (customer.AsOf - customer.First[at]) / (double)TimeSpan.TicksPerDay / Month;
                first = since > first || double.IsNaN(first) ? since : first;
            }
        }

        Set(values, _sinceLast, last);
        Set(values, _sinceFirst, first);
        Set(values, _products, customer.Count);
    }

    private static void Set(Span<double> values, int place, double value)
    {
        if (place >= 0)
        {
            values[place] = value;
        }
    }
}
