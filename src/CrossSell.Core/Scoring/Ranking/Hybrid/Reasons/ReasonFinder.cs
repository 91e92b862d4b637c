namespace CrossSell;

/// <summary>Finds what scores would fall without, by taking causes away and scoring anew.</summary>
internal static class ReasonFinder
{
    /// <summary>How many owned products are tried for each offer: those that the contributions name first.</summary>
    private const int Tried = 3;

    /// <summary>How many products are named together where no single one lowers the score.</summary>
    private const int Together = 5;

    /// <summary>A fall of less is no reason that anyone could see.</summary>
    private const double LeastEffect = 1e-6;

    /// <summary>The reasons of several products, each once. Each owned product and each attribute that is tried costs one scoring of the customer, however many offers it is tried for.</summary>
    public static RankingReason[] Find(HybridRanking ranking, in CustomerPurchases customer, int[] products)
    {
        if (products.Length == 0)
        {
            return [];
        }

        double[][] values = ranking.Look(customer, products, out double[] logits);
        int[][] owned = new int[products.Length][];
        string[][] attributes = new string[products.Length][];
        for (int i = 0; i < products.Length; i++)
        {
            List<HybridContribution> contributions = ranking.Contributions(customer, products[i], values[i]);
            owned[i] = Owned(contributions, products[i], customer.Products);
            attributes[i] = Attributes(ranking, customer, contributions);
        }

        Dictionary<string, double[]> without = Without(ranking, customer, products, attributes);

        RankingStep step = ranking.StepOf(customer);
        RankingReason[] best = [.. products.Select(_ => new RankingReason(ScoreCause.Base, [], 0, step))];
        foreach (int removed in owned.SelectMany(some => some.Take(Tried)).Distinct().Order())
        {
            int[] offers = [.. Enumerable.Range(0, products.Length).Where(i => owned[i].AsSpan(0, Math.Min(Tried, owned[i].Length)).Contains(removed))];
            double[] effects = Effects(ranking, customer, [.. offers.Select(i => products[i])], [.. offers.Select(i => logits[i])], [removed]);
            for (int k = 0; k < offers.Length; k++)
            {
                best[offers[k]] = Better(best[offers[k]], new RankingReason(ScoreCause.OwnedProduct, [removed], effects[k], step));
            }
        }

        for (int i = 0; i < products.Length; i++)
        {
            foreach (string attribute in attributes[i])
            {
                best[i] = Better(best[i], new RankingReason(ScoreCause.Attribute, [], logits[i] - without[attribute][i], step) { Attribute = attribute });
            }

            best[i] = Better(best[i], new RankingReason(ScoreCause.Trend, [], logits[i] - ranking.LogitWithout(customer, values[i], ScoreCause.Trend), step));
            best[i] = Better(best[i], new RankingReason(ScoreCause.Popularity, [], logits[i] - ranking.LogitWithout(customer, values[i], ScoreCause.Popularity), step));
            if (best[i].Cause == ScoreCause.Base && owned[i].Length > 1)
            {
                int[] group = [.. owned[i].Take(Together).Order()];
                best[i] = Better(best[i], new RankingReason(ScoreCause.OwnedProduct, group, Effects(ranking, customer, [products[i]], [logits[i]], group)[0], step));
            }
        }

        return best;
    }

    // What speaks for the offer, the strongest first.
    private static int[] Owned(List<HybridContribution> contributions, int product, ReadOnlySpan<int> has)
    {
        bool again = has.Contains(product);
        return
        [
            .. contributions.Where(contribution => contribution.Cause == ScoreCause.OwnedProduct && (again || contribution.Product != product))
                .GroupBy(contribution => contribution.Product).Select(group => (Product: group.Key, Amount: group.Sum(contribution => contribution.Amount)))
                .Where(pair => pair.Amount > 0).OrderByDescending(pair => pair.Amount).ThenBy(pair => pair.Product).Select(pair => pair.Product),
        ];
    }

    // The attributes that speak for the offer, the strongest first. What nobody may or wants to hear is no reason.
    private static string[] Attributes(HybridRanking ranking, in CustomerPurchases customer, List<HybridContribution> contributions)
    {
        var told = new List<string>();
        foreach (HybridContribution contribution in contributions.Where(contribution => contribution.Attribute is not null && contribution.Amount > 0)
            .OrderByDescending(contribution => contribution.Amount).ThenBy(contribution => contribution.Attribute, StringComparer.Ordinal).Take(Tried))
        {
            if (ranking.Propensity!.TextOf(customer, contribution.Attribute!) is not null)
            {
                told.Add(contribution.Attribute!);
            }
        }

        return [.. told];
    }

    // For each attribute that some offer tries the logits of all offers.
    private static Dictionary<string, double[]> Without(HybridRanking ranking, in CustomerPurchases customer, int[] products, string[][] attributes)
    {
        var without = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (string attribute in attributes.SelectMany(some => some).Distinct(StringComparer.Ordinal))
        {
            without.Add(attribute, ranking.LogitsWithout(customer, products, attribute));
        }

        return without;
    }

    private static RankingReason Better(RankingReason best, RankingReason other) => other.Effect > LeastEffect && other.Effect > best.Effect ? other : best;

    // What is specific to the product: how many products the customer has and when he bought last tells of all products alike. Only a fall of the score itself counts.
    private static double[] Effects(HybridRanking ranking, in CustomerPurchases customer, int[] products, double[] logits, int[] without)
    {
        CustomerPurchases left = new PurchasesWithout(customer, without).View(customer);
        double shared = ranking.CustomerTerms(customer) - ranking.CustomerTerms(left);
        double[] warm = ranking.WarmLogits(left, products);
        double[] rests = left.Count == 0 ? ranking.Logits(left, products) : warm;
        double[] effects = new double[products.Length];
        for (int i = 0; i < products.Length; i++)
        {
            double rest = rests[i];
            effects[i] = logits[i] - rest > LeastEffect ? logits[i] - warm[i] - shared : 0;
        }

        return effects;
    }
}
