using System.Globalization;

namespace CrossSell.Benchmarks.Baselines;

/// <summary>Recommendations as one writes them first: walk through all rules with LINQ, keep those whose products the customer has, take the best of each product.</summary>
/// <remarks>With weights the best becomes one term of the product's log odds, beside a term for each thing that is known about the customer. His facts are told from his columns ahead.</remarks>
internal sealed class LinqScorer
{
    private readonly List<Rule> _rules = [];
    private readonly List<string> _products;
    private readonly Dictionary<string, double> _popularity;
    private readonly Dictionary<string, HashSet<string>> _owned = [];
    private readonly ProductPropensity? _propensity;
    private readonly Dictionary<string, double[]> _effects = [];
    private readonly Dictionary<string, string[]> _facts = [];

    /// <param name="model">The model.</param>
    /// <param name="baskets">What each customer holds.</param>
    /// <param name="table">What else is known about them; null for a model of rules alone.</param>
    public LinqScorer(CrossSellModel model, int[][] baskets, CustomerTable? table = null)
    {
        for (int i = 0; i < model.RuleCount; i++)
        {
            OfferRule rule = model.RuleAt(i);
            double confidence = (double)rule.Counts.N11 / rule.Counts.N1x;
            _rules.Add(new Rule([.. rule.Antecedent.Select(product => product.Value)], rule.Consequent.Value, confidence));
        }

        _products = [.. model.Products.Select(product => product.Id.Value)];
        _popularity = _products.ToDictionary(product => product, _ => 0.0);
        for (int customer = 0; customer < baskets.Length; customer++)
        {
            HashSet<string> owned = [.. baskets[customer].Select(item => item.ToString(CultureInfo.InvariantCulture))];
            _owned[string.Create(CultureInfo.InvariantCulture, $"C{customer}")] = owned;
            foreach (string product in owned)
            {
                _popularity[product] += 1.0 / baskets.Length;
            }
        }

        _propensity = model.Propensity;
        if (_propensity is not null)
        {
            ReadEffects(_propensity);
            ReadFacts(_propensity, table!);
        }
    }

    /// <summary>The best products for a customer: by score, then in the order of products.</summary>
    public List<(string Product, double Score)> Recommend(string customer, int count)
    {
        HashSet<string> owned = _owned[customer];
        Dictionary<string, double> byRule = _rules
            .Where(rule => !owned.Contains(rule.Consequent) && rule.Antecedent.All(owned.Contains))
            .GroupBy(rule => rule.Consequent)
            .ToDictionary(rules => rules.Key, rules => rules.Max(rule => rule.Confidence));
        return
        [
            .. _products
                .Select((product, place) => (Product: product, Place: place))
                .Where(product => !owned.Contains(product.Product))
                .Select(product => (product.Product, Score: Score(customer, product.Place, Math.Max(_popularity[product.Product], byRule.GetValueOrDefault(product.Product)))))
                .OrderByDescending(offer => offer.Score)
                .Take(count),
        ];
    }

    // What the rules say, or the probability.
    private double Score(string customer, int place, double byRules)
    {
        if (_propensity is null)
        {
            return byRules;
        }

        double logit = _propensity.Intercepts[place]
            + _facts[customer].Sum(fact => _effects[fact][place])
            + (_propensity.RuleSlopes[place] * ProductPropensity.RuleLogit(byRules));
        return 1 / (1 + Math.Exp(-logit));
    }

    // What each thing that may be known adds to every product.
    private void ReadEffects(ProductPropensity propensity)
    {
        int code = 0;
        foreach (string fact in propensity.Fields.SelectMany(field => Enumerable.Range(0, field.Codes).Select(own => Fact(field, own))))
        {
            _effects[fact] = propensity.Effects.AsSpan(code++ * _products.Count, _products.Count).ToArray();
        }
    }

    // Of what a customer has only those products are told that have weights; what he has not adds nothing.
    private void ReadFacts(ProductPropensity propensity, CustomerTable table)
    {
        PropensityField[] products = [.. propensity.Fields.Where(field => field.Source is not null)];
        (PropensityField Field, CustomerColumn Column)[] columns =
            [.. propensity.Fields.Where(field => field.Source is null).Select(field => (field, table.Columns.Single(column => column.Name == field.Name)))];
        for (int row = 0; row < table.Count; row++)
        {
            string customer = table.Key(row)!;
            int place = row;
            _facts[customer] =
            [
                .. products.Where(field => _owned[customer].Contains(field.Source!.Value.Subject!)).Select(field => Fact(field, field.CodeOf(1))),
                .. columns.Select(known => Fact(known.Field, known.Field.CodeOf(known.Column.Numbers[place]))),
            ];
        }
    }

    private static string Fact(PropensityField field, int code) => string.Create(CultureInfo.InvariantCulture, $"{field.Name} = {code}");

    private sealed record Rule(string[] Antecedent, string Consequent, double Confidence);
}
