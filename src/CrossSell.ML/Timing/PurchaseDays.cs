namespace CrossSell.ML;

/// <summary>On which days each customer bought each product, before an instant: pairs of customer and product in compressed sparse rows, and the days of each pair.</summary>
internal sealed class PurchaseDays
{
    private PurchaseDays(int products)
    {
        Products = products;
    }

    public int Products { get; }

    /// <summary>The last day that was observed.</summary>
    public int End { get; private init; }

    /// <summary>For each customer the day of his first purchase of anything, from which on he is observed; <see cref="int.MaxValue"/> when none has a time.</summary>
    public required int[] Entry { get; init; }

    /// <summary>For each customer his first pair.</summary>
    public required int[] PairStarts { get; init; }

    public required int[] CustomerOf { get; init; }

    public required int[] ProductOf { get; init; }

    /// <summary>Whether the pair was bought at a time that nobody knows, which counts as before all others.</summary>
    public required bool[] Undated { get; init; }

    public required int[] DayStarts { get; init; }

    /// <summary>The days of each pair, ascending, each once.</summary>
    public required int[] Days { get; init; }

    /// <summary>For each product the place of its first pair in <see cref="Buyers"/>.</summary>
    public required int[] BuyerStarts { get; init; }

    /// <summary>The pairs of each product, by customer.</summary>
    public required int[] Buyers { get; init; }

    public ReadOnlySpan<int> DaysOf(int pair) => Days.AsSpan(DayStarts[pair], DayStarts[pair + 1] - DayStarts[pair]);

    public ReadOnlySpan<int> BuyersOf(int product) => Buyers.AsSpan(BuyerStarts[product], BuyerStarts[product + 1] - BuyerStarts[product]);

    /// <summary>A customer's pair with a product; -1 when there is none.</summary>
    public int PairOf(int customer, int product)
    {
        int start = PairStarts[customer];
        int at = ProductOf.AsSpan(start, PairStarts[customer + 1] - start).BinarySearch(product);
        return at < 0 ? -1 : start + at;
    }

    /// <summary>The first day of a pair on which the product is a first purchase that could be seen coming; null when it was there from the beginning, or at an unknown time.</summary>
    public int? FirstSeen(int pair)
    {
        int entry = Entry[CustomerOf[pair]];
        ReadOnlySpan<int> days = DaysOf(pair);
        return !Undated[pair] && days.Length > 0 && days[0] > entry ? days[0] : null;
    }

    public static PurchaseDays Of(PurchaseHistory history, DateTime before) =>
        Of(history.Customers.Count, history.Products.Count, before, (customer, rows) => Read(history, customer, before, rows));

    /// <summary>The same from pairs, which know the first and the last time only.</summary>
    public static PurchaseDays Of(PurchaseMatrix purchases, DateTime before) =>
        Of(purchases.Customers.Count, purchases.Products.Count, before, (customer, rows) => Read(purchases[customer], rows));

    private static PurchaseDays Of(int customers, int products, DateTime before, Action<int, List<(int Product, int Day)>> read)
    {
        var pairStarts = new int[customers + 1];
        var entry = new int[customers];
        List<int> customerOf = [], productOf = [], dayStarts = [0], days = [];
        List<bool> undated = [];
        var rows = new List<(int Product, int Day)>();
        for (int c = 0; c < customers; c++)
        {
            rows.Clear();
            read(c, rows);
            entry[c] = int.MaxValue;
            for (int at = 0; at < rows.Count;)
            {
                (int product, int first) = rows[at];
                customerOf.Add(c);
                productOf.Add(product);
                undated.Add(first == int.MinValue);
                for (; at < rows.Count && rows[at].Product == product; at++)
                {
                    int day = rows[at].Day;
                    if (day != int.MinValue && (days.Count == dayStarts[^1] || days[^1] != day))
                    {
                        days.Add(day);
                        entry[c] = Math.Min(entry[c], day);
                    }
                }

                dayStarts.Add(days.Count);
            }

            pairStarts[c + 1] = productOf.Count;
        }

        (int[] buyerStarts, int[] buyers) = Transpose(productOf, products);
        return new PurchaseDays(products)
        {
            End = (int)((before.Ticks - 1) / TimeSpan.TicksPerDay),
            Entry = entry,
            PairStarts = pairStarts,
            CustomerOf = [.. customerOf],
            ProductOf = [.. productOf],
            Undated = [.. undated],
            DayStarts = [.. dayStarts],
            Days = [.. days],
            BuyerStarts = buyerStarts,
            Buyers = buyers,
        };
    }

    // By product, then day; a row without a time comes first.
    private static void Read(PurchaseHistory history, int customer, DateTime before, List<(int Product, int Day)> rows)
    {
        Range range = history.RowsOf(customer);
        for (int row = range.Start.Value; row < range.End.Value; row++)
        {
            DateTime? time = history.TimeOf(row);
            if (time is null || time < before)
            {
                rows.Add((history.ProductOfRow[row], time is { } known ? (int)(known.Ticks / TimeSpan.TicksPerDay) : int.MinValue));
            }
        }

        rows.Sort();
    }

    private static void Read(in CustomerPurchases purchases, List<(int Product, int Day)> rows)
    {
        for (int at = 0; at < purchases.Count; at++)
        {
            rows.Add((purchases.Products[at], DayOf(purchases.First[at])));
            rows.Add((purchases.Products[at], DayOf(purchases.Last[at])));
        }

        static int DayOf(long time) => time == long.MinValue ? int.MinValue : (int)(time / TimeSpan.TicksPerDay);
    }

    private static (int[] Starts, int[] Pairs) Transpose(List<int> productOf, int products)
    {
        var starts = new int[products + 1];
        foreach (int product in productOf)
        {
            starts[product + 1]++;
        }

        for (int p = 0; p < products; p++)
        {
            starts[p + 1] += starts[p];
        }

        int[] next = starts[..^1];
        var pairs = new int[productOf.Count];
        for (int pair = 0; pair < pairs.Length; pair++)
        {
            pairs[next[productOf[pair]]++] = pair;
        }

        return (starts, pairs);
    }
}
