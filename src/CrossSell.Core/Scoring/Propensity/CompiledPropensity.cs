using CrossSell.Numerics;

namespace CrossSell;

/// <summary>The weights of <see cref="ProductPropensity"/> compiled for scoring: what somebody of whom nothing is known scores, and a row of products for each code that changes it.</summary>
/// <remarks>So what a customer has not, or nobody knows of him, costs nothing: its code has no row. Immutable and thread-safe.</remarks>
internal sealed class CompiledPropensity
{
    private readonly ProductPropensity _propensity;
    private readonly int _products;
    private readonly double[] _start;

    // By code among all codes: the code whose effects it takes the place of, -1 where those are none; and whether it changes anything.
    private readonly int[] _insteadOf;
    private readonly bool[] _changes;
    private EffectRows? _table;

    public CompiledPropensity(ProductPropensity propensity)
    {
        _propensity = propensity;
        _products = propensity.Products.Count;
        int[] usualCodes = [.. propensity.Fields.Select(field => Usual(field, propensity.History))];
        _start = [.. propensity.Intercepts];
        FieldStarts = new int[propensity.Fields.Count + 1];
        for (int f = 0; f < propensity.Fields.Count; f++)
        {
            FieldStarts[f + 1] = FieldStarts[f] + propensity.Fields[f].Codes;
        }

        _insteadOf = new int[FieldStarts[^1]];
        _changes = new bool[_insteadOf.Length];
        for (int f = 0; f < usualCodes.Length; f++)
        {
            int usualCode = FieldStarts[f] + usualCodes[f];
            ReadOnlySpan<double> usual = EffectsOf(usualCode);
            bool isNothing = !usual.ContainsAnyExcept(0.0);
            for (int p = 0; p < _products && !isNothing; p++)
            {
                _start[p] += usual[p];
            }

            for (int code = FieldStarts[f]; code < FieldStarts[f + 1]; code++)
            {
                _insteadOf[code] = isNothing ? -1 : usualCode;
                _changes[code] = !EffectsOf(code).SequenceEqual(usual);
            }
        }

        UsesRules = propensity.RuleSlopes.AsSpan().ContainsAnyExcept(0.0);
        GC.KeepAlive(this);
    }

    public ProductPropensity Propensity => _propensity;

    /// <summary>Where each field's codes begin among all codes.</summary>
    public int[] FieldStarts { get; }

    /// <summary>Whether what rules say moves any product.</summary>
    public bool UsesRules { get; }

    /// <summary>The logit, without what the rules add, of a product of somebody of whom nothing is known.</summary>
    public double StartOf(int product) => _start[product];

    /// <summary>The codes that change something, counted among all codes, in the order of their fields; in the thread's work space.</summary>
    /// <param name="codes">For each field the code, counted from its <see cref="FieldStarts"/>.</param>
    public ReadOnlySpan<int> Unusual(ReadOnlySpan<int> codes)
    {
        Span<int> unusual = ScoreScratch.For(_products).Rows(codes.Length + 1);
        int count = 0;
        for (int field = 0; field < codes.Length; field++)
        {
            count = Note(field, codes[field], unusual, count);
        }

        return unusual[..count];
    }

    /// <summary>Puts a field's code behind others when it changes something.</summary>
    /// <param name="field">The field.</param>
    /// <param name="code">Its code, counted from its <see cref="FieldStarts"/>.</param>
    /// <param name="unusual">The codes that change something; there is room for one more than come to stand there.</param>
    /// <param name="count">How many there are.</param>
    /// <returns>How many there are then.</returns>
    public int Note(int field, int code, Span<int> unusual, int count)
    {
        int among = FieldStarts[field] + code;
        unusual[count] = among;
        return count + (_changes[among] ? 1 : 0);
    }

    /// <summary>Whether a code adds something to some product's <see cref="StartOf"/>.</summary>
    public bool Changes(int code) => _changes[code];

    /// <summary>Writes what a code adds to every product's <see cref="StartOf"/>.</summary>
    public void Moves(int code, Span<double> moves)
    {
        EffectsOf(code).CopyTo(moves);
        ReadOnlySpan<double> instead = _insteadOf[code] < 0 ? [] : EffectsOf(_insteadOf[code]);
        for (int p = 0; p < instead.Length; p++)
        {
            moves[p] -= instead[p];
        }

        GC.KeepAlive(this);
    }

