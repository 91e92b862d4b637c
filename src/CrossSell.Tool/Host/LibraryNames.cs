namespace CrossSell.Tool;

/// <summary>The library speaks of its properties; here they are options.</summary>
internal static class LibraryNames
{
    private static readonly (string Property, string Option)[] s_purchases =
    [
        ("set PurchaseColumns.", "say PurchaseColumns."),
        ("PurchaseColumns.Product", "--product-column"),
        ("PurchaseColumns.Customer", "--customer-column"),
        ("PurchaseColumns.Basket", "--basket-column"),
        ("PurchaseColumns.Time", "--time-column"),
        ("PurchaseColumns.Quantity", "--quantity-column"),
        ("PurchaseColumns.Revenue", "--revenue-column"),
        ("PurchaseColumns.HeldUntil", "--until-column"),
    ];

    private static readonly string[] s_catalogRoles = ["Product", "Name", "Category", "Kind", "Margin"];

    public static string InPurchases(string message)
    {
        foreach ((string property, string option) in s_purchases)
        {
            message = message.Replace(property, option, StringComparison.Ordinal);
        }

        return message;
    }

    public static string InCatalog(string message)
    {
        message = message.Replace("set CsvCatalogOptions.", "say CsvCatalogOptions.", StringComparison.Ordinal);
        foreach (string property in s_catalogRoles)
        {
            string role = property.ToLowerInvariant();
            string option = $"--catalog-{role}-column";
            message = message.Replace($"CsvCatalogOptions.{property}", option, StringComparison.Ordinal);
            if (message.Contains($"one column for the {role},", StringComparison.Ordinal))
            {
                message = message.Replace("choose with CsvCatalogOptions", $"choose with {option}", StringComparison.Ordinal);
            }
        }

        return message;
    }
}
