namespace CrossSell.Tool;

/// <summary>What is said about --customers where it does not fit purchases or model.</summary>
internal static class KnownCustomers
{
    /// <summary>Runs what refuses tables that do not fit, and says so as the user's matter.</summary>
    public static T Refused<T>(Func<T> run, string? path)
    {
        try
        {
            return run();
        }
        catch (ArgumentException e) when (path is not null)
        {
            throw new FailureException($"{path}: {LibraryNames.WithoutParameter(e)}", e);
        }
    }

    /// <summary>The columns that the model looks at, in the kinds that they had.</summary>
    /// <exception cref="FailureException">It learned from no customers, so a table of them moves nothing.</exception>
    public static IReadOnlyList<(string Name, CustomerColumnKind Kind)> Required(CrossSellModel model, string path) =>
        model.Ranking is { Features.Facts: { } schema } ? [.. schema.Columns.Where(column => Fields(model).Contains(column.Name)).OrderBy(column => column.Name, StringComparer.Ordinal).Select(column => (column.Name, column.Kind))]
        : model is { Ranking: null, Propensity: { } propensity } ? [.. propensity.Fields.Where(field => field.Source is null).Select(field => (field.Name, field.Kind))]
        : throw new FailureException($"{path} has {(model.Ranking is null ? "rules alone" : "purchases alone")} and nothing to look up in --customers; 'crosssell fit --customers' makes a model that has.");

    // Of a ranking those of its part about attributes, with purchases or without.
    private static HashSet<string> Fields(CrossSellModel model) =>
    [
        .. new[] { model.Propensity, model.Ranking?.Propensity?.ByFacts }.OfType<ProductPropensity>().SelectMany(propensity => propensity.Fields).Where(field => field.Source is null).Select(field => field.Name),
    ];

    /// <summary>Refuses contacts that a model cannot use.</summary>
    /// <exception cref="FailureException">It learned from none.</exception>
    public static void RequireContacts(CrossSellModel model, string path, bool given)
    {
        if (given && !LearnedFromContacts(model))
        {
            throw new FailureException($"{path} learned from no contacts, so --contacts would change nothing; 'crosssell fit --contacts' makes a model that does.");
        }
    }

    private static bool LearnedFromContacts(CrossSellModel model) => model.Ranking is { } ranking ? ranking.Features.Facts is { HasContacts: true }
        : model.Propensity is { } propensity && propensity.Fields.Any(field => field.Source is { Kind: HistoryFeatureKind.Contacts or HistoryFeatureKind.Declines });

    /// <summary>Warns where the model looks at something that is not told.</summary>
    public static void WarnOfNone(Reporter reporter, CrossSellModel model, CustomerTable? customers, CustomerContacts? contacts)
    {
        if (contacts is null && LearnedFromContacts(model))
        {
            reporter.Warn($"the model learned from contacts as well; without --contacts nobody counts as contacted.");
        }

        string[] columns = [.. Fields(model).Order(StringComparer.Ordinal)];
        if (customers is null && columns.Length > 0)
        {
            reporter.Warn($"the model learned from {string.Join(", ", columns.Take(5))}{(columns.Length > 5 ? ", ..." : "")} as well; without --customers they count as unknown for everyone.");
        }
    }

    /// <summary>Warns of customers of the purchases who are not in the table.</summary>
    /// <exception cref="FailureException">None of them is.</exception>
    public static void Check(Reporter reporter, PurchaseHistory history, CustomerTable customers, string path)
    {
        var known = Enumerable.Range(0, customers.Count).Select(customers.Key).ToHashSet(StringComparer.Ordinal);
        int missing = history.Customers.Count(id => !known.Contains(id));
        if (missing == history.Customers.Count && missing > 0)
        {
            throw new FailureException(FormattableString.Invariant($"none of the {missing:N0} customers of the purchases is in {path}; is --customer-key the column with their ids?"));
        }

        if (missing > 0)
        {
            reporter.Warn(FormattableString.Invariant($"{missing:N0} of {history.Customers.Count:N0} customers of the purchases are not in {path}; what it would say of them counts as unknown."));
        }
    }
}
