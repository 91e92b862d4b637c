using CrossSell.Mining;
using CrossSell.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests.Mining;

public class GeneralizedRuleMinerTests
{
    // Items 0 to 7 with parents above them, up to two each, so that there are diamonds and several levels.
    private static readonly Gen<(string Child, string Parent)[]> AnyEdges =
        (from child in Gen.Choose(0, 9)
         from step in Gen.Choose(1, 4)
         select ($"{child}", $"{child + step + 3}")).ArrayOf().Resize(12);

    [Fact]
    public void Rules_are_those_of_brute_force_without_ancestors() =>
        Prop.ForAll(Rows(10).ToArbitrary(), AnyEdges.ToArbitrary(), Gen.Choose(1, 4).ToArbitrary(), (rows, edges, minCount) =>
        {
            ProductHierarchy hierarchy = ProductHierarchy.FromEdges(edges);
            GeneralizedRuleOptions options = Options(minCount, interest: null);
            Assert.Equal(
                BruteForce(rows, hierarchy, options).Select(Line).Order(StringComparer.Ordinal),
                Lines(GeneralizedRuleMiner.Mine(Baskets.Of(rows), hierarchy, options)).Order(StringComparer.Ordinal));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.0)]
    [InlineData(1.2)]
    public void Interesting_rules_are_those_of_the_definition(double interest) =>
        Prop.ForAll(Rows(8).ToArbitrary(), AnyEdges.ToArbitrary(), Gen.Choose(2, 4).ToArbitrary(), (rows, edges, minCount) =>
        {
            ProductHierarchy hierarchy = ProductHierarchy.FromEdges(edges);
            List<Rule> all = BruteForce(rows, hierarchy, Options(minCount, interest));
            Dictionary<Rule, bool> known = [];
            Assert.Equal(
                all.Where(rule => IsInteresting(rule, all, rows, hierarchy, interest, known)).Select(Line).Order(StringComparer.Ordinal),
                Lines(GeneralizedRuleMiner.Mine(Baskets.Of(rows), hierarchy, Options(minCount, interest))).Order(StringComparer.Ordinal));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void A_rule_that_only_repeats_its_category_goes()
    {
        // White bread is half of all bread, and goes with butter as bread does; brown bread never does.
        ProductHierarchy hierarchy = ProductHierarchy.FromEdges([("white", "Bread"), ("brown", "Bread"), ("rye", "Bread")]);
        Transactions baskets = Baskets.Of([.. Enumerable.Repeat("white butter", 4), .. Enumerable.Repeat("rye butter", 4), "white", "rye", "milk", "milk"]);
        RuleOptions rules = new() { MinSupport = SupportThreshold.FromCount(2), MinConfidence = 0.5m, MaxLength = 2 };
        string[] all = Lines(GeneralizedRuleMiner.Mine(baskets, hierarchy, new GeneralizedRuleOptions { Rules = rules }));
        Assert.Contains(all, line => line.StartsWith("white => butter", StringComparison.Ordinal));
        Assert.DoesNotContain(all, line => line.Contains("Bread => white", StringComparison.Ordinal) || line.Contains("white => Bread", StringComparison.Ordinal));
        string[] kept = Lines(GeneralizedRuleMiner.Mine(baskets, hierarchy, new GeneralizedRuleOptions { Rules = rules, MinInterest = 1.1 }));
        Assert.Equal(["Bread => butter", "butter => Bread"], kept.Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Bad_options_are_refused()
    {
        Assert.Single(new GeneralizedRuleOptions { MinInterest = 0 }.Validate());
        Assert.Single(new GeneralizedRuleOptions { MinInterest = double.NaN }.Validate());
        Assert.Single(new GeneralizedRuleOptions { Rules = null! }.Validate());
        Assert.Throws<ArgumentException>(() => GeneralizedRuleMiner.Mine(
            Baskets.Of("a"), ProductHierarchy.FromEdges([]), new GeneralizedRuleOptions { Rules = new RuleOptions { MaxConsequent = 0 } }));
    }

    [SharedDataFact("baskets/groceries.dat.gz", "baskets/groceries_items.csv.gz")]
    public void Rules_of_two_levels_of_groceries_are_those_of_the_extended_baskets_less_relatives()
    {
        Transactions groceries = Baskets.Read("groceries");
        List<(string, string)> edges = [];
        using StreamReader reader = SharedData.OpenText("baskets/groceries_items.csv.gz");
        reader.ReadLine();
        for (int item = 0; reader.ReadLine() is string line; item++)
        {
            string[] cells = line.Split(',').Select(cell => cell.Trim('"')).ToArray();
            edges.Add(($"{item}", $"{cells[^2]}*"));
            edges.Add(($"{cells[^2]}*", $"{cells[^1]}**"));
        }

        ProductHierarchy hierarchy = ProductHierarchy.FromEdges(edges);
        RuleOptions rules = new() { MinSupport = SupportThreshold.FromCount(200), MinConfidence = 0.3m };
        string[] found = Lines(GeneralizedRuleMiner.Mine(groceries, hierarchy, new GeneralizedRuleOptions { Rules = rules }));
        string[] expected =
        [
            .. RuleMiner.Mine(hierarchy.Extend(groceries), rules)
                .Where(rule => !rule.Antecedent.Concat(rule.Consequent).Any(id => hierarchy.AncestorsOf(id).Intersect(rule.Antecedent.Concat(rule.Consequent)).Any()))
                .Select(rule => Line(new Rule([.. rule.Antecedent], [.. rule.Consequent], rule.Counts))),
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        Assert.True(found.Length > 300, $"only {found.Length} rules");
    }

    private static GeneralizedRuleOptions Options(int minCount, double? interest) => new()
    {
        Rules = new RuleOptions { MinSupport = SupportThreshold.FromCount(minCount), MinConfidence = 0.4m, MaxLength = 3, MaxConsequent = 2, MaxThreads = 2 },
        MinInterest = interest,
    };

    private static Gen<int[][]> Rows(int most) => Gen.Choose(0, 5).SelectMany(length => Gen.Choose(0, 7).ArrayOf(length)).ArrayOf().Resize(most);

    private static string[] Lines(RuleSet rules) => [.. rules.Select(rule => Line(new Rule([.. rule.Antecedent], [.. rule.Consequent], rule.Counts)))];

    private static string Line(Rule rule) =>
        $"{string.Join(' ', rule.X.Order(StringComparer.Ordinal))} => {string.Join(' ', rule.Y.Order(StringComparer.Ordinal))}: {rule.Counts}";

    /// <summary>Every two disjoint sets without relatives, counted row by row: a row holds what it has and all its ancestors.</summary>
    private static List<Rule> BruteForce(int[][] rows, ProductHierarchy hierarchy, GeneralizedRuleOptions options)
    {
        HashSet<string>[] holdings = [.. rows.Select(row => row.SelectMany(item => hierarchy.AncestorsOf($"{item}").Append($"{item}")).ToHashSet())];
        string[] items = [.. holdings.SelectMany(row => row).Distinct()];
        List<string[]> sets = [[]];
        foreach (string item in items)
        {
            sets.AddRange(sets.Where(set => set.Length < 3).Select(set => (string[])[.. set, item]).ToArray());
        }

        List<Rule> rules = [];
        foreach (string[] set in sets.Where(set => set.Length > 1 && !set.Any(item => hierarchy.AncestorsOf(item).Intersect(set).Any())))
        {
            int both = Count(set);
            if (both < options.Rules.MinSupport.ToCount(rows.Length))
            {
                continue;
            }

            for (int bits = 1; bits < (1 << set.Length) - 1; bits++)
            {
                string[] y = [.. set.Where((_, at) => (bits >> at & 1) != 0)];
                string[] x = [.. set.Except(y)];
                if (y.Length <= 2 && both >= ((double)options.Rules.MinConfidence * Count(x)) - 1e-9)
                {
                    rules.Add(new Rule(x, y, RuleCounts.FromMargins(both, Count(x), Count(y), rows.Length)));
                }
            }
        }

        return rules;

        int Count(string[] set) => holdings.Count(row => row.IsSupersetOf(set));
    }

    private static bool IsInteresting(Rule rule, List<Rule> all, int[][] rows, ProductHierarchy hierarchy, double interest, Dictionary<Rule, bool> known)
    {
        if (known.TryGetValue(rule, out bool answer))
        {
            return answer;
        }

        Rule[] above = [.. all.Where(other => IsAncestor(other, rule, hierarchy) && IsInteresting(other, all, rows, hierarchy, interest, known))];
        Rule[] close = [.. above.Where(other => !above.Any(between => IsAncestor(other, between, hierarchy)))];
        return known[rule] = close.All(general =>
        {
            double expectedSupport = general.Counts.N11 * Share(rule.X) * Share(rule.Y) / (Share(general.X) * Share(general.Y));
            double expectedConfidence = (double)general.Counts.N11 / general.Counts.N1x * Share(rule.Y) / Share(general.Y);
            return rule.Counts.N11 >= (interest * expectedSupport) - 1e-9
                || (double)rule.Counts.N11 / rule.Counts.N1x >= (interest * expectedConfidence) - 1e-9;
        });

        double Share(string[] items) => items.Aggregate(1.0, (product, item) => product * rows.Count(row => row.Any(own => $"{own}" == item || hierarchy.AncestorsOf($"{own}").Contains(item))) / rows.Length);
    }

    /// <summary>Whether each item of one rule stands, on its side, for one of the other: itself or an ancestor of it, and not all are the same.</summary>
    private static bool IsAncestor(Rule general, Rule rule, ProductHierarchy hierarchy) =>
        general != rule && Covers(general.X, rule.X, hierarchy) && Covers(general.Y, rule.Y, hierarchy)
        && !(general.X.ToHashSet().SetEquals(rule.X) && general.Y.ToHashSet().SetEquals(rule.Y));

    private static bool Covers(string[] general, string[] items, ProductHierarchy hierarchy) =>
        general.Length == items.Length
        && (items.Length == 0 || general.Select((first, at) => (first, at)).Any(pair =>
            (pair.first == items[0] || hierarchy.AncestorsOf(items[0]).Contains(pair.first))
            && Covers([.. general.Where((_, at) => at != pair.at)], items[1..], hierarchy)));

    private sealed record Rule(string[] X, string[] Y, RuleCounts Counts);
}
