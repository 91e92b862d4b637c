using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace CrossSell.Benchmarks.Baselines;

/// <summary>A decision by a logistic model as one writes it with vectors at hand: the row of each thing that is known is added to the logits of all products, in single precision, by TensorPrimitives.</summary>
/// <remarks>
/// Rules are filed under the product of their antecedent that the fewest have. A row that moves few products is added product by product. What a customer has, and the rows of
/// his facts, are found ahead. Blocks of products without any above the tenth best are passed over. Allocates nothing.
/// </remarks>
internal sealed class TensorScorer
{
    // A row that moves a smaller share of the products is added one by one.
    private const int SparseShare = 32;

    private readonly int _products;
    private readonly float[] _intercepts;
    private readonly float[] _popularity;
    private readonly float[] _slopes;
    private readonly float[]?[] _rows;
    private readonly (int Product, float Weight)[]?[] _sparseRows;
    private readonly Rule[][] _rulesOf;
    private readonly Dictionary<string, Known> _customers = [];

    private readonly float[] _logits;
    private readonly float[] _byRules;
    private readonly bool[] _has;

    /// <param name="model">The model, which has weights.</param>
    /// <param name="baskets">What each customer holds.</param>
    /// <param name="table">What else is known about them.</param>
    public TensorScorer(CrossSellModel model, int[][] baskets, CustomerTable table)
    {
        ProductPropensity propensity = model.Propensity!;
        _products = model.Products.Count;
        (_logits, _byRules, _has) = (new float[_products], new float[_products], new bool[_products + 1]);
        _has[_products] = true;
        Dictionary<string, int> placeOf = Enumerable.Range(0, _products).ToDictionary(p => model.Products[p].Id.Value);
        int[][] owned = [.. baskets.Select(basket => basket.Select(item => placeOf[item.ToString(CultureInfo.InvariantCulture)]).Distinct().ToArray())];
        int[] owners = new int[_products];
        foreach (int product in owned.SelectMany(products => products))
        {
            owners[product]++;
        }

        _intercepts = [.. propensity.Intercepts.Select(number => (float)number)];
        _slopes = [.. propensity.RuleSlopes.Select(number => (float)number)];
        _popularity = [.. owners.Select(count => (float)ProductPropensity.RuleLogit((double)count / baskets.Length))];
        _rulesOf = RulesOf(model, placeOf, owners);
        (_rows, _sparseRows) = ReadRows(propensity.Effects);
        ReadCustomers(propensity, table, owned, placeOf);
    }

    /// <summary>Fills <paramref name="best"/> with the best products and their logits, best first, and returns how many there are.</summary>
    public int Recommend(string customer, ReadOnlySpan<ulong> barred, Span<(int Product, float Logit)> best)
    {
        Known known = _customers[customer];
        _intercepts.CopyTo(_logits, 0);
        foreach (int code in known.Codes)
        {
            AddRow(code);
        }

        Fire(known.Products);
        TensorPrimitives.MultiplyAdd(_byRules, _slopes, _logits, _logits);
        foreach (int product in known.Products)
        {
            _logits[product] = float.NegativeInfinity;
        }

        for (int word = 0; word < barred.Length; word++)
        {
            for (ulong bits = barred[word]; bits != 0; bits &= bits - 1)
            {
                _logits[(word << 6) + BitOperations.TrailingZeroCount(bits)] = float.NegativeInfinity;
            }
        }

        return TakeBest(best);
    }

    private void AddRow(int code)
    {
        if (_rows[code] is { } row)
        {
            TensorPrimitives.Add(_logits, row, _logits);
        }
        else if (_sparseRows[code] is { } weights)
        {
            foreach ((int product, float weight) in weights)
            {
                _logits[product] += weight;
            }
        }
    }

    // What the strongest rule says of each product, or its popularity.
    private void Fire(int[] owned)
    {
        _popularity.CopyTo(_byRules, 0);
        foreach (int product in owned)
        {
            _has[product] = true;
        }

        foreach (int product in owned)
        {
            foreach (Rule rule in _rulesOf[product])
            {
                if (_has[rule.Second] && rule.Logit > _byRules[rule.Consequent] && (rule.Others is null || HasAll(rule.Others)))
                {
                    _byRules[rule.Consequent] = rule.Logit;
                }
            }
        }

        foreach (int product in owned)
        {
            _has[product] = false;
        }
    }

    private bool HasAll(int[] products)
    {
        foreach (int product in products)
        {
            if (!_has[product])
            {
                return false;
            }
        }

        return true;
    }

