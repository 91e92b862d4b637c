using CrossSell.Mining;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests.Mining;

public class RuleMinerTests
{
    [Fact]
    public void Rules_are_those_of_brute_force_in_the_promised_order() =>
        Prop.ForAll(Baskets.Small, Settings.ToArbitrary(), (baskets, settings) =>
        {
            Transactions transactions = Baskets.Of(baskets);
            RuleSet rules = RuleMiner.Mine(transactions, settings.ToOptions());
            Assert.Equal(Oracle(transactions, settings), rules.Select(Line));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void The_textbook_baskets_give_the_textbook_rules()
    {
        Transactions transactions = Baskets.Of(
            "bread milk", "bread diapers beer eggs", "milk diapers beer cola", "bread milk diapers beer", "bread milk diapers cola");
        RuleSet rules = RuleMiner.Mine(transactions, new RuleOptions { MinSupport = SupportThreshold.FromShare(0.4m), MinConfidence = 0.6m, MaxLength = 3 });
        AssociationRule rule = Assert.Single(rules, rule => rule.ToString().StartsWith("{diapers, milk} => {beer}", StringComparison.Ordinal));
        Assert.Equal("{diapers, milk} => {beer} (confidence 0.67, lift 1.11, count 2)", rule.ToString());
        Assert.Equal(new RuleCounts(2, 1, 1, 1), rule.Counts);
        Assert.Equal(2.0 / 3, rule.Confidence, 15);
        Assert.Equal(0.4, rule.Support, 15);
        Assert.Equal(rule.Lift, rule.Measure(RuleMeasures.Get("lift"))!.Value, 12);
    }

    [Fact]
    public void A_confidence_that_is_exactly_met_is_met()
    {
        // 7 of 25 with a hold b as well: 0.28 in decimals, while 0.28 * 25 is more than 7 in doubles.
        Transactions transactions = Baskets.Of([.. Enumerable.Repeat("a b", 7), .. Enumerable.Repeat("a", 18)]);
        RuleOptions options = new() { MinSupport = SupportThreshold.FromShare(0.28), MinConfidence = 0.28m };
        Assert.Equal(2, RuleMiner.Mine(transactions, options).Count);
        options.MinConfidence = 0.2800000000000000000000000001m;
        Assert.Equal("{b} => {a} (confidence 1, lift 1, count 7)", Assert.Single(RuleMiner.Mine(transactions, options)).ToString());
    }

    [Fact]
    public void A_lift_that_is_exactly_met_is_met()
    {
        // lift = 12 * 3 / (5 * 6) = 1.2 for a => b and for b => a.
        Transactions transactions = Baskets.Of(["a b", "a b", "a b", "a", "a", "b", "b", "b", "", "", "", ""]);
        RuleOptions options = new() { MinSupport = SupportThreshold.FromCount(1), MinConfidence = 0, MinLift = 1.2 };
        Assert.Equal(2, RuleMiner.Mine(transactions, options).Count);
        options.MinLift = Math.BitIncrement(1.2);
        Assert.Empty(RuleMiner.Mine(transactions, options));
    }

    [Fact]
    public void Too_many_rules_end_the_run_with_an_error_that_says_what_to_do()
    {
        Transactions transactions = Baskets.Of("a b c d", "a b c d");
        MiningLimitException error = Assert.Throws<MiningLimitException>(() =>
            RuleMiner.Mine(transactions, new RuleOptions { MaxRules = 27 }));
        Assert.Equal("MaxRules", error.LimitName);
        Assert.Equal(27, error.Limit);
        Assert.Equal(
            "Mining stopped: there are more rules, more than MaxRules = 27 allows. Raise the minimum support, set a maximum length, or raise MaxRules.",
            error.Message);
        Assert.Equal(28, RuleMiner.Mine(transactions, new RuleOptions { MaxRules = 28 }).Count);
    }

    [Fact]
    public void Invalid_options_are_reported_together()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => RuleMiner.Mine(
            Baskets.Of("a"), new RuleOptions { MinConfidence = 1.5m, MinLift = double.NaN, MaxLength = 1, MaxConsequent = 0, MaxRules = 0, MaxThreads = 0 }));
        foreach (string wrong in (string[])["MinConfidence is 1.5", "MinLift is NaN", "MaxLength is 1", "MaxConsequent is 0", "MaxRules is 0", "MaxThreads is 0"])
        {
            Assert.Contains(wrong, error.Message, StringComparison.Ordinal);
        }
    }

