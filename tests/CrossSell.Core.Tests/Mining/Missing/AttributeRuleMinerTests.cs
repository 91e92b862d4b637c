using CrossSell.Mining;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests.Mining;

public class AttributeRuleMinerTests
{
    // Three attributes of up to two values, 0 being unknown, and two products.
    private static readonly Gen<(int[] Values, bool[] Products)[]> AnyRows =
        (from values in Gen.Choose(0, 2).ArrayOf(3)
         from products in Gen.Elements(true, false).ArrayOf(2)
         select (values, products)).ArrayOf().Where(rows => rows.Length > 0).Resize(50);

    [Fact]
    public void Rules_are_those_of_brute_force() =>
        Prop.ForAll(AnyRows.ToArbitrary(), Gen.Choose(0, 9).Three().ToArbitrary(), (rows, drawn) =>
        {
            (int support, int confidence, int representativity) = drawn;
            AttributeRuleOptions options = new()
            {
                MinRepresentativity = (representativity + 1) / 10m,
                Rules = new RuleOptions
                {
                    MinSupport = support % 2 == 0 ? SupportThreshold.FromCount(support + 1) : SupportThreshold.FromShare(support / 20m),
                    MinConfidence = confidence / 10m, MaxConsequent = 1 + (confidence % 3), MinLift = confidence % 4 / 3.0, MaxLength = 4,
                },
            };
            Assert.Equal(
                BruteForce(rows, options).Order(StringComparer.Ordinal),
                AttributeRuleMiner.Mine(Table(rows), options).Select(Line).Order(StringComparer.Ordinal));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void Without_unknown_values_rules_are_the_usual_ones() =>
        Prop.ForAll(AnyRows.ToArbitrary(), rows =>
        {
            foreach ((int[] values, _) in rows)
            {
                values.AsSpan().Replace(0, 1);
            }

            RuleOptions usual = new() { MinSupport = SupportThreshold.FromCount(2), MinConfidence = 0.3m, MaxConsequent = 2 };
            AttributeTable table = Table(rows);
            AttributeRuleSet rules = AttributeRuleMiner.Mine(table, new AttributeRuleOptions { Rules = usual, MinRepresentativity = 1 });
            Assert.All(rules, rule => Assert.Equal(1.0, rule.Representativity));
            Assert.Equal(
                RuleMiner.Mine(table.Transactions, usual).Select(rule => $"{string.Join(' ', rule.Antecedent)} => {string.Join(' ', rule.Consequent)}: {rule.Counts}").Order(StringComparer.Ordinal),
                rules.Select(Line).Order(StringComparer.Ordinal));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void Filters_and_limits_sift_the_rules() =>
        Prop.ForAll(AnyRows.ToArbitrary(), rows =>
        {
            AttributeTable table = Table([.. rows, ([1, 2, 1], [true, true]), ([2, 1, 2], [true, true])]);
            RuleOptions all = new() { MinSupport = SupportThreshold.FromCount(1), MinConfidence = 0, MaxConsequent = 2 };
            string[] expected =
            [
                .. AttributeRuleMiner.Mine(table, new AttributeRuleOptions { Rules = all, MinRepresentativity = 0.1m })
                    .Where(rule => rule.Antecedent.Count is 1 or 2 && !rule.Antecedent.Contains("p1") && rule.Consequent.Any(id => id is "p1" or "a0=1"))
                    .Where(rule => rule.Antecedent.Concat(rule.Consequent).Contains("a2=1") && rule.Measure(RuleMeasures.Leverage) >= 0)
                    .Select(Line),
            ];
            RuleOptions some = new()
            {
                MinSupport = SupportThreshold.FromCount(1), MinConfidence = 0, MaxConsequent = 2, MaxAntecedent = 2, Items = ItemFilter.Any.WithAllOf("a2=1"),
                AntecedentItems = ItemFilter.Except("p1"), ConsequentItems = ItemFilter.Any.WithAnyOf("p1", "a0=1"),
            };
            some.Require(RuleMeasures.Leverage, atLeast: 0);
            Assert.Equal(expected, AttributeRuleMiner.Mine(table, new AttributeRuleOptions { Rules = some, MinRepresentativity = 0.1m }).Select(Line));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void Who_was_never_asked_is_neither_for_nor_against_a_rule()
    {
        AttributeTable table = AttributeTable.Create(
        [
            AttributeColumn.Binned("age", [20, 22, 70, null, 18, double.NaN], 18, 65),
            AttributeColumn.Categorical("home", ["rent", "rent", "own", "own", null, "own"]),
        ]);
        Assert.Equal(["age=(-Inf,18)", "age=[18,65)", "age=[65,Inf)", "home=own", "home=rent"], table.Transactions.ItemIds);
        Assert.Equal(["age", "home"], table.Attributes);
        Assert.Equal([0, 0, 0, 1, 1], Enumerable.Range(0, 5).Select(table.AttributeOf));
        Assert.False(table.IsKnown(3, 0));
        Assert.True(table.IsKnown(3, 1));
        AttributeRule rule = AttributeRuleMiner.Mine(table, new AttributeRuleOptions { Rules = new RuleOptions { MinSupport = SupportThreshold.FromCount(2), MinConfidence = 0 } })
            .Single(found => found.Antecedent[0].StartsWith("age", StringComparison.Ordinal));
        Assert.Equal("{age=[18,65)} => {home=rent} (confidence 1, lift 1.5, count 2, of 50 % of rows)", rule.ToString());
        Assert.Equal(new RuleCounts(2, 0, 0, 1), rule.Counts);
    }

    [Fact]
    public void Faults_are_named()
    {
        AttributeColumn age = AttributeColumn.Categorical("age", ["1", null]);
        Assert.Equal(1, age.UnknownCount);
        Assert.Contains("'b' has 1 rows; there are 2", Message(() => AttributeTable.Create([age, AttributeColumn.Categorical("b", ["x"])])), StringComparison.Ordinal);
        Assert.Contains("two columns 'age'", Message(() => AttributeTable.Create([age, age])), StringComparison.Ordinal);
        Assert.Contains("neither columns nor products", Message(() => AttributeTable.Create([])), StringComparison.Ordinal);
        Assert.Contains("'age=1' is named like a value", Message(() => AttributeTable.Create([age], Baskets.Of("age=1", ""))), StringComparison.Ordinal);
        Assert.Contains("weighted", Message(() => AttributeTable.Create([age], Baskets.Of("a", "").WithWeights([1, 1]))), StringComparison.Ordinal);
        Assert.Contains("'a=b=c' is a value of two attributes", Message(
            () => AttributeTable.Create([AttributeColumn.Categorical("a", ["b=c"]), AttributeColumn.Categorical("a=b", ["c"])])), StringComparison.Ordinal);
        Assert.Contains("[2, 1]", Message(() => AttributeColumn.Binned("age", [1], 2, 1)), StringComparison.Ordinal);
        Assert.Contains("[]", Message(() => AttributeColumn.Binned("age", [1])), StringComparison.Ordinal);
        Assert.Equal(2, new AttributeRuleOptions { MinRepresentativity = 0, Rules = new RuleOptions { AllowEmptyAntecedent = true } }.Validate().Count);

        static string Message(Action action) => Assert.Throws<ArgumentException>(action).Message;
    }

    private static AttributeTable Table((int[] Values, bool[] Products)[] rows) => AttributeTable.Create(
        Enumerable.Range(0, 3).Select(attribute => AttributeColumn.Categorical($"a{attribute}", rows.Select(row => row.Values[attribute] == 0 ? null : $"{row.Values[attribute]}"))),
        Transactions.Create(rows.Select(row => (string[])[.. new[] { "p0", "p1" }.Where((_, at) => row.Products[at])])));

    private static string Line(AttributeRule rule) => $"{string.Join(' ', rule.Antecedent)} => {string.Join(' ', rule.Consequent)}: {rule.Counts}";

    /// <summary>Every two sets of items, over the rows that know what both speak of.</summary>
    private static List<string> BruteForce((int[] Values, bool[] Products)[] rows, AttributeRuleOptions options)
    {
        string[] items = [.. Enumerable.Range(0, 3).SelectMany(attribute => Enumerable.Range(1, 2).Select(value => $"a{attribute}={value}")), "p0", "p1"];
        List<string> lines = [];
        for (int bits = 1; bits < 1 << items.Length; bits++)
        {
            string[] set = [.. items.Where((_, at) => (bits >> at & 1) != 0)];
            if (set.Length is < 2 or > 4)
            {
                continue;
            }

            var known = rows.Where(row => set.All(item => item[0] == 'p' || row.Values[item[1] - '0'] != 0)).ToArray();
            int both = known.Count(row => Holds(row, set));
            if (both == 0 || known.Length < options.MinRepresentativity * rows.Length || both < options.Rules.MinSupport.ToCount(known.Length))
            {
                continue;
            }

            for (int part = 1; part < (1 << set.Length) - 1; part++)
            {
                string[] y = [.. set.Where((_, at) => (part >> at & 1) != 0)];
                string[] x = [.. set.Except(y)];
                int withX = known.Count(row => Holds(row, x));
                int withY = known.Count(row => Holds(row, y));
                if (y.Length <= options.Rules.MaxConsequent && both >= ((double)options.Rules.MinConfidence * withX) - 1e-9
                    && (double)both * known.Length / ((double)withX * withY) >= options.Rules.MinLift - 1e-9)
                {
                    lines.Add($"{string.Join(' ', x)} => {string.Join(' ', y)}: {RuleCounts.FromMargins(both, withX, withY, known.Length)}");
                }
            }
        }

        return lines;
    }

    private static bool Holds((int[] Values, bool[] Products) row, string[] items) =>
        items.All(item => item[0] == 'p' ? row.Products[item[1] - '0'] : row.Values[item[1] - '0'] == item[3] - '0');
}
