using CrossSell.Mining;

namespace CrossSell.Tool.Tests.Mine;

/// <summary>What is chosen is compared with all rules, filtered here by the plain meaning of the option.</summary>
public sealed class RuleSelectionTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _file;

    public RuleSelectionTests() => _file = _folder.Write(
        "b.dat", string.Concat(Enumerable.Range(0, 300).Select(i => string.Join(' ', Enumerable.Range(1, 9).Where(item => (i * 37 + item * item * 11) % (item + 2) < 3)) + "\n")));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_a_choice_there_are_enough_rules_to_choose_from() => Assert.True((await Mine()).Count > 100);

    [Fact]
    public async Task Items_of_either_side_are_chosen()
    {
        await Compare(rule => rule.Consequent.All(item => item is "1" or "2"), "--consequent", "1", "--consequent", "2");
        await Compare(rule => rule.Antecedent.All(item => item is "3" or "4" or "5"), "--antecedent", "3", "4", "5");
        await Compare(rule => rule.Antecedent.Concat(rule.Consequent).Contains("6", StringComparer.Ordinal), "--require", "6");
        await Compare(rule => !rule.Antecedent.Concat(rule.Consequent).Contains("1", StringComparer.Ordinal), "--exclude", "1");
        await Compare(
            rule => rule.Consequent.All(item => item == "1") && rule.Antecedent.Contains("2", StringComparer.Ordinal), "--consequent", "1", "--require", "2");
    }

    [Fact]
    public async Task Limits_of_measures_are_met()
    {
        await Compare(rule => rule.Lift >= 1.1, "--min", "lift=1.1");
        await Compare(rule => rule.Measure(RuleMeasures.Leverage) >= 0.01 && rule.Confidence <= 0.9, "--min", "leverage=0.01", "--max", "confidence=0.9");
        await Compare(rule => rule.Measure(RuleMeasures.FishersExactTest) <= 0.001, "--max", "fishersExactTest=0.001");
    }

    [Theory]
    [InlineData("leverage")]
    [InlineData("fishersExactTest")]
    [InlineData("lift")]
    public async Task The_best_rules_come_best_first(string by)
    {
        RuleMeasure measure = RuleMeasures.Get(by);
        double sign = measure.LowerIsStronger ? 1 : -1;
        string[] expected = [.. (await Mine("--min-confidence", "0")).OrderBy(rule => sign * rule.Measure(measure)!.Value).Take(7).Select(rule => rule.ToString())];

        string output = (await ToolRun.Of("mine", "--input", _file, "--min-support", "5", "--top", "7", "--by", by)).Succeeds().Output;

        Assert.Equal(expected, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => CsvRules.Load(new StringReader($"{output.Split('\n')[0]}\n{line}\n"), "line")[0].ToString()));
    }

    [Theory]
    [InlineData("none", PValueAdjustment.None)]
    [InlineData("bonferroni", PValueAdjustment.Bonferroni)]
    [InlineData("holm", PValueAdjustment.Holm)]
    [InlineData("bh", PValueAdjustment.BenjaminiHochberg)]
    [InlineData("by", PValueAdjustment.BenjaminiYekutieli)]
    public async Task Significant_rules_are_kept_with_their_adjusted_p(string word, PValueAdjustment adjustment)
    {
        RuleSet all = await Mine();
        double[] p = Layered(all, adjustment);
        string[] expected = [.. Enumerable.Range(0, all.Count).Where(i => p[i] <= 0.01).Select(i => all[i].ToString())];
        string output = (await ToolRun.Of("mine", "--input", _file, "--min-support", "5", "--significant", "0.01", "--adjust", word)).Succeeds().Output;

        Assert.Equal("antecedent,consequent,n11,n10,n01,n00,support,confidence,lift,pAdjusted", output.Split('\n')[0]);
        Assert.Equal(expected, CsvRules.Load(new StringReader(output), "out").Select(rule => rule.ToString()));
        Assert.InRange(expected.Length, 1, all.Count - 1);
        Assert.All(output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1), line => Assert.InRange(double.Parse(line.Split(',')[^1], System.Globalization.CultureInfo.InvariantCulture), 0, 0.01));
    }

    [Fact]
    public async Task Significance_and_redundancy_are_judged_before_the_best_are_taken()
    {
        RuleSet all = await Mine("--min-confidence", "0");
        bool[] redundant = all.FindRedundant();
        double[] p = Layered(all, PValueAdjustment.Holm);
        string[] expected =
        [
            .. Enumerable.Range(0, all.Count).Where(i => !redundant[i] && p[i] <= 0.05)
                .OrderByDescending(i => all[i].Lift).ThenBy(i => i).Take(5).Select(i => all[i].ToString()).Order(StringComparer.Ordinal),
        ];

        RuleSet seen = await Mine("--no-redundant", "--significant", "0.05", "--top", "5", "--by", "lift");

        Assert.Equal(expected, seen.Select(rule => rule.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Thresholds_make_no_chance_significant()
    {
        // 2,000 baskets of 400 products that come independently: whoever keeps the highest lifts and tests only those finds dozens.
        ulong state = 88_172_645_463_325_252;
        string file = _folder.Write("noise.dat", string.Concat(Enumerable.Range(0, 2_000).Select(_ => string.Join(' ', Enumerable.Range(1, 400).Where(_ => Next() < 0.03)) + "\n")));

        ToolRun run = (await ToolRun.Of("mine", "--input", file, "--min-support", "8", "--min-lift", "3", "--min-confidence", "0", "--significant", "0.05")).Succeeds();

        Assert.Single(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));

        double Next()
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            return (state >> 11) * (1.0 / (1UL << 53));
        }
    }

    [Fact]
    public async Task A_rule_is_redundant_whatever_is_wanted_of_the_simpler_one()
    {
        RuleSet all = await Mine();
        bool[] redundant = all.FindRedundant();
        await CompareNotRedundant(rule => rule.Antecedent.Concat(rule.Consequent).Contains("6", StringComparer.Ordinal), "--require", "6");
        await CompareNotRedundant(rule => rule.Measure(RuleMeasures.Support) <= 0.1, "--max", "support=0.1");
        await CompareNotRedundant(rule => rule.Lift >= 1.1 && rule.Antecedent.Count > 0, "--min", "lift=1.1");
        await CompareNotRedundant(rule => !rule.Antecedent.Contains("1", StringComparer.Ordinal) && !rule.Consequent.Contains("1", StringComparer.Ordinal), "--exclude", "1");

        async Task CompareNotRedundant(Func<AssociationRule, bool> wanted, params string[] options)
        {
            string[] expected = [.. Enumerable.Range(0, all.Count).Where(i => !redundant[i] && wanted(all[i])).Select(i => all[i].ToString())];
            Assert.NotEmpty(expected);
            Assert.Equal(expected, (await Mine(["--no-redundant", .. options])).Select(rule => rule.ToString()));
        }
    }

    [Fact]
    public async Task The_page_tells_the_choice_and_has_the_adjusted_p()
    {
        string[] args = ["mine", "--input", _file, "--min-support", "5", "--significant", "0.05", "--exclude", "1", "--html", _folder["p.html"]];
        (await ToolRun.Of(args)).Succeeds();
        string page = await File.ReadAllTextAsync(_folder["p.html"]);

        Assert.Contains("<code>--significant 0.05</code>", page, StringComparison.Ordinal);
        Assert.Contains("<code>--exclude 1</code>", page, StringComparison.Ordinal);
        Assert.Contains("<span>p</span>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_best_rules_need_no_minimum_support()
    {
        RuleSet all = CsvRules.Load(
            new StringReader((await ToolRun.Of("mine", "--input", _file, "--min-support", "1", "--min-confidence", "0")).Succeeds().Output), "all");
        string[] expected = [.. all.OrderByDescending(rule => rule.Measure(RuleMeasures.Leverage)).Take(9).Select(rule => rule.ToString()).Order(StringComparer.Ordinal)];

        ToolRun run = (await ToolRun.Of("mine", "--input", _file, "--top", "9")).Succeeds();

        Assert.Equal(expected, CsvRules.Load(new StringReader(run.Output), "out").Select(rule => rule.ToString()).Order(StringComparer.Ordinal));
        Assert.Matches(@"^300 baskets, \d products: 9 rules in", run.ErrorLines[^1]);
        (await ToolRun.Of("mine", "--input", _file)).Fails(ExitCode.Usage, "--min-support is missing; only --top does without it.");
        (await ToolRun.Of("mine", "--input", _file, "--top", "3", "--no-redundant")).Fails(ExitCode.Usage, "--min-support is missing", "look at all rules");
    }

    [Theory]
    [InlineData(ExitCode.Usage, "--require and --exclude both name '3'", "--require", "3", "--exclude", "2", "3")]
    [InlineData(ExitCode.Usage, "--antecedent names only what --exclude names", "--antecedent", "3", "--exclude", "2", "3")]
    [InlineData(ExitCode.Usage, "--min asks for lift 2 or more and --max for 1 or less", "--min", "lift=2", "--max", "lift=1")]
    [InlineData(ExitCode.Usage, "--by belongs to --top, which is missing", "--by", "lift")]
    [InlineData(ExitCode.Usage, "--adjust belongs to --significant, which is missing", "--adjust", "bh")]
    [InlineData(ExitCode.Usage, "--significant is '2'; it must be a number between 0 and 1", "--significant", "2")]
    [InlineData(ExitCode.Usage, "--significant is '0'", "--significant", "0")]
    [InlineData(ExitCode.Usage, "--top is '0'", "--top", "0")]
    [InlineData(ExitCode.Usage, "--by names 'lifts', which is no measure. Did you mean lift?", "--top", "3", "--by", "lifts")]
    [InlineData(ExitCode.Usage, "--min is 'lift'; it must be a measure and a number, such as lift=1.2", "--min", "lift")]
    [InlineData(ExitCode.Usage, "--max is 'lift=x'", "--max", "lift=x")]
    [InlineData(ExitCode.Usage, "--min names 'lft', which is no measure", "--min", "lft=1")]
    [InlineData(ExitCode.Usage, "--exclude is empty", "--exclude", "")]
    [InlineData(ExitCode.Usage, "--significant adds the column pAdjusted, which json and pmml do not have", "--significant", "0.1", "--output-format", "pmml")]
    [InlineData(ExitCode.Usage, "--top belongs to rules, and --itemsets writes none", "--top", "3", "--itemsets")]
    [InlineData(ExitCode.Failure, "--consequent names '77', which is no product of the input", "--consequent", "77")]
    [InlineData(ExitCode.Failure, "--exclude names '11', which is no product of the input.", "--exclude", "11")]
    public async Task What_makes_no_sense_is_refused(int exitCode, string expected, params string[] options) =>
        (await ToolRun.Of(["mine", "--input", _file, "--min-support", "5", .. options])).Fails(exitCode, expected);

    private async Task Compare(Func<AssociationRule, bool> meant, params string[] options)
    {
        string[] expected = [.. (await Mine()).Where(meant).Select(rule => rule.ToString())];
        Assert.NotEmpty(expected);
        Assert.Equal(expected, (await Mine(options)).Select(rule => rule.ToString()));
    }

    private static double[] Layered(RuleSet all, PValueAdjustment adjustment)
    {
        int items = all.SelectMany(rule => rule.Antecedent.Concat(rule.Consequent)).Distinct(StringComparer.Ordinal).Count();
        return all.LayeredPValues(length => RuleSearchSpace.CountRulesOfLength(items, length), adjustment: adjustment);
    }

    private async Task<RuleSet> Mine(params string[] options)
    {
        ToolRun run = await ToolRun.Of(["mine", "--input", _file, "--min-support", "5", .. options]);
        return CsvRules.Load(new StringReader(run.Succeeds().Output), "out");
    }
}
