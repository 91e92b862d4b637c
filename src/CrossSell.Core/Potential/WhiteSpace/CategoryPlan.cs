namespace CrossSell.Potential;

/// <summary>What can be worked out once for all customers: which holding owns which categories, and what may be offered to who holds nothing that matters.</summary>
internal sealed class CategoryPlan
{
    private const int None = -1;

    private readonly Dictionary<string, int> _placeOf;
    private readonly int[] _catalogOf;
    private readonly int[][] _owns;
    private readonly int[][] _matters;

    public CategoryPlan(PurchaseHistory history, EligibilityChecker checker, EligibilityRequest request, WhiteSpaceOptions options)
    {
        Checker = checker;
        Request = request with { Detail = ExplanationDetail.All };
        ProductCatalog catalog = checker.Catalog;
        Categories = options.Categories?.ToArray() ?? [.. catalog.Select(p => p.Category).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Dictionary<string, int> placeOf = Categories.Select((name, k) => (name, k)).ToDictionary(p => p.name, p => p.k, StringComparer.Ordinal);
        int[] categoryOf = [.. catalog.Select(p => catalog.CategoryPath(p.Category).Select(c => placeOf.GetValueOrDefault(c, None)).FirstOrDefault(k => k != None, None))];
        Products = [.. Enumerable.Range(0, Categories.Length).Select(k => Enumerable.Range(0, catalog.Count).Where(p => categoryOf[p] == k).ToArray())];
        IsHeld = [.. catalog.Select(p => p.Kind == ProductKind.Held)];
        _placeOf = catalog.Select((p, i) => (p.Id.Value, i)).ToDictionary(p => p.Value, p => p.i, StringComparer.Ordinal);
        _catalogOf = [.. history.Products.Select(id => _placeOf.GetValueOrDefault(id, None))];
        (_owns, _matters) = Links(catalog, _placeOf, categoryOf);
        AlwaysAsk = checker.Rules.Predicates.Count > 0;
        Defaults = [.. catalog.Select(p => checker.Check(Bare(default), p.Id, Request))];
    }

    public EligibilityChecker Checker { get; }

    public EligibilityRequest Request { get; }

    public string[] Categories { get; }

    /// <summary>For each category its products' places in the catalogue, ascending.</summary>
    public int[][] Products { get; }

    /// <summary>For each product of the catalogue whether a purchase means ownership.</summary>
    public bool[] IsHeld { get; }

    /// <summary>Whether conditions of the user's own look at each customer.</summary>
    public bool AlwaysAsk { get; }

    /// <summary>For each product of the catalogue the verdict for a customer of whom nothing is known and who holds nothing that matters to it.</summary>
    public EligibilityVerdict[] Defaults { get; }

    /// <summary>The place in the catalogue of a product of the history; negative when it lists none.</summary>
    public int CatalogOf(int historyProduct) => _catalogOf[historyProduct];

    /// <summary>The place in the catalogue of a product that it lists.</summary>
    public int PlaceOf(ProductId product) => _placeOf[product.Value];

    /// <summary>The categories that the owner of a product owns.</summary>
    public int[] Owns(int product) => _owns[product];

    /// <summary>The products whose verdict a holding of this one may change, through relations and exclusive groups.</summary>
    public int[] MattersTo(int product) => _matters[product];

    /// <summary>A customer of whom only holdings may be known; those of a history are as fresh as the request.</summary>
    public CustomerFacts Bare(CustomerId customer) => new(customer) { HoldingsAsOf = Request.At };

    private static (int[][] Owns, int[][] Matters) Links(ProductCatalog catalog, Dictionary<string, int> indexOf, int[] categoryOf)
    {
        var owns = new SortedSet<int>[catalog.Count];
        var matters = new SortedSet<int>[catalog.Count];
        for (int p = 0; p < catalog.Count; p++)
        {
            (owns[p], matters[p]) = ([], []);
        }

        for (int p = 0; p < catalog.Count; p++)
        {
            Product product = catalog[p];
            foreach (OwningProduct owner in catalog.OwnedThrough(product.Id).Where(_ => categoryOf[p] != None))
            {
                owns[indexOf[owner.Product.Value]].Add(categoryOf[p]);
            }

            IEnumerable<ProductId> others = catalog.RelationsOf(product.Id).SelectMany(r => new[] { r.From, r.To }).Where(o => o != product.Id)
                .Concat(product.ExclusiveGroup is { } group ? catalog.InExclusiveGroup(group) : []);
            foreach (OwningProduct owner in others.SelectMany(catalog.OwnedThrough))
            {
                matters[indexOf[owner.Product.Value]].Add(p);
            }
        }

        return ([.. owns.Select(o => o.ToArray())], [.. matters.Select(m => m.ToArray())]);
    }
}
