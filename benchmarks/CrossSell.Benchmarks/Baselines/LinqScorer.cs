using System.Globalization;

namespace CrossSell.Benchmarks.Baselines;

/// <summary>Recommendations as one writes them first: walk through all rules with LINQ, keep those whose products the customer has, take the best of each product.</summary>
internal sealed class LinqScorer
{
    private readonly List<Rule> _rules = [];
    private readonly List<string> _products;
    private readonly Dictionary<string, double> _popularity;
    private readonly Dictionary<string, HashSet<string>> _owned = [];

    public LinqScorer(CrossSellModel model, int[][] baskets)
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
                .Where(product => !owned.Contains(product))
                .Select(product => (Product: product, Score: Math.Max(_popularity[product], byRule.GetValueOrDefault(product))))
                .OrderByDescending(offer => offer.Score)
                .Take(count),
        ];
    }

    private sealed record Rule(string[] Antecedent, string Consequent, double Confidence);
}