    /// <summary>The logits of some products without what the rules add: the same numbers as <see cref="Add"/> writes.</summary>
    /// <param name="products">The products.</param>
    /// <param name="unusual">As <see cref="Unusual"/> gave them.</param>
    /// <param name="logits">One place for each of the products.</param>
    public unsafe void LogitsOf(ReadOnlySpan<int> products, ReadOnlySpan<int> unusual, Span<double> logits)
    {
        fixed (double* effects = _propensity.EffectNumbers.Span)
        {
            if (products.Length < 4)
            {
                for (int i = 0; i < products.Length; i++)
                {
                    logits[i] = LogitOf(products[i], unusual, effects);
                }
            }

            // Four at once: each sum waits for its own last addition alone. The last four may be some of those before once more.
            for (int next = 0; products.Length >= 4 && next < products.Length; next += 4)
            {
                int i = Math.Min(next, products.Length - 4);
                (int p, int q, int r, int s) = (products[i], products[i + 1], products[i + 2], products[i + 3]);
                (double a, double b, double c, double d) = (_start[p], _start[q], _start[r], _start[s]);
                foreach (int code in unusual)
                {
                    double* row = effects + ((long)code * _products);
                    if (_insteadOf[code] < 0)
                    {
                        a += row[p];
                        b += row[q];
                        c += row[r];
                        d += row[s];
                    }
                    else
                    {
                        double* instead = effects + ((long)_insteadOf[code] * _products);
                        a += row[p] - instead[p];
                        b += row[q] - instead[q];
                        c += row[r] - instead[r];
                        d += row[s] - instead[s];
                    }
                }

                (logits[i], logits[i + 1], logits[i + 2], logits[i + 3]) = (a, b, c, d);
            }
        }

        GC.KeepAlive(this);
    }

    /// <summary>Makes the rows that <see cref="Add"/> adds up, which would otherwise be made at its first call.</summary>
    public CompiledPropensity WithRows()
    {
        _ = Table;
        return this;
    }

    /// <summary>Writes the products' logits without what the rules add.</summary>
    /// <param name="unusual">As <see cref="Unusual"/> gave them.</param>
    /// <param name="logits">One place a product.</param>
    public void Add(ReadOnlySpan<int> unusual, Span<double> logits)
    {
        EffectRows table = Table;
        Span<int> rows = ScoreScratch.For(_products).Offsets(unusual.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = table.RowOf[unusual[i]];
        }

        RowSums.Add(_start, table.Rows, rows, logits[.._products]);
    }

    /// <summary>The mean logit of a product among the training customers.</summary>
    public double BaseLogit(int product)
    {
        double logit = _propensity.Intercepts[product] + MeanRuleTerm(product);
        for (int field = 0; field < _propensity.Fields.Count; field++)
        {
            logit += _propensity.MeanEffectNumbers.Span[(field * _products) + product];
        }

        GC.KeepAlive(this);
        return logit;
    }

    /// <summary>What the rules add to a product's logit on average.</summary>
    public double MeanRuleTerm(int product) => _propensity.RuleSlopes[product] * _propensity.RuleMeans[product];

    /// <summary>What each field adds to a product's logit beyond its mean; fields that add nothing are left out.</summary>
    public IEnumerable<(int Field, double Contribution)> Contributions(int[] codes, int product)
    {
        for (int field = 0; field < codes.Length; field++)
        {
            double contribution = EffectsOf(FieldStarts[field] + codes[field])[product] - _propensity.MeanEffectNumbers.Span[(field * _products) + product];
            GC.KeepAlive(this);
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

    private unsafe double LogitOf(int product, ReadOnlySpan<int> unusual, double* effects)
    {
        double logit = _start[product];
        foreach (int code in unusual)
        {
            double effect = effects[((long)code * _products) + product];
            logit += _insteadOf[code] < 0 ? effect : effect - effects[((long)_insteadOf[code] * _products) + product];
        }

        return logit;
    }

    // Two threads that make it at once make the same.
    private EffectRows Table => _table ??= MakeTable();

    private EffectRows MakeTable()
    {
        int[] rowOf = new int[_changes.Length];
        double[] rows = new double[_changes.AsSpan().Count(true) * _products];
        int next = 0;
        for (int code = 0; code < rowOf.Length; code++)
        {
            if (_changes[code])
            {
                Moves(code, rows.AsSpan(next, _products));
                rowOf[code] = next;
                next += _products;
            }
        }

        return new EffectRows(rowOf, rows);
    }

    // Good as long as this is reachable: of a mapped model they lie in its file.
    private ReadOnlySpan<double> EffectsOf(int code) => _propensity.EffectNumbers.Span.Slice(code * _products, _products);

    // The code of somebody who has bought nothing and of whom nothing else is known.
    private static int Usual(PropensityField field, HistoryFeatures history) => field.Source is { } source && history.Columns.Contains(source) && (source.IsIndicator || source.Kind == HistoryFeatureKind.Products)
        ? field.CodeOf(0)
        : field.MissingCode;

    // A row of products for each code that changes something, and where it begins.
    private sealed record EffectRows(int[] RowOf, double[] Rows);
}
