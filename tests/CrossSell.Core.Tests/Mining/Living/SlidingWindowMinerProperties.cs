using CrossSell.Mining;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests.Mining.Living;

public class SlidingWindowMinerProperties
{
    private static readonly Arbitrary<(int Operation, int Pick, int[][] Baskets)[]> _steps = Arb.From(
        from operations in (
            from operation in Gen.Choose(0, 9)
            from pick in Gen.Choose(0, 100)
            from baskets in Basket.ArrayOf().Resize(14)
            select (operation, pick, baskets)).ArrayOf().Resize(12)
        select operations);

    private static Gen<int[]> Basket =>
        from length in Gen.Choose(0, 6)
        from items in Gen.Choose(0, 9).ArrayOf(2).Select(draws => draws.Min()).ArrayOf(length)
        select items;

    [Theory]
    [InlineData("0.25", 1)]
    [InlineData("0.25", 3)]
    [InlineData("0.1", 2)]
    [InlineData("0.3333333333333333", 5)]
    [InlineData("4", 1)]
    [InlineData("7", 3)]
    public void Any_sequence_of_calls_gives_what_mining_from_scratch_gives(string minSupport, int leastPartCount) =>
        Prop.ForAll(_steps, Gen.Choose(1, 5).ToArbitrary(), (steps, often) =>
        {
            SupportThreshold support = SupportThreshold.Parse(minSupport);
            SlidingWindowMiner window = new(new WindowOptions { MinSupport = support, LeastPartCount = leastPartCount, MaxThreads = 1 });
            WindowModel model = new();
            for (int day = 0; day < steps.Length; day++)
            {
                model.Step(window, steps[day].Operation, steps[day].Pick, day, steps[day].Baskets);
                if (day % often == 0)
                {
                    model.Check(window, support);
                    window = SlidingWindowMiner.FromBytes(window.ToBytes(), new WindowOptions { MaxThreads = 1 });
                }
            }

            model.Check(window, support);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Theory]
    [InlineData("0.08", 8)]
    [InlineData("0.2", 1)]
    [InlineData("12", 2)]
    public void A_window_that_moves_on_for_long_stays_exact_and_small(string minSupport, int leastPartCount)
    {
        SupportThreshold support = SupportThreshold.Parse(minSupport);
        SlidingWindowMiner window = new(new WindowOptions { MinSupport = support, LeastPartCount = leastPartCount, MaxThreads = 1 });
        WindowModel model = new();
        System.Random random = new(20);
        int most = 0;
        for (int day = 0; day < 60; day++)
        {
            // What is bought drifts: every day some items go out of fashion and others come.
            int[][] baskets = [.. Enumerable.Range(0, random.Next(0, 25)).Select(_ =>
                Enumerable.Range(0, random.Next(0, 7)).Select(_ => (day / 4) + Math.Min(random.Next(12), random.Next(12))).ToArray())];
            model.Step(window, operation: 9, pick: 0, day, baskets);
            model.Step(window, operation: 2, pick: 0, day + 1, []);
            if (day % 3 == 0)
            {
                model.Check(window, support);
            }

            most = Math.Max(most, window.TrackedItemsets);
        }

        model.Check(window, support);
        Assert.True(window.TrackedItemsets <= most && most < 3000, $"{most} itemsets were tracked");
        Assert.InRange(window.Parts.Count, 1, 5);
    }
}
