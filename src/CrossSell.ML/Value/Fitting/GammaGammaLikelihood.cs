using CrossSell.ML.Numerics;
using CrossSell.Numerics;

namespace CrossSell.ML.Value;

/// <summary>The log likelihood of the gamma-gamma model of spend with its first and second derivatives (Fader, Hardie 2013, equation 1a). Parameters: p, q, gamma.</summary>
internal sealed class GammaGammaLikelihood(int[] frequency, double[] mean, int threads)
{
    public Curvature At(double[] point)
    {
        (double p, double q, double gamma) = (point[0], point[1], point[2]);
        (double logGammaQ, double digammaQ, double trigammaQ, double logGamma) = (GammaFunctions.LogGamma(q), GammaDerivatives.Digamma(q), GammaDerivatives.Trigamma(q), Math.Log(gamma));
        return ChunkSums.Of(frequency.Length, 3, threads, (from, to, sum) =>
        {
            // Customers of one frequency stand together, so the gamma functions are worked out once for each.
            int last = -1;
            (double logs, double digammaBoth, double digammaPart, double trigammaBoth, double trigammaPart) = (0, 0, 0, 0, 0);
            for (int i = from; i < to; i++)
            {
                int x = frequency[i];
                (double px, double both) = (p * x, (p * x) + q);
                if (x != last)
                {
                    last = x;
                    logs = GammaFunctions.LogGamma(both) - GammaFunctions.LogGamma(px) - logGammaQ;
                    (digammaBoth, digammaPart) = (GammaDerivatives.Digamma(both), GammaDerivatives.Digamma(px));
                    (trigammaBoth, trigammaPart) = (GammaDerivatives.Trigamma(both), GammaDerivatives.Trigamma(px));
                }

                double spend = mean[i] * x;
                double whole = 1 / (gamma + spend);
                double logWhole = Math.Log(gamma + spend);
                double logSpend = Math.Log(spend);
                sum.Value += logs + (q * logGamma) + (px * logSpend) - Math.Log(mean[i]) - (both * logWhole);
                sum.Gradient[0] += x * (digammaBoth - digammaPart + logSpend - logWhole);
                sum.Gradient[1] += digammaBoth - digammaQ + logGamma - logWhole;
                sum.Gradient[2] += (q / gamma) - (both * whole);
                sum.AddSecond(0, 0, (double)x * x * (trigammaBoth - trigammaPart));
                sum.AddSecond(0, 1, x * trigammaBoth);
                sum.AddSecond(0, 2, -x * whole);
                sum.AddSecond(1, 1, trigammaBoth - trigammaQ);
                sum.AddSecond(1, 2, (1 / gamma) - whole);
                sum.AddSecond(2, 2, (both * whole * whole) - (q / (gamma * gamma)));
            }
        });
    }
}
