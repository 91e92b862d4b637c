namespace CrossSell.Core.Tests.Scoring.Compiled;

/// <summary>The compiled scorer against <see cref="PlainScorer"/>: same products, same rules, same scores to the last bit.</summary>
public sealed class CompiledScorerTests
{
    public static TheoryData<int, int> Sizes => new() { { 1, 4 }, { 2, 5 }, { 5, 40 }, { 20, 200 }, { 63, 300 }, { 64, 300 }, { 65, 300 }, { 130, 600 } };

    [Theory, MemberData(nameof(Sizes))]
    public void Offers_are_those_of_looking_at_every_rule(int products, int rules)
    {
        for (int seed = 0; seed < 30; seed++)
        {
            var random = new RandomModel(seed);
            ModelContent content = random.Content(products, rules, strongestFirst: seed % 2 == 0, antecedents: seed % 3 == 0 ? 9 : int.MaxValue);
            var scorer = new CompiledScorer(content);
            for (int customer = 0; customer < 8; customer++)
            {
                int[] evidence = random.Some(products);
                int[] excluded = random.Some(products);
                List<ScoredProduct> all = PlainScorer.Offers(content, evidence, excluded, products);
                foreach (int count in new[] { 1, 3, 10, OfferList.Longest, products + 70 })
                {
                    Assert.Equal(all.Take(count), Select(scorer, evidence, excluded, count));
                }
            }
        }
    }

    [Theory, MemberData(nameof(Sizes))]
    public void A_scorer_that_comes_from_a_file_is_the_one_that_was_compiled(int products, int rules)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new RandomModel(seed);
            ModelContent content = random.Content(products, rules, strongestFirst: true, antecedents: seed % 3 == 0 ? 9 : int.MaxValue);
            byte[] section = new CompiledScorer(content).ToSection();
            var scorer = CompiledScorer.FromSection(content, section);
            int[] evidence = random.Some(products);
            int[] excluded = random.Some(products);

            Assert.Equal(section, scorer.ToSection());
            Assert.Equal(PlainScorer.Offers(content, evidence, excluded, 10), Select(scorer, evidence, excluded, 10));
            Assert.Equal(PlainScorer.Offers(content, evidence, excluded, products + 70), Select(scorer, evidence, excluded, products + 70));
        }
    }

    [Fact]
    public void A_scorer_of_other_rules_is_refused()
    {
        var random = new RandomModel(1);
        ModelContent content = random.Content(20, 100, strongestFirst: true);
        byte[] other = new CompiledScorer(random.Content(20, 100, strongestFirst: true)).ToSection();

        Assert.Throws<InvalidDataException>(() => CompiledScorer.FromSection(content, other));
    }

    [Fact]
    public void The_rank_of_one_product_is_that_among_all()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new RandomModel(seed);
            ModelContent content = random.Content(20, 100, strongestFirst: true);
            var scorer = new CompiledScorer(content);
            int[] evidence = random.Some(20);
            for (int product = 0; product < 20; product++)
            {
                Assert.Equal(PlainScorer.Score(content, evidence, product).Rule, scorer.RuleOf(scorer.RankFor(evidence, product, ScoreScratch.For(20))));
            }
        }
    }

    [Fact]
    public void Scores_of_rules_are_those_of_looking_at_every_rule()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new RandomModel(seed);
            ModelContent content = random.Content(30, 200, strongestFirst: true) with { ForSale = [.. Enumerable.Repeat(true, 30)] };
            int[] evidence = random.Some(30);
            double[] scores = new double[30];

            new CompiledScorer(content).RuleScores(evidence, ScoreScratch.For(30), scores);

            Assert.All(Enumerable.Range(0, 30).Where(product => content.Counts[product] > 0), product => Assert.Equal(PlainScorer.Score(content, evidence, product).Score, scores[product]));
        }
    }

    [Fact]
    public void One_thread_may_go_from_a_large_model_to_a_small_one_and_back()
    {
        var random = new RandomModel(3);
        ModelContent[] models = [random.Content(200, 500, strongestFirst: true), random.Content(3, 10, strongestFirst: true), random.Content(64, 300, strongestFirst: true)];
        CompiledScorer[] scorers = Array.ConvertAll(models, content => new CompiledScorer(content));
        for (int i = 0; i < 60; i++)
        {
            ModelContent content = models[i % models.Length];
            int[] evidence = random.Some(content.Products.Count);

            Assert.Equal(PlainScorer.Offers(content, evidence, evidence, 5), Select(scorers[i % models.Length], evidence, evidence, 5));
        }
    }

    [Fact]
    public void Rules_that_cannot_win_are_left_out()
    {
        // 0 => 2 by 1/2; {0, 1} => 2 by 1/2 adds nothing; 1 => 2 by 1/10 is below the popularity of 2.
        ModelContent content = new()
        {
            Products = [.. Enumerable.Range(0, 3).Select(p => new Product { Id = new ProductId($"p{p}") })],
            ForSale = [true, true, true],
            Counts = [4, 20, 5],
            Transactions = 25,
            Unit = CrossSell.Mining.TransactionUnit.Customer,
            Rules = new RuleBook([0, 1, 3, 4], [0, 0, 1, 1], [2, 2, 2], [2, 1, 2], [4, 2, 20]),
        };

        var order = ScoreOrder.Of(content.Rules, [.. content.Counts.Select(count => count / 25.0)]);

        Assert.Equal(1, CompiledRules.Compile(content.Rules, content.Counts, order, new ulong[1]).Count);
        Assert.Equal(0, CompiledRules.Compile(content.Rules, content.Counts, order, [4]).Count);
    }

    private static ScoredProduct[] Select(CompiledScorer scorer, int[] evidence, int[] excluded, int count)
    {
        ulong[] bits = new ulong[Bitset.Words(scorer.Products)];
        foreach (int product in excluded)
        {
            Bitset.Set(bits, product);
        }

        var best = new ScoredProduct[count];
        int found = scorer.Select(evidence, [], bits, ScoreScratch.For(scorer.Products), best);
        return best[..found];
    }
}
