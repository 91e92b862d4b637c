namespace CrossSell.Decisions;

/// <summary>How likely each offer is the best when every probability is drawn anew, evenly from 0 to 1: an integral, no draws.</summary>
internal static class RandomChances
{
    private const int Steps = 512;

    /// <param name="values">The offers; one or more.</param>
    public static double[] Of(IReadOnlyList<OfferValue> values)
    {
        int count = values.Count;
        double[] gains = [.. values.Select(one => Math.Max(0, one.Context * one.Value * one.Lever))];
        double[] floors = [.. values.Select(one => Math.Min(0, one.Context * one.Value * one.Lever) - one.Cost)];

        // The best is at least the highest floor and at most the highest top; an offer that gains nothing stands on its floor.
        double from = floors.Max();
        double to = floors.Zip(gains, (floor, gain) => floor + gain).Max();
        double[] chances = new double[count];
        if (!(to > from))
        {
            Array.Fill(chances, 1.0 / count);
            return chances;
        }

        double step = (to - from) / Steps;
        for (int at = 0; at < Steps; at++)
        {
            double x = from + ((at + 0.5) * step);
            double all = 0;
            for (int i = 0; i < count; i++)
            {
                all += x - floors[i] < gains[i] ? Math.Log((x - floors[i]) / gains[i]) : 0;
            }

            double below = Math.Exp(all);
            for (int i = 0; i < count; i++)
            {
                // Density 1 / gain, times the others' distribution functions: its own cancels.
                chances[i] += x - floors[i] < gains[i] ? below / (x - floors[i]) : 0;
            }
        }

        double sum = chances.Sum();
        for (int i = 0; i < count; i++)
        {
            chances[i] /= sum;
        }

        return chances;
    }
}
