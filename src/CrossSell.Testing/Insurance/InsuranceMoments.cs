namespace CrossSell.Testing.Insurance;

/// <summary>
/// The exact probabilities P(i) and P(i and j) of all products, from the planted model alone: the share-weighted sum over every kind of
/// person for products that follow attributes, then one exact step for each product that follows another.
/// </summary>
/// <remarks>
/// Given the attributes, products with a logit are independent: P(i and j) = E[p_i p_j]. A follower y of z is, given z, independent of
/// everything drawn before it: P(y and w) = b P(w) + (c - b) P(z and w). With two antecedents z is the event that both were taken; both
/// follow attributes, so that P(z and w) = E[p_a p_b p_w]. Up to half a second; seeds and dates do not enter.
/// </remarks>
internal static class InsuranceMoments
{
    /// <summary>P(i and j) by position in <see cref="InsuranceProducts.All"/>; P(i) on the diagonal. After the products: both antecedents of a rule that has two.</summary>
    public static double[,] Compute()
    {
        IReadOnlyList<InsuranceProductSpec> products = InsuranceProducts.All;
        int n = products.Count;
        int[] roots = [.. Enumerable.Range(0, n).Where(i => products[i].Book is not null)];
        int[][] pairs = [.. InsuranceProducts.Antecedents.Where(a => a.Length == 2)];

        // Events: the products, then "both antecedents of pair k".
        double[,] joint = new double[n + pairs.Length, n + pairs.Length];
        int[] drivers = [.. roots, .. Enumerable.Range(n, pairs.Length)];
        AddPeople(products, roots, pairs, drivers, joint);
        for (int y = 0; y < n; y++)
        {
            if (products[y].Link is { } link)
            {
                int[] antecedents = InsuranceProducts.Antecedents[y];
                int z = antecedents.Length == 1 ? antecedents[0] : n + Array.FindIndex(pairs, pair => pair == antecedents);
                joint[y, y] = link.Base + ((link.Confidence - link.Base) * joint[z, z]);
                foreach (int w in Enumerable.Range(0, y).Concat(Enumerable.Range(n, pairs.Length)).Concat(roots.Where(r => r > y)))
                {
                    joint[y, w] = joint[w, y] = (link.Base * joint[w, w]) + ((link.Confidence - link.Base) * joint[z, w]);
                }
            }
        }

        return joint;
    }

    private static void AddPeople(IReadOnlyList<InsuranceProductSpec> products, int[] roots, int[][] pairs, int[] drivers, double[,] joint)
    {
        double[] p = new double[joint.GetLength(0)];
        int n = products.Count;
        InsurancePopulation.VisitAll((share, features) =>
        {
            foreach (int root in roots)
            {
                p[root] = products[root].Book!.ProbabilityAt(features);
            }

            for (int k = 0; k < pairs.Length; k++)
            {
                p[n + k] = p[pairs[k][0]] * p[pairs[k][1]];
            }

            for (int a = 0; a < drivers.Length; a++)
            {
                int i = drivers[a];
                joint[i, i] += share * p[i];
                for (int b = 0; b < a; b++)
                {
                    int j = drivers[b];

                    // "Both" contains each of its own two; two pairs share no product.
                    double both = i >= n && pairs[i - n].Contains(j) ? p[i] : p[i] * p[j];
                    joint[i, j] += share * both;
                }
            }
        });

        foreach (int i in drivers)
        {
            foreach (int j in drivers.TakeWhile(j => j != i))
            {
                joint[j, i] = joint[i, j];
            }
        }
    }
}