    private static Gen<RuleSettings> Settings { get; } =
        from minCount in Gen.Choose(1, 8)
        from confidence in Gen.Choose(0, 10)
        from lift in Gen.Choose(0, 4)
        from maxLength in Gen.Choose(2, 5)
        from maxConsequent in Gen.Choose(1, 4)
        from empty in Gen.Elements(false, true)
        select new RuleSettings(minCount, confidence / 10m, lift * 4 / 10.0, maxLength, maxConsequent, empty);

    private static string Line(AssociationRule rule) =>
        $"{string.Join(' ', rule.AntecedentIndexes.ToArray())} => {string.Join(' ', rule.ConsequentIndexes.ToArray())}: {rule.Counts}";

    private static string[] Oracle(Transactions transactions, RuleSettings settings)
    {
        int[][] rows = Baskets.ToArrays(transactions);
        List<(int[] A, int[] C, RuleCounts Counts)> rules = [];
        foreach ((int[] items, _) in ItemsetOracle.Frequent(transactions, settings.MinCount).Where(set => set.Items.Length <= settings.MaxLength))
        {
            for (int part = 1; part < 1 << items.Length; part++)
            {
                int[] consequent = [.. items.Where((_, at) => (part >> at & 1) != 0)];
                int[] antecedent = [.. items.Where((_, at) => (part >> at & 1) == 0)];
                RuleCounts counts = RuleCounts.FromMargins(Count(rows, items), Count(rows, antecedent), Count(rows, consequent), rows.Length);
                bool isMeant = consequent.Length <= settings.MaxConsequent && (antecedent.Length > 0 || settings.AllowEmptyAntecedent);
                if (isMeant
                    && counts.N11 >= settings.MinConfidence * counts.N1x
                    && counts.N * counts.N11 >= (decimal)settings.MinLift * counts.N1x * counts.Nx1)
                {
                    rules.Add((antecedent, consequent, counts));
                }
            }
        }

        Comparer<int[]> byItems = Comparer<int[]>.Create((x, y) => x.AsSpan().SequenceCompareTo(y));
        return
        [
            .. rules
                .OrderByDescending(rule => (decimal)rule.Counts.N11 / rule.Counts.N1x)
                .ThenByDescending(rule => (decimal)rule.Counts.N * rule.Counts.N11 / (rule.Counts.N1x * rule.Counts.Nx1))
                .ThenByDescending(rule => rule.Counts.N11)
                .ThenBy(rule => rule.A.Length)
                .ThenBy(rule => rule.A, byItems)
                .ThenBy(rule => rule.C, byItems)
                .Select(rule => $"{string.Join(' ', rule.A)} => {string.Join(' ', rule.C)}: {rule.Counts}"),
        ];
    }

    private static int Count(int[][] rows, int[] items) => rows.Count(row => items.All(row.Contains));

    public sealed record RuleSettings(int MinCount, decimal MinConfidence, double MinLift, int MaxLength, int MaxConsequent, bool AllowEmptyAntecedent)
    {
        public RuleOptions ToOptions() => new()
        {
            MinSupport = SupportThreshold.FromCount(MinCount),
            MinConfidence = MinConfidence,
            MinLift = MinLift,
            MaxLength = MaxLength,
            MaxConsequent = MaxConsequent,
            AllowEmptyAntecedent = AllowEmptyAntecedent,
            MaxThreads = 2,
        };
    }
}
