using CrossSell.ML.Hybrid;

namespace CrossSell.ML.Tests.Hybrid;

/// <summary>Candidates whose truth is planted: features drawn evenly from -2 to 2, the last of them 1 or -1 for all candidates of a customer, and a logit of them all.</summary>
internal static class PlantedCandidates
{
    private const int OfCustomer = 30;

    public static HybridRows Make(int customers, int features, ulong seed, Func<float[], double> logit)
    {
        ulong state = seed;
        float[] values = new float[customers * OfCustomer * features];
        double[] labels = new double[customers * OfCustomer];
        int[] bought = new int[customers];
        float[] own = new float[features];
        for (int row = 0; row < labels.Length; row++)
        {
            int customer = row / OfCustomer;
            for (int feature = 0; feature < features; feature++)
            {
                own[feature] = feature == features - 1 ? (customer % 2 == 0 ? 1 : -1) : (float)((4 * Next()) - 2);
            }

            own.CopyTo(values, row * features);
            labels[row] = Next() < 1 / (1 + Math.Exp(2.5 - (2 * logit(own)))) ? 1 : 0;
            bought[customer] += (int)labels[row];
        }

        int[] products = [.. Enumerable.Range(0, labels.Length).Select(row => row % OfCustomer)];
        ulong[] hashes = [.. Enumerable.Range(0, customers).Select(customer => CustomerSample.Hash($"c{customer}"))];
        return new HybridRows(features, [.. Enumerable.Range(0, customers + 1).Select(customer => customer * OfCustomer)], products, values, labels, bought, hashes, [.. Enumerable.Repeat(1.0, customers)]);

        double Next()
        {
            state += 0x9E3779B97F4A7C15;
            ulong mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return ((mixed ^ (mixed >> 31)) >> 11) / (double)(1UL << 53);
        }
    }
}
