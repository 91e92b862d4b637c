namespace CrossSell.Core.Tests.Scoring.Compiled;

/// <summary>Offers by probability, beside adding up all effects of all codes. Effects are multiples of 1/64, so that sums are exact in any order and equal logits are equal.</summary>
public sealed class ProbabilitySelectionTests
{
    private const int Fields = 11;

    [Theory]
    [InlineData(1, PropensityLink.Logistic, false)]
    [InlineData(5, PropensityLink.Logistic, true)]
    [InlineData(64, PropensityLink.Logistic, false)]
    [InlineData(65, PropensityLink.NextProduct, false)]
    [InlineData(65, PropensityLink.Logistic, true)]
    [InlineData(130, PropensityLink.Logistic, false)]
    [InlineData(130, PropensityLink.NextProduct, true)]
    [InlineData(130, PropensityLink.Logistic, true)]
    [InlineData(192, PropensityLink.Logistic, true)]
    [InlineData(300, PropensityLink.Logistic, true)]
    [InlineData(50, PropensityLink.Logistic, true, 6)]
    [InlineData(100, PropensityLink.Logistic, true, 8)]
    [InlineData(128, PropensityLink.Logistic, true, 6)]
    [InlineData(128, PropensityLink.NextProduct, true, 6)]
    [InlineData(130, PropensityLink.Logistic, true, 8)]
    [InlineData(300, PropensityLink.Logistic, true, 12)]
    public void Offers_are_those_of_adding_up_every_effect(int products, PropensityLink link, bool withRules, int antecedents = int.MaxValue)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new RandomModel(seed);
            ModelContent content = random.Content(products, 3 * products, strongestFirst: true, antecedents);
            ProductPropensity propensity = Propensity(new Random(seed), products, link, withRules);
            var scorer = new CompiledScorer(content with { Propensity = propensity });
            var chance = new Random(seed + 1);
            for (int customer = 0; customer < 6; customer++)
            {
                int[] evidence = random.Some(products);
                int[] excluded = random.Some(products);
                int[] codes = [.. propensity.Fields.Select(field => chance.Next(3) == 0 ? chance.Next(field.Codes) : field.MissingCode)];
                foreach (int count in new[] { 0, 1, 10, products + 3 })
                {
                    Check(Plain(content, propensity, codes, evidence, excluded), Select(scorer, evidence, codes, excluded, count), count, exact: !withRules);
                }
            }
        }
    }

    private static void Check(List<(int Product, int Rule, double Logit, double Probability)> expected, ScoredProduct[] offers, int count, bool exact)
    {
        Assert.Equal(Math.Min(count, expected.Count), offers.Length);
        for (int place = 0; place < offers.Length; place++)
        {
            (int product, int rule, double logit, double probability) = exact ? expected[place] : expected.Single(row => row.Product == offers[place].Product);
            Assert.Equal(expected[place].Logit, logit, 1e-12);
            Assert.Equal((product, rule), (offers[place].Product, offers[place].Rule));
            Assert.Equal(probability, offers[place].Score, 1e-12);
        }
    }

    private static List<(int Product, int Rule, double Logit, double Probability)> Plain(ModelContent content, ProductPropensity propensity, int[] codes, int[] evidence, int[] excluded)
    {
        var rows = new List<(int Product, int Rule, double Logit)>();
        int products = content.Products.Count;
        foreach (int product in Enumerable.Range(0, products).Where(p => content.ForSale[p] && content.Counts[p] > 0 && !excluded.Contains(p)))
        {
            ScoredProduct said = PlainScorer.Score(content, evidence, product);
            double logit = propensity.Intercepts[product];
            for (int field = 0, first = 0; field < codes.Length; first += propensity.Fields[field++].Codes)
            {
                logit += propensity.Effects[((first + codes[field]) * products) + product];
            }

            rows.Add((product, said.Rule, logit + (propensity.RuleSlopes[product] * ProductPropensity.RuleLogit(said.Score))));
        }

        double sum = rows.Sum(row => Math.Exp(row.Logit));
        return [.. rows.OrderByDescending(row => row.Logit).ThenBy(row => row.Product).Select(row => (row.Product, row.Rule, row.Logit, propensity.Link == PropensityLink.NextProduct ? Math.Exp(row.Logit) / sum : 1 / (1 + Math.Exp(-row.Logit))))];
    }

    private static ProductPropensity Propensity(Random random, int products, PropensityLink link, bool withRules)
    {
        PropensityField[] fields = [.. Enumerable.Range(0, Fields).Select(f => PropensityField.OfNumbers($"f{f}", CustomerColumnKind.Numeric, [1, 2, 3]))];
        int codes = fields.Sum(field => field.Codes);
        return new ProductPropensity
        {
            History = new HistoryFeatures([], new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal)),
            Fields = fields,
            Link = link,
            Horizon = null,
            Products = [.. Enumerable.Range(0, products).Select(p => new ProductPropensityFacts(new ProductId($"p{p}"), 1, 2, IsLearned: true))],
            Intercepts = Numbers(random, products),
            Effects = [.. Enumerable.Range(0, codes).SelectMany(code => random.Next(3) == 0 ? new double[products] : Numbers(random, products))],
            MeanEffects = new double[fields.Length * products],
            RuleSlopes = withRules ? Numbers(random, products) : new double[products],
            RuleMeans = new double[products],
            Notes = [],
        };
    }

    // Few different ones, so that many logits are equal.
    private static double[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next(-4, 5) / 64.0)];

    private static ScoredProduct[] Select(CompiledScorer scorer, int[] evidence, int[] codes, int[] excluded, int count)
    {
        ulong[] bits = new ulong[Bitset.Words(scorer.Products)];
        foreach (int product in excluded)
        {
            Bitset.Set(bits, product);
        }

        var best = new ScoredProduct[count];
        return best[..scorer.Select(evidence, scorer.Propensity!.Unusual(codes), bits, ScoreScratch.For(scorer.Products), best)];
    }
}
