using MathNet.Numerics;

namespace CrossSell.Benchmarks.Baselines;

/// <summary>BG/NBD as it is usually fitted: the likelihood of each customer as the paper writes it, maximised by Nelder and Mead's simplex on the logarithms.</summary>
internal static class SimplexBgNbd
{
    public static double[] Fit(PurchasePattern[] patterns)
    {
        const int N = 4;
        double days = patterns.Sum(p => p.AgeDays) / patterns.Sum(p => p.Frequency);
        double[][] points = [.. Enumerable.Range(0, N + 1).Select(i => Enumerable.Range(0, N).Select(j => (j == 1 ? Math.Log(days) : 0) + (i == j + 1 ? 0.5 : 0)).ToArray())];
        double[] losses = [.. points.Select(p => Loss(p, patterns))];
        for (int step = 0; step < 1_000 && losses.Max() - losses.Min() > 1e-7; step++)
        {
            Array.Sort(losses, points);
            double[] centre = [.. Enumerable.Range(0, N).Select(j => points[..N].Average(p => p[j]))];
            double[] reflected = Between(centre, points[N], -1);
            double loss = Loss(reflected, patterns);
            if (loss < losses[0])
            {
                double[] far = Between(centre, points[N], -2);
                double farLoss = Loss(far, patterns);
                (points[N], losses[N]) = farLoss < loss ? (far, farLoss) : (reflected, loss);
            }
            else if (loss < losses[N - 1])
            {
                (points[N], losses[N]) = (reflected, loss);
            }
            else
            {
                double[] near = Between(centre, points[N], loss < losses[N] ? -0.5 : 0.5);
                double nearLoss = Loss(near, patterns);
                if (nearLoss < Math.Min(loss, losses[N]))
                {
                    (points[N], losses[N]) = (near, nearLoss);
                }
                else
                {
                    for (int i = 1; i <= N; i++)
                    {
                        points[i] = Between(points[0], points[i], 0.5);
                        losses[i] = Loss(points[i], patterns);
                    }
                }
            }
        }

        Array.Sort(losses, points);
        return [.. points[0].Select(Math.Exp)];
    }

    private static double[] Between(double[] from, double[] to, double share) => [.. from.Zip(to, (f, t) => f + (share * (t - f)))];

    private static double Loss(double[] logarithms, PurchasePattern[] patterns)
    {
        double[] p = [.. logarithms.Select(Math.Exp)];
        return -patterns.Sum(customer => LogLikelihood(p[0], p[1], p[2], p[3], customer));
    }

    private static double LogLikelihood(double r, double alpha, double a, double b, PurchasePattern customer)
    {
        (int x, double recency, double age) = customer;
        double counts = SpecialFunctions.GammaLn(r + x) - SpecialFunctions.GammaLn(r) + (r * Math.Log(alpha))
            + SpecialFunctions.GammaLn(a + b) + SpecialFunctions.GammaLn(b + x) - SpecialFunctions.GammaLn(b) - SpecialFunctions.GammaLn(a + b + x);
        double alive = -(r + x) * Math.Log(alpha + age);
        if (x == 0)
        {
            return counts + alive;
        }

        double gone = Math.Log(a / (b + x - 1)) - ((r + x) * Math.Log(alpha + recency));
        double most = Math.Max(alive, gone);
        return counts + most + Math.Log(Math.Exp(alive - most) + Math.Exp(gone - most));
    }
}
