namespace CrossSell.Core.Tests.Scoring.Compiled;

/// <summary>What rules say, a byte a product, beside a look at every rule: the greatest gain of those that fire, in lines and alone, and which rule it was.</summary>
public sealed class RuleGainsTests
{
    [Theory]
    [InlineData(40, 200, int.MaxValue)]
    [InlineData(40, 400, 5)]
    [InlineData(200, 2_000, 10)]
    [InlineData(700, 3_000, 12)]
    [InlineData(700, 3_000, 100)]
    [InlineData(700, 3_000, int.MaxValue)]
    [InlineData(130, 6_000, 150)]
    public void The_strongest_rule_of_each_product_says_what_it_adds(int products, int rules, int antecedents)
    {
        int lines = 0;
        int singles = 0;
        for (int seed = 0; seed < 10; seed++)
        {
            var random = new RandomModel(seed);
            ModelContent content = random.Content(products, rules, strongestFirst: true, antecedents);
            double[] popularity = Array.ConvertAll(content.Counts, count => count / (double)content.Transactions);
            var order = ScoreOrder.Of(content.Rules, popularity);
            CompiledRules compiled = CompiledRules.Compile(content.Rules, content.Counts, order, new ulong[Bitset.Words(products)]);
            int[] placeOf = [.. Enumerable.Range(0, products).OrderBy(p => (p * 7919L) % products).ThenBy(p => p)];
            RuleGains gains = compiled.Gains(placeOf, Bitset.Words(products), Gain, (rank, product) => (order.RuleOfRank[rank], Gain(rank, product)));
            lines += gains.TileOfLine.Length - RuleGains.Padding;
            singles += gains.Singles.Length - RuleGains.Padding;
            ScoreScratch scratch = ScoreScratch.For(products);
            for (int customer = 0; customer < 5; customer++)
            {
                int[] evidence = random.Some(products);
                ulong[] has = new ulong[Bitset.Words(products + 1)];
                foreach (int product in evidence.Append(products))
                {
                    Bitset.Set(has, product);
                }

                int[] groups = compiled.Fire(evidence, has, gains, scratch).ToArray();
                byte[] said = scratch.Said;
                Span<ulong> fired = scratch.Fired(gains.Groups.Length);

                for (int product = 0; product < products; product++)
                {
                    ScoredProduct strongest = PlainScorer.Score(content, evidence, product);
                    double? gain = strongest.Rule < 0 || Left(product) ? null : Gain(order.RankOfRule[strongest.Rule], product);
                    Assert.Equal(gain is { } adds ? RuleGains.ByteOf(adds, gains.Step[placeOf[product] / PropensityTiles.Width]) : 0, said[placeOf[product]]);
                    if (gain is not null)
                    {
                        int first = gains.Rules.FirstThatFires(product, gains.Rules.Begin(product, said[placeOf[product]]), fired);
                        Assert.Equal(strongest.Rule, gains.Rules.At(first).Rule);
                        Assert.Equal(Gain(order.RankOfRule[strongest.Rule], product), gains.Rules.At(first).Term);
                    }
                }

                CompiledRules.Unfire(groups, fired);
                Assert.False(fired.ContainsAnyExcept(0UL));
                Array.Clear(said);
            }

            double Gain(int rank, int product) => Left(product) ? double.NaN : 2 * (order.ScoreOfRank[rank] - popularity[product]);
        }

        Assert.True(antecedents < int.MaxValue ? lines > 0 : singles > 0);
    }

    [Fact]
    public void A_gain_is_no_more_than_its_steps_and_more_than_one_step_less()
    {
        var random = new Random(3);
        for (int i = 0; i < 10_000; i++)
        {
            float most = i % 9 == 0 ? random.Next(500) * float.Epsilon : MathF.BitIncrement((float)Math.Exp((10 * random.NextDouble()) - 8));
            float step = RuleGains.StepsOf([most])[0];
            double gain = random.Next(5) switch { 0 => 0, 1 => most, _ => most * random.NextDouble() };
            byte steps = RuleGains.ByteOf(gain, step);

            Assert.InRange(steps, 1, 255);
            Assert.True(gain <= steps * (double)step);
            Assert.True(gain >= (steps - 1) * (double)step);
        }
    }

    // Some products take no part.
    private static bool Left(int product) => product % 11 == 0;
}
