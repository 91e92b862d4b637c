namespace CrossSell.Tests;

/// <summary>What loading means, said as simply as possible: lists, sorting and searching, one purchase after another.</summary>
internal sealed class PlainLoader
{
    private readonly PurchaseHistoryOptions _options;
    private readonly List<HistoryRow> _taken = [];

    public PlainLoader(PurchaseHistoryOptions options, IEnumerable<Purchase> purchases)
    {
        _options = options;
        foreach (Purchase purchase in purchases)
        {
            Report = Report with { RowsRead = Report.RowsRead + 1 };
            Take(purchase);
        }

        Customers = [.. _taken.Select(r => r.Customer).OfType<string>().Distinct(StringComparer.Ordinal)];
        IEnumerable<string> anonymous = _taken.Select(r => r.Basket).OfType<string>().Distinct(StringComparer.Ordinal);
        IEnumerable<Func<HistoryRow, bool>> groups = Customers.Select(c => (Func<HistoryRow, bool>)(r => r.Customer == c))
            .Concat(anonymous.Select(b => (Func<HistoryRow, bool>)(r => r.Customer is null && r.Basket == b)));
        Rows = [.. groups.SelectMany(g => Settle([.. _taken.Where(g)]))];
        Report = Report with { RowsKept = Rows.Count };
    }

    public LoadReport Report { get; private set; } = new();

    public IReadOnlyList<string> Customers { get; }

    public IReadOnlyList<HistoryRow> Rows { get; }

    private void Take(Purchase purchase)
    {
        HistoryRow row = HistoryRow.Of(purchase);
        bool future = row.Time > _options.AsOf;
        if (string.IsNullOrWhiteSpace(row.Product)
            || (row.Customer is null && row.Basket is null)
            || !double.IsFinite(row.Quantity)
            || (row.Quantity <= 0 && _options.Returns == ReturnHandling.Reject)
            || row.Until < row.Time
            || (future && _options.FutureRows == FutureHandling.Reject))
        {
            Report = Report with { BadRowCount = Report.BadRowCount + 1 };
        }
        else if (future)
        {
            Report = Report with { FutureRows = Report.FutureRows + 1 };
        }
        else if (row.Quantity == 0)
        {
            Report = Report with { ZeroQuantityRows = Report.ZeroQuantityRows + 1 };
        }
        else if (row.Quantity < 0 && _options.Returns == ReturnHandling.Ignore)
        {
            Report = Report with { ReturnsUnmatched = Report.ReturnsUnmatched + 1 };
        }
        else
        {
            _taken.Add(row);
        }
    }

    private List<HistoryRow> Settle(List<HistoryRow> rows)
    {
        int duplicates = rows.Count - rows.Distinct().Count();
        Report = Report with { DuplicateRows = Report.DuplicateRows + duplicates };
        if (_options.Duplicates == DuplicateHandling.Drop)
        {
            rows = [.. rows.Distinct()];
        }

        rows.Sort();
        var stay = new List<HistoryRow>();
        foreach (HistoryRow row in rows)
        {
            if (row.Quantity > 0)
            {
                stay.Add(row);
            }
            else
            {
                GiveBack(stay, row.Product, -row.Quantity);
            }
        }

        stay.Sort();
        return stay;
    }

    private void GiveBack(List<HistoryRow> stay, string product, double back)
    {
        bool matched = false;
        for (int i = stay.Count - 1; i >= 0 && back > 0; i--)
        {
            HistoryRow bought = stay[i];
            if (bought.Product != product)
            {
                continue;
            }

            matched = true;
            double taken = Math.Min(back, bought.Quantity);
            back -= taken;
            if (taken == bought.Quantity)
            {
                stay.RemoveAt(i);
                Report = Report with { PurchasesReturned = Report.PurchasesReturned + 1 };
            }
            else
            {
                double left = bought.Quantity - taken;
                stay[i] = bought with { Quantity = left, Revenue = bought.Revenue * (left / bought.Quantity) };
            }
        }

        Report = matched
            ? Report with { ReturnsMatched = Report.ReturnsMatched + 1 }
            : Report with { ReturnsUnmatched = Report.ReturnsUnmatched + 1 };
    }
}
