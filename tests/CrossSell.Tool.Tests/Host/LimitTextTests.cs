using CrossSell.Mining;

namespace CrossSell.Tool.Tests.Host;

public sealed class LimitTextTests
{
    [Fact]
    public void Only_options_of_the_verb_are_named()
    {
        MiningLimitException limit = Past(new RuleOptions { MinSupport = SupportThreshold.FromCount(1), MaxRules = 3 });
        string mine = LimitText.Of(limit, ["--min-support", "--max-length", "--max-rules"]);
        Assert.Contains("more than 3 rules. Raise --min-support, set a smaller --max-length or allow more by --max-rules.", mine, StringComparison.Ordinal);
        string fit = LimitText.Of(limit, ["--min-support", "--max-length"]);
        Assert.Contains("more than 3 rules. Raise --min-support or set a smaller --max-length.", fit, StringComparison.Ordinal);
        Assert.DoesNotContain("--", LimitText.Of(limit, []), StringComparison.Ordinal);
    }

    [Fact]
    public void The_second_line_tells_how_many_itemsets_of_each_length_there_were()
    {
        MiningLimitException limit = Past(new RuleOptions { MinSupport = SupportThreshold.FromCount(1), MaxRules = 3 });
        string[] lines = LimitText.Of(limit, []).ReplaceLineEndings("\n").Split('\n');
        Assert.Equal("found so far by length: 10, 45, 120, 210, 252, 210, 120, 45, ...; 1,023 itemsets in all.", lines[1]);
        MiningLimitException few = Past(new RuleOptions { MinSupport = SupportThreshold.FromCount(1), MaxLength = 2, MaxRules = 3 });
        Assert.EndsWith("found so far by length: 10, 45; 55 itemsets in all.", LimitText.Of(few, []), StringComparison.Ordinal);
    }

    [Fact]
    public void Too_little_memory_names_only_options_of_the_verb_either()
    {
        Assert.Equal("v: there is not enough memory.", ErrorText.Of(new InsufficientMemoryException(), "v", cancelled: false).Text);
        Assert.Equal("v: there is not enough memory. Raise --min-support.", ErrorText.Of(new InsufficientMemoryException(), "v", cancelled: false, "--min-support").Text);
    }

    private static MiningLimitException Past(RuleOptions options) => Assert.Throws<MiningLimitException>(
        () => RuleMiner.Mine(Transactions.Create([[.. Enumerable.Range(1, 10).Select(i => $"{i}")]]), options));
}
