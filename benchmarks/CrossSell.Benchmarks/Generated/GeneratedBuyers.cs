namespace CrossSell.Benchmarks.Generated;

/// <summary>Customers whose rates and chances to leave differ: enough like real ones for a fit to have a clear maximum.</summary>
internal static class GeneratedBuyers
{
    public static PurchasePattern[] Make(int count)
    {
        var random = new Random(11);
        var patterns = new PurchasePattern[count];
        for (int i = 0; i < count; i++)
        {
            // An exponential rate is gamma with shape 1; the square of a uniform number has the beta distribution (1/2, 1).
            double rate = -Math.Log(1 - random.NextDouble()) / 40;
            double leaves = Math.Pow(random.NextDouble(), 2);
            double age = 150 + (200 * random.NextDouble());
            (int x, double last) = (0, 0.0);
            for (double time = Wait(rate); time <= age; time += Wait(rate))
            {
                (x, last) = (x + 1, time);
                if (random.NextDouble() < leaves)
                {
                    break;
                }
            }

            patterns[i] = new PurchasePattern(x, last, age);
        }

        return patterns;

        double Wait(double rate) => -Math.Log(1 - random.NextDouble()) / rate;
    }
}
