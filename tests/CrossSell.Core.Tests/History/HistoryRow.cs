using System.Globalization;

namespace CrossSell.Tests;

/// <summary>One row as plain values, so that a history and an oracle are compared by what they say and not by how they keep it.</summary>
internal sealed record HistoryRow(
    string? Customer,
    string? Basket,
    DateTime? Time,
    string Product,
    double Quantity,
    double? Revenue,
    DateTime? Until,
    string? Seller,
    string? Channel,
    string Extras) : IComparable<HistoryRow>
{
    /// <summary>What the basket of this row is called: no two baskets of one history share it.</summary>
    public string BasketKey =>
        Basket is not null ? $"{Customer ?? "-"}|id {Basket}"
        : Time is { } time ? string.Create(CultureInfo.InvariantCulture, $"{Customer}|day {time:yyyy-MM-dd}")
        : $"{Customer}|rest";

    public static HistoryRow Of(Purchase p) => new(
        Blank(p.Customer), Blank(p.Basket), p.Time, p.Product, p.Quantity ?? 1, p.Revenue, p.HeldUntil, Blank(p.Seller), Blank(p.Channel), Text(p.Extras));

    /// <summary>Every row of a history, in its order.</summary>
    public static IReadOnlyList<HistoryRow> AllOf(PurchaseHistory history)
    {
        var rows = new HistoryRow[history.Count];
        for (int r = 0; r < rows.Length; r++)
        {
            int row = r;
            int basket = history.Columns.Baskets is { } baskets ? baskets[r] : -1;
            rows[r] = new HistoryRow(
                null,
                basket < 0 ? null : history.Columns.NumberedBaskets > 0 ? $"#{basket + 1}" : history.Columns.BasketIds[basket],
                history.TimeOf(r),
                history.Products[history.ProductOfRow[r]],
                history.QuantityOf(r),
                history.RevenueOf(r),
                history.HeldUntilOf(r),
                history.SellerOf(r),
                history.ChannelOf(r),
                Text(history.ExtraColumns.Where(c => history.ExtraOf(row, c) is not null).ToDictionary(c => c, c => history.ExtraOf(row, c)!, StringComparer.Ordinal)));
        }

        for (int c = 0; c < history.Customers.Count; c++)
        {
            (int start, int length) = history.RowsOf(c).GetOffsetAndLength(history.Count);
            for (int r = start; r < start + length; r++)
            {
                rows[r] = rows[r] with { Customer = history.Customers[c] };
            }
        }

        return rows;
    }

    /// <summary>The baskets of a history as lists of rows.</summary>
    public static IReadOnlyList<IReadOnlyList<HistoryRow>> BasketsOf(PurchaseHistory history)
    {
        IReadOnlyList<HistoryRow> rows = AllOf(history);
        return [.. Enumerable.Range(0, history.BasketCount).Select(b => history.RowsOfBasket(b).Select(r => rows[r]).ToArray())];
    }

    /// <summary>Within one customer or anonymous basket: time, product, purchase before return, then all the rest; what is absent comes first.</summary>
    public int CompareTo(HistoryRow? other)
    {
        ArgumentNullException.ThrowIfNull(other);
        int[] steps =
        [
            Nullable.Compare(Time, other.Time),
            PlainIdOrder.Compare(Product, other.Product),
            (Quantity < 0).CompareTo(other.Quantity < 0),
            Id(Basket, other.Basket),
            Quantity.CompareTo(other.Quantity),
            Nullable.Compare(Revenue, other.Revenue),
            Nullable.Compare(Until, other.Until),
            Id(Seller, other.Seller),
            Id(Channel, other.Channel),
            .. ExtraNames().Concat(other.ExtraNames()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(name => Id(Extra(name), other.Extra(name))),
        ];
        return Array.Find(steps, s => s != 0);
    }

    private IEnumerable<string> ExtraNames() => Extras.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(e => e[..e.IndexOf('=', StringComparison.Ordinal)]);

    private string? Extra(string name) =>
        Array.Find(Extras.Split(';'), e => e.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];

    private static int Id(string? left, string? right) =>
        left is null || right is null ? (left is not null).CompareTo(right is not null) : PlainIdOrder.Compare(left, right);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string Text(IReadOnlyDictionary<string, string>? extras) =>
        string.Join(';', (extras ?? new Dictionary<string, string>(StringComparer.Ordinal)).OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key}={e.Value}"));
}
