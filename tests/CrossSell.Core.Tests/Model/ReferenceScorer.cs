using System.Runtime.InteropServices;
using CrossSell.Mining;

namespace CrossSell.Core.Tests.Model;

/// <summary>What a model should offer, written to be read: every subset of what the customer has is counted against the history itself.</summary>
internal sealed class ReferenceScorer(PurchaseHistory history, ProductCatalog catalog, DateTime? asOf, ModelRuleOptions options)
{
    private readonly List<HashSet<string>> _transactions = [.. CustomersOf(history).Select(c => history.PurchasesOf(c).Select(p => p.Product).ToHashSet(StringComparer.Ordinal))];

    public static IEnumerable<CustomerId> CustomersOf(PurchaseHistory history) => history.Customers.Select(id => new CustomerId(id));

    public IReadOnlyList<(string Product, double Score)> Offers(CustomerId customer, int count)
    {
        List<Purchase> active = [.. history.PurchasesOf(customer).Where(IsActive)];
        HashSet<string> owned = [.. active.Select(p => p.Product).Where(IsHeld)];
        string[] evidence = [.. active.Select(p => p.Product).Distinct(StringComparer.Ordinal)];
        return [.. Sellable()
            .Where(p => !owned.Contains(p) && Count([p]) > 0)
            .Select((product, order) => (product, order, score: Score(product, evidence)))
            .OrderByDescending(o => o.score)
            .ThenBy(o => o.order)
            .Take(count)
            .Select(o => (o.product, o.score))];
    }

    private IEnumerable<string> Sellable() => catalog.Count > 0 ? catalog.Select(p => p.Id.Value) : history.Products;

    private bool IsHeld(string product) => !catalog.TryGet(new ProductId(product), out Product? known) || known.Kind == ProductKind.Held;

    private bool IsActive(Purchase purchase) =>
        (purchase.Time is not { } time || asOf is not { } now || time <= now)
        && !(IsHeld(purchase.Product) && purchase.HeldUntil is { } until && asOf is { } end && until <= end);

    private double Score(string product, string[] evidence)
    {
        double popularity = (double)Count([product]) / _transactions.Count;
        return Subsets([.. evidence.Where(e => e != product)], options.MaxLength - 1)
            .Select(antecedent => Confidence(antecedent, product))
            .Append(popularity)
            .Max();
    }

    private double Confidence(string[] antecedent, string consequent)
    {
        int both = Count([.. antecedent, consequent]);
        int with = Count(antecedent);
        int of = Count([consequent]);
        long least = options.MinSupport!.Value.ToCount(_transactions.Count);
        bool isRule = both >= least
            && both >= options.MinConfidence * with
            && (double)both * _transactions.Count >= options.MinLift * with * of;
        return isRule ? (double)both / with : 0;
    }

    private int Count(string[] products) => _transactions.Count(t => Array.TrueForAll(products, t.Contains));

    private static IEnumerable<string[]> Subsets(string[] items, int longest) =>
        Enumerable.Range(1, (1 << items.Length) - 1)
            .Where(bits => System.Numerics.BitOperations.PopCount((uint)bits) <= longest)
            .Select(bits => items.Where((_, i) => (bits & (1 << i)) != 0).ToArray());
}
