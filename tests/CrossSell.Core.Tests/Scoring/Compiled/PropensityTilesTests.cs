namespace CrossSell.Core.Tests.Scoring.Compiled;

/// <summary>Coarse weights only say who may be among the best: every product that is must be a candidate, with vectors and without, whatever the weights are.</summary>
public sealed class PropensityTilesTests
{
    private const int Wanted = 10;

    [Theory]
    [InlineData(129, 0.3)]
    [InlineData(500, 0.3)]
    [InlineData(1_000, 0.01)]
    [InlineData(2_500, 1)]
    public void The_best_are_among_the_candidates_with_vectors_and_without(int products, double share)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            ProductPropensity propensity = Weights(random, products, share);
            var exact = new CompiledPropensity(propensity);
            double[] popularity = [.. Enumerable.Range(0, products).Select(_ => -3 * random.NextDouble())];
            ulong[] barred = [.. Enumerable.Range(0, Bitset.Words(products)).Select(_ => (ulong)random.NextInt64() & (ulong)random.NextInt64())];
            ulong[] never = [.. Enumerable.Range(0, Bitset.Words(products)).Select(_ => (ulong)random.NextInt64() & (ulong)random.NextInt64())];
            var tiles = new PropensityTiles(exact, popularity, never);
            ScoreScratch scratch = ScoreScratch.For(products);
            int[] unusual = exact.Unusual([.. propensity.Fields.Select(field => random.Next(field.Codes))]).ToArray();
            double[] gains = [.. Enumerable.Range(0, products).Select(_ => random.Next(3) == 0 ? 4 * random.NextDouble() : 0)];
            RuleGains rules = Gains(tiles, gains);
            double[] exactly = new double[products];
            exact.LogitsOf([.. Enumerable.Range(0, products)], unusual, exactly);

