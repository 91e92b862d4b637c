namespace CrossSell.Core.Tests.Scoring.Compiled;

/// <summary>Models and customers by chance: many equal confidences, antecedents of one to five products, rules in any order, products that are not for sale or were never bought.</summary>
internal sealed class RandomModel(int seed)
{
    private const int Transactions = 60;

    private readonly Random _random = new(seed);

    public ModelContent Content(int products, int rules, bool strongestFirst)
    {
        int[] counts = [.. Enumerable.Range(0, products).Select(_ => _random.Next(5) == 0 ? 0 : _random.Next(1, 20))];
        (int[] Antecedent, int Consequent, int Both, int With)[] made = [.. Enumerable.Range(0, rules).Select(_ => Rule(products)).Where(rule => rule.Antecedent.Length > 0)];
        if (strongestFirst)
        {
            made = [.. made.OrderByDescending(rule => (double)rule.Both / rule.With)];
        }

        int[] starts = new int[made.Length + 1];
        for (int r = 0; r < made.Length; r++)
        {
            starts[r + 1] = starts[r] + made[r].Antecedent.Length;
        }

        return new ModelContent
        {
            Products = [.. Enumerable.Range(0, products).Select(p => new Product { Id = new ProductId($"p{p}") })],
            ForSale = [.. Enumerable.Range(0, products).Select(_ => _random.Next(6) != 0)],
            Counts = counts,
            Transactions = Transactions,
            Unit = CrossSell.Mining.TransactionUnit.Customer,
            Rules = new RuleBook(starts, [.. made.SelectMany(rule => rule.Antecedent)], [.. made.Select(rule => rule.Consequent)], [.. made.Select(rule => rule.Both)], [.. made.Select(rule => rule.With)]),
        };
    }

    /// <summary>Different products, in no order: none, some, or all.</summary>
    public int[] Some(int products) => [.. Enumerable.Range(0, products).Where(_ => true).OrderBy(_ => _random.Next()).Take(_random.Next(4) switch { 0 => 0, 1 => products, _ => _random.Next(products + 1) })];

    private (int[] Antecedent, int Consequent, int Both, int With) Rule(int products)
    {
        int consequent = _random.Next(products);
        int length = 1 + _random.Next(_random.Next(8) == 0 ? 5 : 3);
        int[] antecedent = [.. Enumerable.Range(0, length).Select(_ => _random.Next(products)).Where(p => p != consequent).Distinct().Order()];
        int with = 1 + _random.Next(12);
        return (antecedent, consequent, 1 + _random.Next(with), with);
    }
}
