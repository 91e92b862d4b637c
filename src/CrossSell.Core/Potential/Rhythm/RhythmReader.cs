namespace CrossSell.Potential;

/// <summary>Reads rhythms off the rows of a history, which stand by customer and then by time.</summary>
internal sealed class RhythmReader
{
    private const int CustomersOfChunk = 4096;

    private readonly HistoryColumns _columns;
    private readonly DateTime _asOf;
    private readonly bool[] _isSubscription;
    private readonly int[] _occasions;
    private readonly long[] _first;
    private readonly long[] _last;
    private readonly double[] _medianGaps;
    private readonly double[] _repeatSpend;
    private readonly long[] _heldUntil;

    public RhythmReader(PurchaseHistory history, DateTime asOf, ProductCatalog catalog)
    {
        _columns = history.Columns;
        _asOf = asOf;
        _isSubscription = Subscriptions(_columns, catalog);
        int customers = history.Customers.Count;
        _occasions = new int[customers];
        _first = Filled(customers, long.MinValue);
        _last = Filled(customers, long.MinValue);
        _medianGaps = Filled(customers, double.NaN);
        _repeatSpend = Filled(customers, double.NaN);
        _heldUntil = Filled(customers, long.MinValue);
    }

    public CustomerRhythms Read(int threads)
    {
        int chunks = (_occasions.Length + CustomersOfChunk - 1) / CustomersOfChunk;
        if (_columns.Times is not null)
        {
            Parallel.For(0, chunks, new ParallelOptions { MaxDegreeOfParallelism = threads }, chunk =>
            {
                var gaps = new List<int>();
                int end = Math.Min(_occasions.Length, (chunk + 1) * CustomersOfChunk);
                for (int customer = chunk * CustomersOfChunk; customer < end; customer++)
                {
                    ReadCustomer(customer, gaps);
                }
            });
        }

        return new CustomerRhythms(_columns.CustomerIds, _asOf, _occasions, _first, _last, _medianGaps, _repeatSpend, _heldUntil);
    }

    private static T[] Filled<T>(int length, T value)
    {
        var array = new T[length];
        Array.Fill(array, value);
        return array;
    }

    private static bool[] Subscriptions(HistoryColumns columns, ProductCatalog catalog)
    {
        var found = new bool[columns.ProductIds.Count];
        for (int row = 0; row < columns.Count && columns.Untils is not null; row++)
        {
            found[columns.Products[row]] |= columns.Untils[row] != RawRows.NoTime;
        }

        for (int p = 0; p < found.Length; p++)
        {
            found[p] &= !(catalog.TryGet(new ProductId(columns.ProductIds[p]), out Product? product) && product.Kind == ProductKind.Repurchasable);
        }

        return found;
    }

    private void ReadCustomer(int customer, List<int> gaps)
    {
        gaps.Clear();
        long[] times = _columns.Times!;
        long day = long.MinValue;
        double spend = double.NaN;
        var repeat = (Sum: 0.0, Count: 0);
        for (int row = _columns.CustomerStarts[customer]; row < _columns.CustomerStarts[customer + 1]; row++)
        {
            if (times[row] == RawRows.NoTime || times[row] >= _asOf.Ticks)
            {
                continue;
            }

            if (_isSubscription[_columns.Products[row]])
            {
                long until = _columns.Untils is null || _columns.Untils[row] == RawRows.NoTime ? long.MaxValue : _columns.Untils[row];
                _heldUntil[customer] = Math.Max(_heldUntil[customer], until);
                continue;
            }

            long today = times[row] - (times[row] % TimeSpan.TicksPerDay);
            if (today != day)
            {
                repeat = Add(repeat, spend, _occasions[customer]);
                if (_occasions[customer]++ == 0)
                {
                    _first[customer] = today;
                }
                else
                {
                    gaps.Add((int)((today - day) / TimeSpan.TicksPerDay));
                }

                day = today;
                spend = 0;
            }

            spend += _columns.Revenues is null ? double.NaN : _columns.Revenues[row];
        }

        repeat = Add(repeat, spend, _occasions[customer]);
        _last[customer] = day;
        _medianGaps[customer] = Medians.Of(gaps);
        _repeatSpend[customer] = repeat.Count == 0 ? double.NaN : repeat.Sum / repeat.Count;
    }

    // An occasion counts when it is over, the first never.
    private static (double Sum, int Count) Add((double Sum, int Count) repeat, double spend, int occasion) =>
        occasion > 1 && spend > 0 ? (repeat.Sum + spend, repeat.Count + 1) : repeat;
}
