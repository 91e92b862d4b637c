using System.Numerics;

namespace CrossSell;

/// <summary>The weights of <see cref="ProductPropensity"/> compiled for scoring: one row of products for each code that has an effect at all.</summary>
/// <remarks>So a product that the customer has not costs nothing: its code has no row. Immutable and thread-safe.</remarks>
internal sealed class CompiledPropensity
{
    private readonly ProductPropensity _propensity;
    private readonly int _products;
    private readonly int[] _rowOf;
    private readonly double[] _rows;

    public CompiledPropensity(ProductPropensity propensity)
    {
        _propensity = propensity;
        _products = propensity.Products.Count;
        FieldStarts = new int[propensity.Fields.Count + 1];
        for (int f = 0; f < propensity.Fields.Count; f++)
        {
            FieldStarts[f + 1] = FieldStarts[f] + propensity.Fields[f].Codes;
        }

        _rowOf = new int[FieldStarts[^1]];
        var rows = new List<double>();
        for (int code = 0; code < _rowOf.Length; code++)
        {
            Span<double> effects = propensity.Effects.AsSpan(code * _products, _products);
            _rowOf[code] = effects.ContainsAnyExcept(0.0) ? rows.Count : -1;
            if (_rowOf[code] >= 0)
            {
                rows.AddRange(effects);
            }
        }

        _rows = [.. rows];
        UsesRules = propensity.RuleSlopes.AsSpan().ContainsAnyExcept(0.0);
    }

    public ProductPropensity Propensity => _propensity;

    /// <summary>Where each field's codes begin among all codes.</summary>
    public int[] FieldStarts { get; }

    /// <summary>Whether what rules say moves any product.</summary>
    public bool UsesRules { get; }

    /// <summary>Writes the products' logits without what the rules add.</summary>
    /// <param name="codes">For each field the code, counted from its <see cref="FieldStarts"/>.</param>
    /// <param name="logits">One place a product.</param>
    public void Add(ReadOnlySpan<int> codes, Span<double> logits)
    {
        _propensity.Intercepts.CopyTo(logits);
        for (int field = 0; field < codes.Length; field++)
        {
            int row = _rowOf[FieldStarts[field] + codes[field]];
            if (row >= 0)
            {
                AddTo(logits[.._products], _rows.AsSpan(row, _products));
            }
        }
    }

    /// <summary>The mean logit of a product among the training customers.</summary>
    public double BaseLogit(int product)
    {
        double logit = _propensity.Intercepts[product] + MeanRuleTerm(product);
        for (int field = 0; field < _propensity.Fields.Count; field++)
        {
            logit += _propensity.MeanEffects[(field * _products) + product];
        }

        return logit;
    }

    /// <summary>What the rules add to a product's logit on average.</summary>
    public double MeanRuleTerm(int product) => _propensity.RuleSlopes[product] * _propensity.RuleMeans[product];

    /// <summary>What each field adds to a product's logit beyond its mean; fields that add nothing are left out.</summary>
    public IEnumerable<(int Field, double Contribution)> Contributions(int[] codes, int product)
    {
        for (int field = 0; field < codes.Length; field++)
        {
            double contribution = _propensity.Effects[((FieldStarts[field] + codes[field]) * _products) + product] - _propensity.MeanEffects[(field * _products) + product];
            if (contribution != 0)
            {
                yield return (field, contribution);
            }
        }
    }

    /// <summary>The codes of somebody of whom only some products are known.</summary>
    /// <param name="products">The ids of what he has.</param>
    public int[] CodesOf(HashSet<string> products) =>
    [
        .. _propensity.Fields.Select(field => field.Source switch
        {
            { Kind: HistoryFeatureKind.Owns, Subject: { } id } => field.CodeOf(products.Contains(id) ? 1 : 0),
            { Kind: HistoryFeatureKind.OwnsCategory, Subject: { } category } => field.CodeOf(products.Any(id => _propensity.History.Categories.TryGetValue(id, out string? own) && own == category) ? 1 : 0),
            _ => field.MissingCode,
        }),
    ];

    private static void AddTo(Span<double> sums, ReadOnlySpan<double> numbers)
    {
        int i = 0;
        for (; i + Vector<double>.Count <= sums.Length; i += Vector<double>.Count)
        {
            (new Vector<double>(sums[i..]) + new Vector<double>(numbers[i..])).CopyTo(sums[i..]);
        }

        for (; i < sums.Length; i++)
        {
            sums[i] += numbers[i];
        }
    }
}
