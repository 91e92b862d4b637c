namespace CrossSell.Core.Tests.Scoring.Compiled;

/// <summary>What a model scores, written to be read: every rule is looked at for every product.</summary>
internal static class PlainScorer
{
    public static List<ScoredProduct> Offers(ModelContent content, IReadOnlyCollection<int> evidence, IReadOnlyCollection<int> excluded, int count) =>
    [
        .. Enumerable.Range(0, content.Products.Count)
            .Where(product => content.ForSale[product] && content.Counts[product] > 0 && !excluded.Contains(product))
            .Select(product => Score(content, evidence, product))
            .OrderByDescending(offer => offer.Score)
            .ThenBy(offer => offer.Product)
            .Take(count),
    ];

    /// <summary>The strongest rule that fires, of equal ones the first; the popularity where that is greater.</summary>
    public static ScoredProduct Score(ModelContent content, IReadOnlyCollection<int> evidence, int product)
    {
        var best = new ScoredProduct(product, -1, content.Transactions == 0 ? 0 : (double)content.Counts[product] / content.Transactions);
        for (int rule = 0; rule < content.Rules.Count; rule++)
        {
            double confidence = content.Rules.Confidence(rule);
            bool fires = content.Rules.Consequents[rule] == product && content.Rules.Antecedent(rule).ToArray().All(evidence.Contains);
            if (fires && (confidence > best.Score || (confidence == best.Score && best.Rule < 0)))
            {
                best = new ScoredProduct(product, rule, confidence);
            }
        }

        return best;
    }
}
