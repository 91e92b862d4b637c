using CrossSell.Potential;

namespace CrossSell.Tests.Potential.Programme;

public class ShiftPosteriorTests
{
    [Fact]
    public void Means_and_deviations_are_those_of_adding_up_every_shift_and_every_deviation()
    {
        (double[] Rates, double[] Counts, double Owners)[] groups =
        [
            ([0.1, 0.3], [40, 60], 12), ([0.1, 0.3], [200, 10], 33), ([0.3, 0.8], [30, 30], 44), ([0.2], [5], 0), ([0.15], [300], 30), ([0.5], [8], 8),
        ];
        (double Mean, double Deviation)[] found = ShiftPosterior.Of([.. groups.Select(g => new ShiftedRates(g.Rates, g.Counts, g.Owners))], priorScale: 1);
        (double Mean, double Deviation)[] brute = Brute(groups);

        for (int g = 0; g < groups.Length; g++)
        {
            Assert.Equal(brute[g].Mean, found[g].Mean, 0.015);
            Assert.Equal(brute[g].Deviation, found[g].Deviation, 0.015);
        }
    }

    [Fact]
    public void Sellers_who_differ_by_chance_alone_have_no_gaps_and_intervals_cover_those_who_differ()
    {
        var random = new Random(11);
        int inside = 0;
        int all = 0;
        double apart = 0;
        for (int world = 0; world < 60; world++)
        {
            double spread = world % 2 == 0 ? 0 : 0.6;
            double[] truth = [.. Enumerable.Range(0, 12).Select(_ => spread * Normal(random))];
            double[] counts = [.. truth.Select(_ => (double)random.Next(20, 300))];
            ShiftedRates[] groups = [.. truth.Select((t, g) => new ShiftedRates([0.3], [counts[g]], Enumerable.Range(0, (int)counts[g]).Count(_ => random.NextDouble() < 1 / (1 + (7.0 / 3 * Math.Exp(-t))))))];
            (double Mean, double Deviation)[] found = ShiftPosterior.Of(groups, 1);
            for (int g = 0; g < truth.Length; g++)
            {
                all++;
                inside += Math.Abs(found[g].Mean - truth[g]) < 1.645 * found[g].Deviation ? 1 : 0;
                apart += spread == 0 ? Math.Abs(found[g].Mean) / (30.0 * 12) : 0;
            }
        }

        Assert.InRange(inside / (double)all, 0.87, 0.97);
        Assert.InRange(apart, 0, 0.06);
    }

    [Fact]
    public void An_expectation_from_few_peers_counts_for_less()
    {
        var sure = new ShiftedRates([0.3], [100], 15);
        var unsure = new ShiftedRates([0.3], [100], 15, varianceOfExpected: 21);
        (double lower, double upper) = sure.ScoreOwners(1.96);
        (double least, double most) = unsure.ScoreOwners(1.96);

        Assert.Equal(0.5, unsure.Evidence, 1e-9);
        Assert.True(least < lower && upper < most);
        Assert.True(Math.Abs(unsure.Mode(1).Mode) < Math.Abs(sure.Mode(1).Mode));
    }

    private static (double Mean, double Deviation)[] Brute((double[] Rates, double[] Counts, double Owners)[] groups)
    {
        const double Step = 0.02;
        var sums = new (double Weight, double First, double Second)[groups.Length];
        for (double deviation = 0.01; deviation < 4; deviation += 0.02)
        {
            double[] marginal = new double[groups.Length];
            var moments = new (double First, double Second)[groups.Length];
            for (int g = 0; g < groups.Length; g++)
            {
                for (double shift = -8; shift <= 8; shift += Math.Min(Step, deviation / 5))
                {
                    double log = groups[g].Owners * shift;
                    for (int i = 0; i < groups[g].Rates.Length; i++)
                    {
                        log -= groups[g].Counts[i] * Math.Log(1 - groups[g].Rates[i] + (groups[g].Rates[i] * Math.Exp(shift)));
                    }

                    double density = Math.Exp(log - (shift * shift / (2 * deviation * deviation))) / deviation * Math.Min(Step, deviation / 5);
                    marginal[g] += density;
                    moments[g] = (moments[g].First + (shift * density), moments[g].Second + (shift * shift * density));
                }
            }

            double weight = Math.Exp(-deviation * deviation / 2) * marginal.Aggregate(1.0, (product, m) => product * m);
            for (int g = 0; g < groups.Length; g++)
            {
                sums[g] = (sums[g].Weight + weight, sums[g].First + (weight * moments[g].First / marginal[g]), sums[g].Second + (weight * moments[g].Second / marginal[g]));
            }
        }

        return [.. sums.Select(s => (s.First / s.Weight, Math.Sqrt((s.Second / s.Weight) - Math.Pow(s.First / s.Weight, 2))))];
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
