using CrossSell.Mining;

namespace CrossSell.Core.Tests.Mining;

public class MeasureBoundsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(60)]
    [InlineData(101)]
    public void The_first_count_that_can_meet_a_limit_is_that_of_a_look_at_each(int transactions)
    {
        foreach (RuleMeasure measure in RuleMeasures.All)
        {
            IEnumerable<double> bounds = Enumerable.Range(1, transactions)
                .Select(both => measure.Evaluate(new RuleCounts(both, 0, 0, transactions - both))).OfType<double>().Where(double.IsFinite).Take(60);
            foreach (double value in bounds.SelectMany(bound => new[] { bound, bound * 0.99, bound * 1.01 }).Append(0).Append(0.3).Append(2))
            {
                MeasureLimit limit = measure.LowerIsStronger ? new MeasureLimit(measure, AtLeast: null, value) : new MeasureLimit(measure, value, AtMost: null);
                for (int from = 1; from <= transactions; from += 1 + (transactions / 9))
                {
                    long expected = from;
                    while (expected <= transactions && !MeasureBounds.CanMeet(limit, expected, transactions))
                    {
                        expected++;
                    }

                    Assert.True(expected == MeasureBounds.FirstThatCanMeet(limit, from, transactions), $"{measure.Name} {value} from {from}");
                }
            }
        }
    }

    [Fact]
    public void Among_a_thousand_million_transactions_the_first_count_is_found_at_once()
    {
        const int N = 1_000_000_000;
        Assert.Equal(N / 4, MeasureBounds.FirstThatCanMeet(new MeasureLimit(RuleMeasures.Support, 0.25, AtMost: null), 1, N));
        Assert.Equal(N + 1L, MeasureBounds.FirstThatCanMeet(new MeasureLimit(RuleMeasures.Lift, 5, AtMost: null), N / 2, N));
        Assert.Equal(N + 1L, MeasureBounds.FirstThatCanMeet(new MeasureLimit(RuleMeasures.Leverage, 0.3, AtMost: null), 1, N));
    }
}
