namespace CrossSell.Core.Tests.Scoring.Compiled;

/// <summary>Groups of rules as rows of places, beside a look at every rule: the highest place is that of the strongest rule that fires.</summary>
public sealed class RuleRowsTests
{
    [Theory]
    [InlineData(1, 5, 1)]
    [InlineData(16, 300, int.MaxValue)]
    [InlineData(100, 12_000, 320)]
    [InlineData(50, 900, 8)]
    [InlineData(64, 900, 100)]
    [InlineData(65, 2_000, 40)]
    [InlineData(128, 3_000, 12)]
    public void The_highest_place_of_each_product_is_that_of_its_strongest_rule(int products, int rules, int antecedents)
    {
        for (int seed = 0; seed < 10; seed++)
        {
            var random = new RandomModel(seed);
            ModelContent content = random.Content(products, rules, strongestFirst: seed % 2 == 0, antecedents);
            (CompiledRules compiled, ScoreOrder order) = Compile(content);
            RuleRows rows = compiled.Rows(order.RankOfPopularity, (rank, product) => rank + (0.5 * product))!;
            ushort[] said = new ushort[rows.Width];
            for (int customer = 0; customer < 5; customer++)
            {
                int[] evidence = random.Some(products);
                ulong[] has = new ulong[Bitset.Words(products + 1)];
                foreach (int product in evidence.Append(products))
                {
                    Bitset.Set(has, product);
                }

                said.AsSpan().Fill(ushort.MaxValue);
                compiled.FireRows(evidence, has, rows, said);
                double[] logits = [.. Enumerable.Range(0, products).Select(product => (double)-product)];
                rows.AddTerms(said, logits);

                for (int product = 0; product < products; product++)
                {
                    int rule = PlainScorer.Score(content, evidence, product).Rule;
                    int rank = rule < 0 ? order.RankOfPopularity[product] : order.RankOfRule[rule];
                    Assert.Equal(rank, rows.RankOf(product, said[product]));
                    Assert.Equal(rank - (0.5 * product), logits[product]);
                }
            }
        }
    }

    [Fact]
    public void There_are_no_rows_where_groups_speak_for_few_products()
    {
        ModelContent content = new RandomModel(1).Content(100, 200, strongestFirst: true);
        (CompiledRules compiled, ScoreOrder order) = Compile(content);

        Assert.Null(compiled.Rows(order.RankOfPopularity, (_, _) => 0));
    }

    [Theory]
    [InlineData(ushort.MaxValue, true)]
    [InlineData(ushort.MaxValue + 1, false)]
    public void More_rules_of_a_product_than_a_row_has_places_go_without_rows_and_the_offers_are_the_same(int rulesOfProduct, bool hasRows)
    {
        var random = new RandomModel(3);
        ModelContent content = random.ContentOfTwo(products: 24, rulesOfProduct, antecedentLength: 6);
        (CompiledRules compiled, ScoreOrder order) = Compile(content);
        Assert.Equal(hasRows, compiled.Rows(order.RankOfPopularity, (_, _) => 0) is not null);

        var scorer = new CompiledScorer(content);
        for (int customer = 0; customer < 6; customer++)
        {
            int[] evidence = random.Some(24);
            var best = new ScoredProduct[10];
            int found = scorer.Select(evidence, [], new ulong[1], ScoreScratch.For(24), best);

            Assert.Equal(PlainScorer.Offers(content, evidence, [], 10), best[..found]);
        }
    }

    private static (CompiledRules Rules, ScoreOrder Order) Compile(ModelContent content)
    {
        double[] popularity = Array.ConvertAll(content.Counts, count => count / (double)content.Transactions);
        var order = ScoreOrder.Of(content.Rules, popularity);
        return (CompiledRules.Compile(content.Rules, content.Counts, order, new ulong[Bitset.Words(content.Products.Count)]), order);
    }
}
