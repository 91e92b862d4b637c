namespace CrossSell.Data;

/// <summary>From a borrowed row to a purchase that stands for itself.</summary>
internal static class PurchaseRows
{
    /// <summary>What every purchase needs; the rest is checked where a history is built.</summary>
    public static bool Check(in PurchaseRow row, out RowFault fault)
    {
        fault = default;
        if (row.Product.IsWhiteSpace())
        {
            fault = new RowFault("product", row.Product.ToString(), "a product id");
        }
        else if (row.Customer.IsWhiteSpace() && row.Basket.IsWhiteSpace())
        {
            fault = new RowFault("customer", row.Customer.ToString(), "a customer id, or a basket id for an anonymous purchase");
        }

        return fault.Column is null;
    }

    public static Purchase ToPurchase(in PurchaseRow row, IReadOnlyList<string> extraNames) => new()
    {
        Product = row.Product.ToString(),
        Customer = TextOf(row.Customer),
        Basket = TextOf(row.Basket),
        Time = row.Time,
        Quantity = row.Quantity,
        Revenue = row.Revenue,
        HeldUntil = row.HeldUntil,
        Seller = TextOf(row.Seller),
        Channel = TextOf(row.Channel),
        Extras = ExtrasOf(row.Extras, extraNames),
    };

    private static string? TextOf(ReadOnlySpan<char> text) => text.IsWhiteSpace() ? null : text.ToString();

    private static Dictionary<string, string>? ExtrasOf(ReadOnlySpan<string?> values, IReadOnlyList<string> names)
    {
        Dictionary<string, string>? extras = null;
        for (int i = 0; i < values.Length; i++)
        {
            if (!string.IsNullOrWhiteSpace(values[i]))
            {
                (extras ??= new Dictionary<string, string>(StringComparer.Ordinal))[names[i]] = values[i]!;
            }
        }

        return extras;
    }
}
