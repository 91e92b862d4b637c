using CrossSell.Potential;

namespace CrossSell.Tests.Potential;

public class EffortWalkTests
{
    [Fact]
    public void Gaps_looked_at_in_few_pieces_give_what_sorting_all_of_them_gives()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            int count = random.Next(1, 400);
            int different = random.Next(1, 30);
            double[] values = [.. Enumerable.Range(0, different).Select(_ => random.Next(4) == 0 ? Math.Round(random.NextDouble() * 4) : (random.NextDouble() * 100) - 20)];
            double[] margins = [.. Enumerable.Range(0, count).Select(_ => values[random.Next(different)])];
            double[] gains = [.. Enumerable.Range(0, count).Select(_ => random.Next(8) / 8.0)];
            double owned = random.Next(20);
            double relevant = owned + random.Next(1, count + 20);
            double cost = random.Next(3) * random.NextDouble() * 50;
            double goal = 0.05 + (0.95 * random.NextDouble());
            EffortGaps gaps = new(count, owned, relevant, visit =>
            {
                for (int i = 0; i < count; i++)
                {
                    visit(margins[i], gains[i]);
                }
            });
            EffortCurve expected = SortedAll(margins, gains, owned, relevant, cost, goal);
            foreach (int held in new[] { 1, 3, 50, 1_000 })
            {
                EffortCurve found = new EffortWalk(gaps, held).ToCurve("g", cost, goal);

                Assert.Equal((expected.Gaps, expected.OffersThatPay, expected.OffersToGoal), (found.Gaps, found.OffersThatPay, found.OffersToGoal));
                Assert.Equal(expected.CoverageThatPays, found.CoverageThatPays, 1e-12);
                Assert.Equal(expected.ProfitThatPays, found.ProfitThatPays, 1e-8);
                Assert.Equal(expected.ProfitToGoal ?? 0, found.ProfitToGoal ?? 0, 1e-8);
            }
        }
    }

    [Fact]
    public void A_million_gaps_of_one_margin_are_walked_in_their_order_without_being_held()
    {
        const int Count = 3_000_000;
        EffortGaps gaps = new(Count, 0, Count, visit =>
        {
            for (int i = 0; i < Count; i++)
            {
                visit(i % 2 == 0 ? 7 : 0.0 * -1, i % 3 == 0 ? 1 : 0.5);
            }
        });
        long before = GC.GetAllocatedBytesForCurrentThread();
        EffortCurve curve = new EffortWalk(gaps).ToCurve("g", 5, 0.5);
        long held = GC.GetAllocatedBytesForCurrentThread() - before;

        // The first 1,500,000 of margin 7 gain a million; then those of margin 0 gain half a million at two thirds each, and the last of them may gain a half.
        Assert.Equal(1_500_000, curve.OffersThatPay);
        Assert.Equal(2_250_000, curve.OffersToGoal!.Value);
        Assert.Equal(3_000_000.0, curve.ProfitThatPays);
        Assert.InRange(held, 0, 16_000_000);
    }

    [Theory]
    [InlineData(double.MaxValue, 3.0)]
    [InlineData(3.0, 2.9999999)]
    [InlineData(1e-300, 0.0)]
    [InlineData(0.0, -1e-300)]
    [InlineData(-1.0, -2.0)]
    public void Keys_ascend_while_margins_fall(double greater, double smaller)
    {
        Assert.True(EffortKey.Of(greater) < EffortKey.Of(smaller));
        Assert.Equal(EffortKey.Of(0.0), EffortKey.Of(-0.0));
        Assert.Equal(EffortKey.Of(greater), Enumerable.Range(0, EffortKey.Digits).Aggregate(0UL, (key, d) => (key << EffortKey.BitsOfDigit) | (uint)EffortKey.Digit(EffortKey.Of(greater), d)));
    }

    private static EffortCurve SortedAll(double[] margins, double[] gains, double owned, double relevant, double cost, double goal)
    {
        (double covered, double profit, long pays, double coveredThatPays, double profitThatPays) = (owned, 0, 0, owned, 0);
        double wanted = goal * relevant * (1 - 1e-12);
        long? toGoal = owned >= wanted ? 0 : null;
        double? profitToGoal = toGoal is null ? null : 0;
        foreach (int i in Enumerable.Range(0, margins.Length).OrderByDescending(i => margins[i]).ThenBy(i => i))
        {
            covered += gains[i];
            profit += margins[i] - cost;
            if (margins[i] > cost)
            {
                (pays, coveredThatPays, profitThatPays) = (pays + 1, covered, profit);
            }

            if (toGoal is null && covered >= wanted)
            {
                (toGoal, profitToGoal) = (Array.IndexOf([.. Enumerable.Range(0, margins.Length).OrderByDescending(j => margins[j]).ThenBy(j => j)], i) + 1, profit);
            }
        }

        return new EffortCurve("g", margins.Length, owned / relevant, pays, coveredThatPays / relevant, profitThatPays, toGoal, profitToGoal);
    }
}
