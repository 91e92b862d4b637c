namespace CrossSell.Tool;

/// <summary>The library speaks of its properties; here they are options.</summary>
internal static class LibraryNames
{
    private const string Culture = "set the culture, e.g. de-DE";
    private const string CultureOption = "say --culture de-DE";

    private const string Encoding = "in another encoding than the one it is read with";
    private const string EncodingOption = Encoding + ": say --encoding windows-1252, or whichever it is";

    private static readonly (string Property, string Option)[] s_records =
    [
        (Culture, CultureOption),
        (Encoding, EncodingOption),
        ("for other notations give the date format", "for other notations say --date-format, such as --date-format MM/dd/yyyy"),
        ("e.g. with the date format dd/MM/yyyy or MM/dd/yyyy", "by --date-format dd/MM/yyyy or --date-format MM/dd/yyyy"),
    ];

    private static readonly (string Property, string Option)[] s_purchases =
    [
        .. s_records,
        ("set PurchaseColumns.", "say PurchaseColumns."),
        ("PurchaseColumns.Product", "--product-column"),
        ("PurchaseColumns.Customer", "--customer-column"),
        ("PurchaseColumns.Basket", "--basket-column"),
        ("PurchaseColumns.Time", "--time-column"),
        ("PurchaseColumns.Quantity", "--quantity-column"),
        ("PurchaseColumns.Revenue", "--revenue-column"),
        ("PurchaseColumns.HeldUntil", "--until-column"),
    ];

    private static readonly (string Property, string Option)[] s_table =
    [
        ("for other words set PositiveLabel", "for other words say by --positive which means yes"),
        ("name it as a missing value, or give the column's kind as Categorical", "name it by --missing as a gap, or give the column's kind by --kind COLUMN=categorical"),
        ("make it the key, ignore it, or raise MaxLevels", "make it the key by --key-column, leave it out by --ignore, or raise --max-levels"),
        .. s_records,
        ("Give it with CustomerTableBuilder.WithDate.", "Name it by --date-column or --as-of, or leave the columns out by --ignore."),
        ("and the table does not say on which day the customers are looked at", "and --date-column or --as-of does not say on which day the customers are looked at"),
        ("or lower MinBuyers", "or lower --min-buyers"),
        ("protected ones are not switched on", "--use-protected is not given"),
    ];

    private static readonly (string Property, string Option)[] s_ledger =
    [
        ("The ContactPointKey is not the one that this store was first used with", "the key of --key-file is not the one that this ledger was first used with"),
        ("which is no ledger; expected one that is made already", "which is no ledger; 'crosssell ledger init' makes one"),
    ];

    private static readonly string[] s_catalogRoles = ["Product", "Name", "Category", "Kind", "Margin"];

    public static string InPurchases(string message) => Replaced(message, s_purchases);

    public static string InRecords(string message) => Replaced(message, s_records);

    public static string InTable(string message) => Replaced(message, s_table);

    /// <summary>What is wrong with a campaign, as its file calls it.</summary>
    public static string InCampaign(Exception wrong) => WithoutParameter(wrong).Replace("Give it a Holdout before", "Give it a \"holdout\" before", StringComparison.Ordinal);

    /// <summary>A message without the name that a method's parameter has.</summary>
    public static string WithoutParameter(Exception wrong) =>
        wrong is ArgumentException { ParamName: { } name } ? wrong.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : wrong.Message;

    public static string InLedger(string message) => Replaced(message, s_ledger);

    public static string InCatalog(string message)
    {
        message = InRecords(message).Replace("set CsvCatalogOptions.", "say CsvCatalogOptions.", StringComparison.Ordinal);
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

    private static string Replaced(string message, IEnumerable<(string Property, string Option)> names)
    {
        foreach ((string property, string option) in names)
        {
            message = message.Replace(property, option, StringComparison.Ordinal);
        }

        return message;
    }
}
