namespace CrossSell.Core.Tests.Scoring.Compiled;

/// <summary>Models and customers by chance: many equal confidences, antecedents of one to five products, rules in any order, products that are not for sale or were never bought.</summary>
internal sealed class RandomModel(int seed)
{
    private const int Transactions = 60;

    private readonly Random _random = new(seed);

    /// <param name="products">How many products.</param>
    /// <param name="rules">How many rules at most.</param>
    /// <param name="strongestFirst">Whether rules come by falling confidence.</param>
    /// <param name="antecedents">How many different antecedents at most; so that many rules share one.</param>
    public ModelContent Content(int products, int rules, bool strongestFirst, int antecedents = int.MaxValue)
    {
        int[][] shared = antecedents == int.MaxValue ? [] : [.. Enumerable.Range(0, antecedents).Select(_ => Antecedent(products))];
        int[] counts = [.. Enumerable.Range(0, products).Select(_ => _random.Next(5) == 0 ? 0 : _random.Next(1, 20))];
        (int[] Antecedent, int Consequent, int Both, int With)[] made = [.. Enumerable.Range(0, rules).Select(_ => Rule(products, shared)).Where(rule => rule.Antecedent.Length > 0)];
        if (strongestFirst)
        {
            made = [.. made.OrderByDescending(rule => (double)rule.Both / rule.With)];
        }

        return Content(counts, [.. Enumerable.Range(0, products).Select(_ => _random.Next(6) != 0)], made);
    }

    /// <summary>Rules for two products only, all of them stronger than popularity and none a part of another: as many for each as are asked for.</summary>
    public ModelContent ContentOfTwo(int products, int rulesOfProduct, int antecedentLength)
    {
        int[][] antecedents = [.. Subsets(2, antecedentLength).Take(rulesOfProduct)];
        Assert.Equal(rulesOfProduct, antecedents.Length);
        return Content(
            [.. Enumerable.Range(0, products).Select(_ => 1)],
            [.. Enumerable.Range(0, products).Select(_ => true)],
            [.. antecedents.SelectMany(antecedent => Enumerable.Range(0, 2).Select(consequent => (antecedent, consequent, 1 + _random.Next(12), 12)))]);

        IEnumerable<int[]> Subsets(int from, int length) => length == 0
            ? [[]]
            : Enumerable.Range(from, products - from).SelectMany(first => Subsets(first + 1, length - 1).Select(rest => (int[])[first, .. rest]));
    }

    /// <summary>Different products, in no order: none, some, or all.</summary>
    public int[] Some(int products) => [.. Enumerable.Range(0, products).Where(_ => true).OrderBy(_ => _random.Next()).Take(_random.Next(4) switch { 0 => 0, 1 => products, _ => _random.Next(products + 1) })];

    private static ModelContent Content(int[] counts, bool[] forSale, (int[] Antecedent, int Consequent, int Both, int With)[] rules)
    {
        int[] starts = new int[rules.Length + 1];
        for (int r = 0; r < rules.Length; r++)
        {
            starts[r + 1] = starts[r] + rules[r].Antecedent.Length;
        }

        return new ModelContent
        {
            Products = [.. Enumerable.Range(0, counts.Length).Select(p => new Product { Id = new ProductId($"p{p}") })],
            ForSale = forSale,
            Counts = counts,
            Transactions = Transactions,
            Unit = CrossSell.Mining.TransactionUnit.Customer,
            Rules = new RuleBook(starts, [.. rules.SelectMany(rule => rule.Antecedent)], [.. rules.Select(rule => rule.Consequent)], [.. rules.Select(rule => rule.Both)], [.. rules.Select(rule => rule.With)]),
        };
    }

    private (int[] Antecedent, int Consequent, int Both, int With) Rule(int products, int[][] shared)
    {
        int consequent = _random.Next(products);
        int[] antecedent = [.. (shared.Length > 0 ? shared[_random.Next(shared.Length)] : Antecedent(products)).Where(p => p != consequent)];
        int with = 1 + _random.Next(12);
        return (antecedent, consequent, 1 + _random.Next(with), with);
    }

    private int[] Antecedent(int products)
    {
        int length = 1 + _random.Next(_random.Next(8) == 0 ? 5 : 3);
        return [.. Enumerable.Range(0, length).Select(_ => _random.Next(products)).Distinct().Order()];
    }
}
