using CrossSell.Core.Tests.Mining;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Mining.Tests;

public sealed class ItemsetMeasuresTests
{
    [Fact]
    public void Every_measure_is_that_of_counting_baskets()
    {
        Prop.ForAll(Baskets.Small, baskets =>
        {
            Transactions transactions = Baskets.Of(baskets);
            Itemsets itemsets = ItemsetMiner.Mine(transactions, new MiningOptions { MinSupport = SupportThreshold.FromCount(2), MaxLength = 5 });
            HashSet<int>[] rows = [.. Baskets.ToArrays(transactions).Select(row => row.ToHashSet())];
            foreach (Itemset itemset in itemsets.Where((_, at) => at % (1 + (itemsets.Count / 40)) == 0))
            {
                foreach (ItemsetMeasure measure in ItemsetMeasures.All)
                {
                    double? expected = ByCounting(measure.Name, itemset.Indexes.ToArray(), rows), actual = itemset.Measure(measure);
                    if (expected is null != actual is null || Math.Abs((expected ?? 0) - (actual ?? 0)) > 1e-12 * Math.Max(1, expected ?? 0)
                        || (measure.Name is not ("count" or "lift") && actual is not null and not (>= 0 and <= 1)))
                    {
                        Assert.Fail($"{measure} of {itemset} is {actual}, not {expected}.");
                    }
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }

    [Fact]
    public void A_part_that_was_not_kept_is_named()
    {
        Itemsets closed = ItemsetMiner.Mine(
            Baskets.Of("a b", "a b", "a b c"), new MiningOptions { MinSupport = SupportThreshold.FromCount(1), Kind = ItemsetKind.Closed });
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => closed[0].Measure(ItemsetMeasures.Bond));

        Assert.StartsWith("The count of {a}, a part of {a, b} (count 3), is not among the itemsets", e.Message, StringComparison.Ordinal);
        Assert.Equal(3, closed[0].Measure(ItemsetMeasures.Count));
    }

    [Fact]
    public void Names_are_distinct_and_found_in_any_case()
    {
        Assert.Equal(10, ItemsetMeasures.All.Select(m => m.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(ItemsetMeasures.All, m => Assert.Same(m, ItemsetMeasures.TryGet(m.Name.ToUpperInvariant())));
        Assert.Null(ItemsetMeasures.TryGet("confidence"));
    }

    private static double? ByCounting(string name, int[] items, HashSet<int>[] rows)
    {
        double n = rows.Length, c = rows.Count(row => items.All(row.Contains));
        double[] single = [.. items.Select(item => (double)rows.Count(row => row.Contains(item)))];

        // The confidence of every rule "part -> rest".
        double[] confidences =
        [
            .. Enumerable.Range(1, (1 << items.Length) - 2).Select(subset =>
                c / rows.Count(row => items.Where((_, at) => (subset >> at & 1) != 0).All(row.Contains))),
        ];
        return name switch
        {
            "support" => c / n,
            "count" => c,
            "allConfidence" => confidences.Append(1).Min(),
            "anyConfidence" => confidences.Length == 0 ? null : confidences.Max(),
            "bond" => c / rows.Count(row => items.Any(row.Contains)),
            "cosine" => c / Math.Pow(single.Aggregate(1.0, (x, y) => x * y), 1.0 / items.Length),
            "kulczynski" => single.Average(count => c / count),
            "maxConfidence" => single.Max(count => c / count),
            "crossSupportRatio" => single.Min() / single.Max(),
            "lift" => single.Aggregate(c / n, (lift, count) => lift / (count / n)),
            _ => throw new ArgumentException($"No way to count '{name}'.", nameof(name)),
        };
    }
}
