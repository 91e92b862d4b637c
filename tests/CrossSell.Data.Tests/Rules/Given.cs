using System.Text;
using CrossSell.Mining;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Data.Tests.Rules;

/// <summary>Rules for tests, with ids that a careless writer breaks on.</summary>
internal static class Given
{
    public static readonly string[] UglyIds =
    [
        "a", "007", "7", " 7", "x,y", "x;y", ";", "\"", "\"q\"", "a\"b;c", "{a}", "{a,b}", "=>", "} => {", "line\nend", "cr\rlf\r\n", "tab\t", "Käse", "Ü", "🍎", "👩‍👧",
        "</script><img onerror=alert(1)>", "&amp;", "'", "\\", "\\n", "frozenset({'a'})", "NULL", "=1+1", " ",
    ];

    /// <summary>Mined from up to 12 baskets of ugly ids: with empty antecedents and longer consequents.</summary>
    public static Arbitrary<RuleSet> Rules { get; } = Arb.From(
        from count in Gen.Choose(1, 12)
        from baskets in Gen.Choose(0, 4).SelectMany(length => Gen.Elements(UglyIds).ArrayOf(length)).ArrayOf(count)
        select Mine(baskets));

    public static RuleSet Mine(IEnumerable<string[]> baskets) => RuleMiner.Mine(
        Transactions.Create(baskets),
        new RuleOptions { MinSupport = SupportThreshold.FromCount(1), MinConfidence = 0, MaxLength = 3, MaxConsequent = 2, AllowEmptyAntecedent = true });

    /// <summary>The five baskets of the textbooks (Tan, Steinbach and Kumar, chapter 5).</summary>
    public static RuleSet Textbook { get; } = RuleMiner.Mine(
        Transactions.Create(
        [
            ["bread", "milk"], ["bread", "diapers", "beer", "eggs"], ["milk", "diapers", "beer", "cola"], ["bread", "milk", "diapers", "beer"], ["bread", "milk", "diapers", "cola"],
        ]),
        new RuleOptions { MinSupport = SupportThreshold.FromCount(2), MinConfidence = 0.6m });

    /// <summary>Everything that a rule set says, except items that stand in no rule.</summary>
    public static string[] Lines(RuleSet rules) =>
        [$"{rules.TransactionCount} transactions", .. rules.Select(r => $"{string.Join('|', r.Antecedent)} => {string.Join('|', r.Consequent)}: {r.Counts}")];

    public static MemoryStream Utf8(string text) => new(Encoding.UTF8.GetBytes(text));

    public static string FaultOf(Action load) => Assert.Throws<RuleFormatException>(load).Message;
}
