namespace CrossSell.ML.LeadScores;

/// <summary>Joins neighbouring bins into a few classes: always the two whose joining loses the least likelihood (Kerber 1992, with the likelihood in place of chi-square).</summary>
internal static class ClassMerger
{
    // A deviance that chance exceeds once in twenty times: two classes that differ less are one.
    public const double Chance = 3.84;

    /// <summary>For each bin its class, from 0 in the order of the bins.</summary>
    /// <param name="customers">For each bin how many customers it has; one without any joins its neighbour.</param>
    /// <param name="buyers">For each how many of them bought.</param>
    /// <param name="mostClasses">The most classes.</param>
    /// <param name="leastCustomers">The fewest customers of a class.</param>
    /// <param name="chance">Two classes of a smaller deviance are one; 0 to join only what must be.</param>
    public static int[] Merge(IReadOnlyList<double> customers, IReadOnlyList<double> buyers, int mostClasses, double leastCustomers, double chance = Chance)
    {
        var classes = new List<(int Last, double Customers, double Buyers)>();
        for (int b = 0; b < customers.Count; b++)
        {
            classes.Add((b, customers[b], buyers[b]));
        }

        while (classes.Count > 1)
        {
            int best = -1;
            double least = double.PositiveInfinity;
            int smallest = classes.Select((c, k) => (c.Customers, k)).Min().k;
            bool tooSmall = classes[smallest].Customers < leastCustomers;
            for (int k = 0; k + 1 < classes.Count; k++)
            {
                double loss = !tooSmall || k == smallest || k + 1 == smallest ? Loss(classes[k], classes[k + 1]) : double.PositiveInfinity;
                (best, least) = loss < least ? (k, loss) : (best, least);
            }

            if (!tooSmall && classes.Count <= mostClasses && least > chance)
            {
                break;
            }

            classes[best] = (classes[best + 1].Last, classes[best].Customers + classes[best + 1].Customers, classes[best].Buyers + classes[best + 1].Buyers);
            classes.RemoveAt(best + 1);
        }

        int[] classOf = new int[customers.Count];
        for (int b = 0, k = 0; b < classOf.Length; b++)
        {
            classOf[b] = k;
            k += classes[k].Last == b ? 1 : 0;
        }

        return classOf;
    }

    private static double Loss((int Last, double Customers, double Buyers) a, (int Last, double Customers, double Buyers) b) =>
        2 * (LogLikelihood(a.Customers, a.Buyers) + LogLikelihood(b.Customers, b.Buyers) - LogLikelihood(a.Customers + b.Customers, a.Buyers + b.Buyers));

    public static double LogLikelihood(double customers, double buyers) => Part(buyers, customers) + Part(customers - buyers, customers);

    private static double Part(double some, double all) => some > 0 ? some * Math.Log(some / all) : 0;
}
