using System.Runtime.Intrinsics;
using CrossSell.Numerics;

namespace CrossSell;

/// <summary>The weights of <see cref="ProductPropensity"/> compiled for scoring: what somebody of whom nothing is known scores, and a row of products for each code that changes it.</summary>
/// <remarks>So what a customer has not, or nobody knows of him, costs nothing: its code has no row. Immutable and thread-safe.</remarks>
internal sealed class CompiledPropensity
{
    private readonly ProductPropensity _propensity;
    private readonly int _products;
    private readonly int[] _usual;
    private readonly double[] _start;
    private readonly int[] _rowOf;
    private readonly double[] _rows;

    public CompiledPropensity(ProductPropensity propensity)
    {
        _propensity = propensity;
        _products = propensity.Products.Count;
        _usual = [.. propensity.Fields.Select(field => Usual(field, propensity.History))];
        _start = [.. propensity.Intercepts];
        FieldStarts = new int[propensity.Fields.Count + 1];
        for (int f = 0; f < propensity.Fields.Count; f++)
        {
            FieldStarts[f + 1] = FieldStarts[f] + propensity.Fields[f].Codes;
        }

        _rowOf = new int[FieldStarts[^1]];
        var rows = new List<double>();
        for (int f = 0; f < _usual.Length; f++)
        {
            ReadOnlySpan<double> usual = EffectsOf(FieldStarts[f] + _usual[f]);
            for (int p = 0; p < _products; p++)
            {
                _start[p] += usual[p];
            }

            for (int code = FieldStarts[f]; code < FieldStarts[f + 1]; code++)
            {
                ReadOnlySpan<double> effects = EffectsOf(code);
                _rowOf[code] = effects.SequenceEqual(usual) ? -1 : rows.Count;
                for (int p = 0; p < _products && _rowOf[code] >= 0; p++)
                {
                    rows.Add(effects[p] - usual[p]);
                }
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
        Span<int> rows = ScoreScratch.For(_products).Rows(codes.Length);
        int count = 0;
        int field = 0;
        for (; field + Vector256<int>.Count <= codes.Length; field += Vector256<int>.Count)
        {
            uint unusual = ~Vector256.Equals(Vector256.Create(codes[field..]), Vector256.Create<int>(_usual.AsSpan(field))).ExtractMostSignificantBits() & 0xFF;
            for (; unusual != 0; unusual &= unusual - 1)
            {
                Take(field + System.Numerics.BitOperations.TrailingZeroCount(unusual), codes, rows, ref count);
            }
        }

        for (; field < codes.Length; field++)
        {
            Take(field, codes, rows, ref count);
        }

        RowSums.Add(_start, _rows, rows[..count], logits[.._products]);
    }

    private void Take(int field, ReadOnlySpan<int> codes, Span<int> rows, ref int count)
    {
        int row = _rowOf[FieldStarts[field] + codes[field]];
        if (row >= 0)
        {
            rows[count++] = row;
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

    private ReadOnlySpan<double> EffectsOf(int code) => _propensity.Effects.AsSpan(code * _products, _products);

    // The code of somebody who has bought nothing and of whom nothing else is known.
    private static int Usual(PropensityField field, HistoryFeatures history) => field.Source is { } source && history.Columns.Contains(source) && (source.IsIndicator || source.Kind == HistoryFeatureKind.Products)
        ? field.CodeOf(0)
        : field.MissingCode;
}
