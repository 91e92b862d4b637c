using CrossSell.Mining;
using CrossSell.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests.Mining;

public class SequentialRuleMinerTests
{
    private static readonly Gen<string[][][]> AnySequences =
        (from items in Gen.Choose(1, 5)
         from length in Gen.Choose(0, 6)
         from baskets in Gen.Choose(0, 3).SelectMany(size => Gen.Choose(1, items).Select(item => $"i{item}").ArrayOf(size)).ArrayOf(length)
         select baskets).ArrayOf().Resize(10);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rules_are_those_of_brute_force(bool withWindow) =>
        Prop.ForAll(
            AnySequences.ToArbitrary(),
            Gen.Choose(1, 3).ToArbitrary(),
            Gen.Choose(0, 10).Two().ToArbitrary(),
            (sequences, minCount, drawn) =>
            {
                (int confidence, int choice) = drawn;
                SequentialRuleOptions options = new()
                {
                    MinSupport = SupportThreshold.FromCount(minCount),
                    MinConfidence = confidence / 10m,
                    MaxAntecedent = choice % 3 == 0 ? null : choice % 3,
                    MaxConsequent = choice % 4 == 0 ? null : choice % 4,
                    WindowBaskets = withWindow ? 2 + (choice % 4) : null,
                    MaxThreads = 2,
                };
                Assert.Equal(
                    BruteForce(sequences, options).Order(StringComparer.Ordinal),
                    Lines(SequentialRuleMiner.Mine(SequenceDatabase.Create(sequences), options)).Order(StringComparer.Ordinal));
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    [Fact]
    public void The_order_is_the_promised_one_for_any_number_of_threads() =>
        Prop.ForAll(AnySequences.ToArbitrary(), sequences =>
        {
            SequenceDatabase database = SequenceDatabase.Create(sequences);
            SequentialRuleOptions options = new() { MinSupport = SupportThreshold.FromCount(1), MinConfidence = 0.2m, MaxThreads = 1 };
            SequentialRuleSet rules = SequentialRuleMiner.Mine(database, options);
            options.MaxThreads = 3;
            Assert.Equal(Lines(rules), Lines(SequentialRuleMiner.Mine(database, options)));
            for (int place = 1; place < rules.Count; place++)
            {
                Assert.True(Key(rules[place - 1]).CompareTo(Key(rules[place])) <= 0, $"{rules[place - 1]} stands before {rules[place]}");
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void Days_or_instants_decide_what_has_an_order_and_a_window_counts_time()
    {
        DateTime day = new(2020, 5, 1, 9, 0, 0);
        PurchaseHistory history = PurchaseHistory.From(
        [
            Bought("1", "a", day), Bought("1", "b", day.AddHours(2)), Bought("2", "a", day), Bought("2", "b", day.AddDays(3)),
            Bought("3", "a", day), Bought("3", "b", day.AddDays(40)), new Purchase { Customer = "4", Product = "a" },
        ]);
        SequentialRuleOptions options = new() { MinSupport = SupportThreshold.FromCount(1), MinConfidence = 0 };
        Assert.Equal([2, 1, 0, 1], Cells(SequenceUnit.Day));
        Assert.Equal([3, 0, 0, 1], Cells(SequenceUnit.Instant));
        options.Window = TimeSpan.FromDays(3);
        Assert.Equal([1, 2, 0, 1], Cells(SequenceUnit.Day));

        long[] Cells(SequenceUnit unit)
        {
            RuleCounts counts = Assert.Single(SequentialRuleMiner.Mine(SequenceDatabase.From(history, unit), options)).Counts;
            return [counts.N11, counts.N10, counts.N01, counts.N00];
        }
    }

    [Fact]
    public void Days_are_those_of_the_zone()
    {
        // Ten in the morning and five in the afternoon of one day in the west; in UTC the second is tomorrow.
        PurchaseHistory history = PurchaseHistory.From(
            [Bought("1", "a", new DateTime(2024, 1, 1, 18, 0, 0)), Bought("1", "b", new DateTime(2024, 1, 2, 1, 0, 0)), Bought("1", "c", new DateTime(2024, 1, 2, 9, 0, 0))]);
        TimeZoneInfo west = TimeZoneInfo.CreateCustomTimeZone("west", TimeSpan.FromHours(-8), "west", "west");
        Assert.Equal(["a", "b c"], Baskets(SequenceDatabase.From(history)));
        Assert.Equal(["a b", "c"], Baskets(SequenceDatabase.From(history, SequenceUnit.Day, west)));
        Assert.Equal(["a", "b", "c"], Baskets(SequenceDatabase.From(history, SequenceUnit.Instant, west)));
    }

    [Fact]
    public void A_day_that_comes_twice_is_one()
    {
        // At one minute past midnight clocks go back to one past eleven: the day before goes on.
        TimeZoneInfo island = TimeZoneInfo.CreateCustomTimeZone("island", TimeSpan.Zero, "island", "island", "island in summer",
        [
            TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
                DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1),
                TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 0, 1, 0), 4, 1),
                TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 0, 1, 0), 11, 2)),
        ]);
        DateTime back = new(2024, 11, 1, 23, 1, 0);
        PurchaseHistory history = PurchaseHistory.From(
            [Bought("1", "a", back.AddHours(-2)), Bought("1", "b", back.AddSeconds(-30)), Bought("1", "c", back.AddMinutes(20)), Bought("1", "d", back.AddHours(2))]);
        Assert.Equal(["a c", "b d"], Baskets(SequenceDatabase.From(history, SequenceUnit.Day, island)));
    }

    [Fact]
    public void An_item_that_comes_again_counts_with_its_first_place_before_and_its_last_place_after()
    {
        SequenceDatabase database = SequenceDatabase.Create([[["b"], ["a"], ["c"], ["b"], ["a"]]]);
        SequentialRuleSet rules = SequentialRuleMiner.Mine(database, new SequentialRuleOptions { MinSupport = SupportThreshold.FromCount(1), MinConfidence = 1 });
        Assert.Equal(
            ["a ==> b", "a ==> b c", "a ==> c", "a b ==> c", "a c ==> b", "b ==> a", "b ==> a c", "b ==> c", "b c ==> a", "c ==> a", "c ==> a b", "c ==> b"],
            rules.Select(rule => $"{string.Join(' ', rule.Antecedent)} ==> {string.Join(' ', rule.Consequent)}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Faults_are_named()
    {
        Assert.Equal(6, new SequentialRuleOptions
        {
            MinConfidence = -1, MaxAntecedent = 0, MaxConsequent = 0, WindowBaskets = 1, Window = TimeSpan.FromDays(-1), MaxRules = 0,
        }.Validate().Count);
        SequenceDatabase undated = SequenceDatabase.Create([[["a"], ["b"]]]);
        Assert.Contains("no times", Assert.Throws<ArgumentException>(
            () => SequentialRuleMiner.Mine(undated, new SequentialRuleOptions { Window = TimeSpan.FromDays(1) })).Message, StringComparison.Ordinal);
        Assert.Throws<MiningLimitException>(() => SequentialRuleMiner.Mine(
            SequenceDatabase.Create([[["a"], ["b", "c"]]]), new SequentialRuleOptions { MinSupport = SupportThreshold.FromCount(1), MaxRules = 1 }));
        Assert.Throws<ArgumentException>(() => SequenceDatabase.From(PurchaseHistory.From([new Purchase { Customer = "1", Product = "a" }])));
        Assert.Throws<ArgumentOutOfRangeException>(() => undated.BasketOf(0, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => undated.LengthOf(1));
    }

    /// <summary>On the Ta-Feng sequences of 13,858 customers one published program finds 608 rules, another 587 with 86 wrong counts; 608 are right.</summary>
    [SharedDataFact("sequences/ta_feng.txt.gz", "sequences/ta_feng_rules_70_c0.1.txt.gz")]
    public void Rules_of_a_grocers_customers_are_those_of_brute_force()
    {
        using StreamReader reader = SharedData.OpenText("sequences/ta_feng.txt.gz");
        List<string[][]> sequences = [];
        while (reader.ReadLine() is string line)
        {
            sequences.Add([.. line.Replace(" -2", "", StringComparison.Ordinal).Split(" -1", StringSplitOptions.RemoveEmptyEntries).Select(basket => basket.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(basket => basket.Length > 0)]);
        }

        SequentialRuleSet rules = SequentialRuleMiner.Mine(
            SequenceDatabase.Create(sequences), new SequentialRuleOptions { MinSupport = SupportThreshold.FromCount(70), MinConfidence = 0.1m });
        using StreamReader expected = SharedData.OpenText("sequences/ta_feng_rules_70_c0.1.txt.gz");
        Assert.Equal(608, rules.Count);
        Assert.Equal(441, rules.Count(rule => rule.AntecedentIndexes.Length == 1 && rule.ConsequentIndexes.Length == 1));
        Assert.Equal(
            expected.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal),
            rules.Select(rule => $"{string.Join(' ', rule.Antecedent)} ==> {string.Join(' ', rule.Consequent)}: {rule.Counts.N11} of {rule.Counts.N1x}").Order(StringComparer.Ordinal));
    }

    private static string[] Baskets(SequenceDatabase sequences) =>
        [.. Enumerable.Range(0, sequences.LengthOf(0)).Select(place => string.Join(' ', sequences.BasketOf(0, place).ToArray().Select(item => sequences.ItemIds[item])))];

    private static Purchase Bought(string customer, string product, DateTime time) => new() { Customer = customer, Product = product, Time = time };

    private static (double, long, int) Key(SequentialRule rule) =>
        (-Math.Round(rule.Confidence, 9), -rule.Counts.N11, rule.AntecedentIndexes.Length);

    private static string[] Lines(SequentialRuleSet rules) =>
        [.. rules.Select(rule => $"{string.Join(' ', rule.Antecedent)} ==> {string.Join(' ', rule.Consequent)}: {rule.Counts} y={rule.ConsequentCount}")];

    /// <summary>The definition, written out for every pair of disjoint sets of items.</summary>
    private static IEnumerable<string> BruteForce(string[][][] sequences, SequentialRuleOptions options)
    {
        string[] items = [.. sequences.SelectMany(sequence => sequence.SelectMany(basket => basket)).Distinct().Order(StringComparer.Ordinal)];
        string[][] sets = [.. Enumerable.Range(1, (1 << items.Length) - 1).Select(bits => items.Where((_, at) => (bits >> at & 1) != 0).ToArray())];
        foreach (string[] x in sets.Where(set => set.Length <= (options.MaxAntecedent ?? 99)))
        {
            foreach (string[] y in sets.Where(set => set.Length <= (options.MaxConsequent ?? 99) && !set.Intersect(x).Any()))
            {
                int both = sequences.Count(sequence => Holds(sequence, x, y, options.WindowBaskets ?? 99));
                int withX = sequences.Count(sequence => !x.Except(sequence.SelectMany(basket => basket)).Any());
                int withY = sequences.Count(sequence => !y.Except(sequence.SelectMany(basket => basket)).Any());
                if (both >= options.MinSupport.ToCount(sequences.Length) && both >= ((double)options.MinConfidence * withX) - 1e-9)
                {
                    int yWithoutX = withY - sequences.Count(sequence => !x.Union(y).Except(sequence.SelectMany(basket => basket)).Any());
                    RuleCounts counts = new(both, withX - both, yWithoutX, sequences.Length - withX - yWithoutX);
                    yield return $"{string.Join(' ', x)} ==> {string.Join(' ', y)}: {counts} y={withY}";
                }
            }
        }
    }

    /// <summary>Whether some run of baskets, no longer than the window, can be cut so that all of X stands before the cut and all of Y behind it.</summary>
    private static bool Holds(string[][] sequence, string[] x, string[] y, int window)
    {
        for (int start = 0; start < sequence.Length; start++)
        {
            string[][] run = [.. sequence.Skip(start).Take(window)];
            for (int cut = 1; cut < run.Length; cut++)
            {
                if (!x.Except(run.Take(cut).SelectMany(basket => basket)).Any() && !y.Except(run.Skip(cut).SelectMany(basket => basket)).Any())
                {
                    return true;
                }
            }
        }

        return false;
    }
}
