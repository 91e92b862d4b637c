using System.Globalization;
using CrossSell.Tests;

namespace CrossSell.Mining.Tests;

/// <summary>docs/measures.md says of each measure what the code says of it, and works its example.</summary>
public sealed class MeasureDocsTests
{
    // The document's example: of 1,000 customers 200 hold building insurance, 300 household insurance, 150 both.
    private static readonly RuleCounts Example = RuleCounts.FromMargins(both: 150, antecedent: 200, consequent: 300, total: 1_000);

    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(SharedData.RepositoryRoot, "docs", "measures.md"));

    [Fact]
    public void Every_measure_has_its_section_in_the_order_of_the_registry()
    {
        Assert.Equal(RuleMeasures.All.Select(HeadingOf), Lines.Where(line => line.StartsWith("### `", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_section_states_what_the_code_states()
    {
        Assert.All(RuleMeasures.All, measure =>
        {
            string[] section = [.. Lines.SkipWhile(line => line != HeadingOf(measure)).Skip(1).TakeWhile(line => !line.StartsWith('#'))];

            Assert.True(section.Length > 2 && section[1].Length > 40, $"{measure} is not explained.");
            Assert.Equal(FactsOf(measure), section.Where(line => line.StartsWith("- ", StringComparison.Ordinal)));
        });
    }

    [Fact]
    public void Measures_of_rule_sets_and_of_itemsets_have_their_sections_with_what_the_code_states()
    {
        RuleTable table = new();
        table.Add([0], [2], both: 150, withAntecedent: 200, withConsequent: 300);
        table.Add([0, 1], [2], both: 40, withAntecedent: 50, withConsequent: 300);
        RuleSet rules = new(table, ["building", "legal", "household"], 1_000);
        int longer = rules[0].Antecedent.Count == 2 ? 0 : 1;
        Itemset pair = new Itemsets([[0, 1], [0, 1]], [[200, 300], [150]], ["building", "household"], 1_000)[2];
        string[] expected =
        [
            .. RuleSetMeasures.All.SelectMany(m => Section(m.Name, m.Title, m.Formula, m.Range, m.UndefinedWhen, m.Evaluate(rules)[longer], m.Source)),
            .. ItemsetMeasures.All.SelectMany(m => Section(m.Name, m.Title, m.Formula, m.Range, m.UndefinedWhen, pair.Measure(m), m.Source)),
        ];

        Assert.Equal(expected, Lines.SkipWhile(line => line != "## What a rule adds to simpler ones").TakeWhile(line => line != "## Many rules, and chance")
            .Where(line => line.StartsWith("#### `", StringComparison.Ordinal) || line.StartsWith("- ", StringComparison.Ordinal)));

        static IEnumerable<string> Section(string name, string title, string formula, string range, string undefinedWhen, double? example, string source) =>
        [
            $"#### `{name}`: {title}", $"- Formula: `{formula}`", $"- Range: {range}; undefined: {undefinedWhen}",
            $"- Example: {example!.Value.ToString("G4", CultureInfo.InvariantCulture)}", $"- Source: {source}",
        ];
    }

    [Fact]
    public void Every_source_is_among_the_references()
    {
        string[] references = [.. Lines.SkipWhile(line => line != "## References")];

        Assert.All(RuleMeasures.All.Select(m => m.Source).Concat(RuleSetMeasures.All.Select(m => m.Source)).Concat(ItemsetMeasures.All.Select(m => m.Source))
            .SelectMany(sources => sources.Split("; ")).Distinct(), source =>
            Assert.Contains(references, line => line.StartsWith($"- {source}", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_code_at_the_top_does_what_its_comments_say()
    {
        RuleCounts counts = RuleCounts.FromMargins(both: 150, antecedent: 200, consequent: 300, total: 1_000);
        double? lift = RuleMeasures.Lift.Evaluate(counts);
        double? byName = RuleMeasures.Get("chiSquared").Evaluate(counts);
        string text = MeasureText.Format(RuleMeasures.Conviction.Evaluate(counts));

        Assert.Equal((2.5, RuleMeasures.ChiSquared.Evaluate(counts), "2.8"), (lift, byName, text));
    }

    private static string HeadingOf(RuleMeasure measure) => $"### `{measure.Name}`: {measure.Title}";

    private static IEnumerable<string> FactsOf(RuleMeasure measure)
    {
        yield return $"- Formula: `{measure.Formula}`";
        yield return $"- Range: {measure.Range}; undefined: {measure.UndefinedWhen}";
        yield return $"- Symmetric: {(measure.IsSymmetric ? "yes" : "no")}; null-invariant: {(measure.IsNullInvariant ? "yes" : "no")}";
        yield return $"- Example: {measure.Evaluate(Example)!.Value.ToString("G4", CultureInfo.InvariantCulture)}";
        yield return $"- Source: {measure.Source}";
    }
}