    private int TakeBest(Span<(int Product, float Logit)> best)
    {
        int count = 0;
        float bar = float.NegativeInfinity;
        for (int product = 0; product < _logits.Length;)
        {
            if (product + Vector<float>.Count <= _logits.Length && !Vector.GreaterThanAny(new Vector<float>(_logits, product), new Vector<float>(bar)))
            {
                product += Vector<float>.Count;
                continue;
            }

            for (int end = Math.Min(product + Vector<float>.Count, _logits.Length); product < end; product++)
            {
                if (_logits[product] > bar)
                {
                    count = Insert(best, count, (product, _logits[product]));
                    bar = count < best.Length ? float.NegativeInfinity : best[^1].Logit;
                }
            }
        }

        return count;
    }

    private static int Insert(Span<(int Product, float Logit)> best, int count, (int Product, float Logit) offer)
    {
        int place = Math.Min(count, best.Length - 1);
        for (; place > 0 && best[place - 1].Logit < offer.Logit; place--)
        {
            best[place] = best[place - 1];
        }

        best[place] = offer;
        return Math.Min(count + 1, best.Length);
    }

    private static Rule[][] RulesOf(CrossSellModel model, Dictionary<string, int> placeOf, int[] owners)
    {
        var rules = new List<Rule>[owners.Length];
        for (int p = 0; p < rules.Length; p++)
        {
            rules[p] = [];
        }

        for (int i = 0; i < model.RuleCount; i++)
        {
            OfferRule rule = model.RuleAt(i);
            int[] antecedent = [.. rule.Antecedent.Select(product => placeOf[product.Value]).OrderBy(product => owners[product])];
            float logit = (float)ProductPropensity.RuleLogit((double)rule.Counts.N11 / rule.Counts.N1x);
            rules[antecedent[0]].Add(new Rule(antecedent.Length > 1 ? antecedent[1] : owners.Length, antecedent.Length > 2 ? antecedent[2..] : null, placeOf[rule.Consequent.Value], logit));
        }

        return [.. rules.Select(list => list.ToArray())];
    }

    private (float[]?[] Rows, (int Product, float Weight)[]?[] SparseRows) ReadRows(double[] effects)
    {
        int codes = effects.Length / _products;
        float[]?[] rows = new float[codes][];
        var sparseRows = new (int Product, float Weight)[]?[codes];
        for (int code = 0; code < codes; code++)
        {
            float[] row = Array.ConvertAll(effects[(code * _products)..((code + 1) * _products)], effect => (float)effect);
            (int Product, float Weight)[] moved = [.. row.Select((weight, product) => (Product: product, Weight: weight)).Where(move => move.Weight != 0)];
            if (moved.Length > _products / SparseShare)
            {
                rows[code] = row;
            }
            else
            {
                sparseRows[code] = moved;
            }
        }

        return (rows, sparseRows);
    }

    // A code among all codes for each product that he has and that has weights, and for each of his facts.
    private void ReadCustomers(ProductPropensity propensity, CustomerTable table, int[][] owned, Dictionary<string, int> placeOf)
    {
        int[] starts = new int[propensity.Fields.Count + 1];
        var codeOfProduct = new Dictionary<int, int>();
        var facts = new List<(int Start, PropensityField Field, CustomerColumn Column)>();
        for (int f = 0; f < propensity.Fields.Count; f++)
        {
            PropensityField field = propensity.Fields[f];
            starts[f + 1] = starts[f] + field.Codes;
            if (field.Source is { } source)
            {
                codeOfProduct[placeOf[source.Subject!]] = starts[f] + field.CodeOf(1);
            }
            else
            {
                facts.Add((starts[f], field, table.Columns.Single(column => column.Name == field.Name)));
            }
        }

        for (int row = 0; row < table.Count; row++)
        {
            string id = table.Key(row)!;
            int[] products = owned[int.Parse(id.AsSpan(1), CultureInfo.InvariantCulture)];
            int place = row;
            _customers[id] = new Known(
                products,
                [.. products.Where(codeOfProduct.ContainsKey).Select(product => codeOfProduct[product]), .. facts.Select(fact => fact.Start + fact.Field.CodeOf(fact.Column.Numbers[place]))]);
        }
    }

    private sealed record Known(int[] Products, int[] Codes);

    // Second is a product that everybody has where the antecedent is one alone.
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Rule(int Second, int[]? Others, int Consequent, float Logit);
}
