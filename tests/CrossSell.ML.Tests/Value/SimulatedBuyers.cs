using MathNet.Numerics.Distributions;

namespace CrossSell.ML.Tests.Value;

/// <summary>Customers drawn from the BG/NBD and gamma-gamma models themselves, with what they do after the instant of looking.</summary>
internal sealed class SimulatedBuyers
{
    private SimulatedBuyers(PurchasePattern[] patterns, bool[] alive, int[] later, double[] meanSpend, double[] laterSpend)
    {
        Patterns = patterns;
        Alive = alive;
        Later = later;
        MeanSpend = meanSpend;
        LaterSpend = laterSpend;
    }

    public PurchasePattern[] Patterns { get; }

    /// <summary>Whether each is still alive at the instant of looking.</summary>
    public bool[] Alive { get; }

    /// <summary>How often each buys in the horizon after it.</summary>
    public int[] Later { get; }

    /// <summary>The mean spend of the occasions after the first; NaN with none.</summary>
    public double[] MeanSpend { get; }

    /// <summary>What each spends in the horizon after it.</summary>
    public double[] LaterSpend { get; }

    public static SimulatedBuyers Draw(
        int seed, int count, (double R, double Alpha, double A, double B) buying, double horizon, (double P, double Q, double Gamma)? spending = null, double shortest = 180, double longest = 275,
        LeavingRule leaving = LeavingRule.AfterRepeatPurchase)
    {
        var random = new Random(seed);
        var patterns = new PurchasePattern[count];
        var alive = new bool[count];
        int[] later = new int[count];
        double[] mean = new double[count];
        double[] spend = new double[count];
        (double p, double q, double gamma) = spending ?? (6.25, 3.74, 15.44);
        for (int i = 0; i < count; i++)
        {
            double age = shortest + ((longest - shortest) * random.NextDouble());
            double rate = Gamma.Sample(random, buying.R, buying.Alpha);
            double leaves = Beta.Sample(random, buying.A, buying.B);
            double scale = Gamma.Sample(random, q, gamma);
            alive[i] = leaving == LeavingRule.AfterRepeatPurchase || random.NextDouble() >= leaves;
            (int x, double last, double sum) = (0, 0, 0);
            double time = 0;
            while (alive[i])
            {
                time += Exponential.Sample(random, Math.Max(rate, 1e-300));
                if (time > age + horizon)
                {
                    break;
                }

                double amount = Gamma.Sample(random, p, scale);
                bool isLater = time > age;
                if (isLater)
                {
                    later[i]++;
                    spend[i] += amount;
                }
                else
                {
                    (x, last, sum) = (x + 1, time, sum + amount);
                }

                if (random.NextDouble() < leaves)
                {
                    // Who leaves after the instant of looking was alive at it.
                    alive[i] = isLater;
                    break;
                }
            }

            patterns[i] = new PurchasePattern(x, last, age);
            mean[i] = x == 0 ? double.NaN : sum / x;
        }

        return new SimulatedBuyers(patterns, alive, later, mean, spend);
    }
}
