namespace CrossSell;

internal sealed unsafe partial class CompiledRules
{
    /// <summary>The groups as rows. O(rules log rules + groups · products).</summary>
    /// <param name="rankOfPopularity">For each product the rank of its popularity.</param>
    /// <param name="term">What the thing of a rank adds to a product's logit.</param>
    /// <returns>Null where groups speak for so few products that rows would cost more than their rules one by one, or a product has more than 65,535 rules.</returns>
    public RuleRows? Rows(FlatArray<int> rankOfPopularity, Func<int, int, double> term)
    {
        int products = rankOfPopularity.Length;
        int width = RuleRows.WidthOf(products);
        int groups = _groups.Length - 1;
        if (groups * (long)(width / RuleRows.Multiple) > Count)
        {
            return null;
        }

        int[] starts = new int[products + 1];
        (int[] ranksOfRules, int[] groupsOf) = ByProduct(products, (rank, product) => rank < rankOfPopularity[product] ? 0 : double.NaN, starts);
        ushort[] rows = new ushort[groups * width];
        int[] weakest = new int[products];
        int[] ranks = new int[ranksOfRules.Length + products];
        for (int product = 0; product < products; product++)
        {
            // A popularity stands behind the rules of each product before.
            weakest[product] = starts[product + 1] + product;
            ranks[weakest[product]] = rankOfPopularity[product];
            for (int at = starts[product]; at < starts[product + 1]; at++)
            {
                int place = starts[product + 1] - at;
                if (place > ushort.MaxValue)
                {
                    return null;
                }

                ranks[at + product] = ranksOfRules[at];
                ref ushort highest = ref rows[(groupsOf[at] * width) + product];
                highest = Math.Max(highest, (ushort)place);
            }
        }

        double[] terms = new double[ranks.Length];
        for (int product = 0, at = 0; product < products; product++)
        {
            for (; at <= weakest[product]; at++)
            {
                terms[at] = term(ranks[at], product);
            }
        }

        return new RuleRows(rows, width, weakest, ranks, terms);
    }
}