            double Logit(int product) => exactly[product] + popularity[product] + (Math.Sign(propensity.RuleSlopes[product]) * gains[product]);
            int[] best =
            [
                .. Enumerable.Range(0, products).Where(p => !Bitset.Contains(barred, p) && !Bitset.Contains(never, p)).OrderByDescending(Logit).ThenBy(p => p).Take(Wanted),
            ];
            foreach (bool plain in new[] { false, true })
            {
                byte[] said = new byte[products];
                for (int p = 0; p < products; p++)
                {
                    // What rules take away they do not say: how much it is only the exact sum tells.
                    said[p] = gains[p] > 0 && propensity.RuleSlopes[p] > 0 ? RuleGains.ByteOf(gains[p], rules.Step[tiles.PlaceOf[p] / PropensityTiles.Width]) : (byte)0;
                    scratch.Said[tiles.PlaceOf[p]] = said[p];
                }

                TileCandidate[] kept = tiles.Collect(unusual, barred, rules, Wanted, scratch, plain).ToArray();

                Assert.Equal(kept.Length, kept.Select(candidate => candidate.Product).Distinct().Count());
                Assert.Empty(best.Except(kept.Select(candidate => candidate.Product)));
                Assert.All(kept, candidate => Assert.True(candidate.Upper >= Logit(candidate.Product)));
                Assert.All(kept, candidate => Assert.Equal(said[candidate.Product], candidate.Said));
                Assert.DoesNotContain(kept, candidate => Bitset.Contains(barred, candidate.Product) || Bitset.Contains(never, candidate.Product));
                Assert.False(scratch.Sums.AsSpan().ContainsAnyExcept((short)0));
                Assert.False(scratch.Said.AsSpan().ContainsAnyExcept((byte)0));
            }
        }
    }

    [Fact]
    public void Few_are_left_to_be_added_up_exactly()
    {
        const int Products = 5_000;
        var random = new Random(5);
        ProductPropensity propensity = Weights(random, Products, share: 1);
        var exact = new CompiledPropensity(propensity);
        ulong[] nothing = new ulong[Bitset.Words(Products)];
        var tiles = new PropensityTiles(exact, new double[Products], nothing);
        int[] unusual = exact.Unusual([.. propensity.Fields.Select(field => random.Next(field.Codes))]).ToArray();

        Assert.InRange(tiles.Collect(unusual, nothing, rules: null, Wanted, ScoreScratch.For(Products)).Length, Wanted, 5 * Wanted);
    }

    [Theory]
    [InlineData(200, 1)]
    [InlineData(200, -1)]
    [InlineData(200, 0)]
    [InlineData(2_500, -1)]
    public void So_many_codes_as_fit_in_16_bits_are_added_up_right(int products, int sign)
    {
        var random = new Random(5);
        ProductPropensity propensity = Weights(random, products, share: 1, PropensityTiles.MostCodes, () => 0.9 * (sign == 0 || random.Next(10) == 0 ? (2 * random.Next(2)) - 1 : sign));
        var exact = new CompiledPropensity(propensity);
        ulong[] nothing = new ulong[Bitset.Words(products)];
        var tiles = new PropensityTiles(exact, new double[products], nothing);
        int[] unusual = exact.Unusual([.. propensity.Fields.Select(field => random.Next(field.Codes - 1))]).ToArray();
        double[] logits = new double[products];
        exact.LogitsOf([.. Enumerable.Range(0, products)], unusual, logits);

        Assert.Equal(PropensityTiles.MostCodes, unusual.Length);
        foreach (bool plain in new[] { false, true })
        {
            TileCandidate[] kept = tiles.Collect(unusual, nothing, rules: null, Wanted, ScoreScratch.For(products), plain).ToArray();

            Assert.Empty(Enumerable.Range(0, products).OrderByDescending(p => logits[p]).Take(Wanted).Except(kept.Select(candidate => candidate.Product)));
            Assert.All(kept, candidate => Assert.InRange(candidate.Upper - logits[candidate.Product], 0, 0.02 * PropensityTiles.MostCodes));
        }
    }

    // Steps as they are for the greatest gain of each tile, and no rules: what was said is written by the test.
    private static RuleGains Gains(PropensityTiles tiles, double[] gains)
    {
        float[] most = new float[tiles.Count];
        for (int p = 0; p < gains.Length; p++)
        {
            ref float greatest = ref most[tiles.PlaceOf[p] / PropensityTiles.Width];
            greatest = Math.Max(greatest, MathF.BitIncrement((float)gains[p]));
        }

        return new RuleGains([default], [], [], [], most, new ProductRules(new int[gains.Length + 1], [], [], []));
    }

    // Weights of very different sizes, a share of which is not zero; slopes of both signs.
    private static ProductPropensity Weights(Random random, int products, double share, int fields = 30, Func<double>? weight = null)
    {
        PropensityField[] columns = [.. Enumerable.Range(0, fields).Select(f => PropensityField.OfNumbers($"f{f}", CustomerColumnKind.Numeric, [1, 2, 3]))];
        return new ProductPropensity
        {
            History = new HistoryFeatures([], new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal)),
            Fields = columns,
            Link = PropensityLink.Logistic,
            Horizon = null,
            Products = [.. Enumerable.Range(0, products).Select(p => new ProductPropensityFacts(new ProductId($"p{p}"), 1, 2, IsLearned: true))],
            Intercepts = [.. Enumerable.Range(0, products).Select(_ => -6 * random.NextDouble())],
            Effects = [.. columns.SelectMany(field => Enumerable.Range(0, field.Codes)).SelectMany(code => Enumerable.Range(0, products).Select(p => weight is not null ? weight() : random.NextDouble() < share ? (p % 64 == 7 ? 3 : 0.3) * ((2 * random.NextDouble()) - 1) : 0))],
            MeanEffects = new double[columns.Length * products],
            RuleSlopes = [.. Enumerable.Range(0, products).Select(p => p % 5 == 0 ? -0.4 : 0.5)],
            RuleMeans = new double[products],
            Notes = [],
        };
    }
}
