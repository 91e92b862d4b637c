namespace CrossSell.Tool;

/// <summary>What is said about purchases whose products are not those of the model.</summary>
internal static class KnownProducts
{
    /// <summary>Warns of products that the model cannot build on.</summary>
    public static void WarnOfUnknown(Reporter reporter, PurchaseHistory history, CrossSellModel model)
    {
        var known = model.Products.Select(product => product.Id.Value).ToHashSet(StringComparer.Ordinal);
        int unknown = history.Products.Count(id => !known.Contains(id));
        if (unknown > 0)
        {
            string are = history.Products.Count == 1 ? "product of the purchases is" : $"products of the purchases {(unknown == 1 ? "is" : "are")}";
            reporter.Warn(FormattableString.Invariant(
                $"{unknown:N0} of {history.Products.Count:N0} {are} unknown to the model; offers rest on the others. 'crosssell fit' on these purchases makes a model that knows them."));
        }
    }
}
