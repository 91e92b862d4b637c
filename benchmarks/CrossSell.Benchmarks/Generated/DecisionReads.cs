using System.Runtime.InteropServices;

namespace CrossSell.Benchmarks.Generated;

/// <summary>What a decision with weights must read, whoever makes it: on average of some customers of a generated market.</summary>
/// <param name="WeightBytes">A byte for every product and thing that is known; of a thing that moves few products their numbers as well.</param>
/// <param name="WeightTable">All such bytes of the market.</param>
/// <param name="Antecedents">The antecedents of the rules that are the strongest of some product.</param>
/// <param name="AntecedentTable">A line of memory for each antecedent.</param>
/// <param name="Known">What is known: each of the ten offers has an exact weight of it.</param>
/// <param name="ExactTable">All exact weights, in bytes.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DecisionReads(double WeightBytes, long WeightTable, double Antecedents, long AntecedentTable, double Known, long ExactTable)
{
    private const int Line = 64;
    private const int FewestOfRow = 32;
    private const int BytesOfSingle = 5;

    /// <param name="model">A model with weights.</param>
    /// <param name="customers">For each customer what he holds and the codes of the facts that are known of him.</param>
    public static DecisionReads Of(CrossSellModel model, IReadOnlyCollection<(HashSet<string> Held, int[] Codes)> customers)
    {
        ProductPropensity weights = model.Propensity!;
        int products = model.Products.Count;
        long[] bytes = [.. Enumerable.Range(0, weights.Fields.Sum(field => field.Codes)).Select(code => BytesOf(weights.Effects.AsSpan(code * products, products)))];
        (string[] Antecedent, string Consequent, double Confidence)[] rules =
        [
            .. Enumerable.Range(0, model.RuleCount).Select(model.RuleAt)
                .Select(rule => (rule.Antecedent.Select(product => product.Value).ToArray(), rule.Consequent.Value, (double)rule.Counts.N11 / rule.Counts.N1x)),
        ];
        double antecedents = customers.Average(customer => rules
            .Where(rule => !customer.Held.Contains(rule.Consequent) && rule.Antecedent.All(customer.Held.Contains))
            .GroupBy(rule => rule.Consequent)
            .Select(group => string.Join(' ', group.MaxBy(rule => rule.Confidence).Antecedent))
            .Distinct().Count());
        return new DecisionReads(
            customers.Average(customer => customer.Codes.Sum(code => bytes[code])),
            bytes.Sum(),
            antecedents,
            Line * (long)rules.Select(rule => string.Join(' ', rule.Antecedent)).Distinct().Count(),
            customers.Average(customer => customer.Codes.Count(code => bytes[code] > 0)),
            sizeof(double) * (long)products * bytes.Count(row => row > 0));
    }

    private static long BytesOf(ReadOnlySpan<double> weights)
    {
        int moved = weights.Length - weights.Count(0.0);
        return moved > weights.Length / FewestOfRow ? weights.Length : BytesOfSingle * (long)moved;
    }
}
