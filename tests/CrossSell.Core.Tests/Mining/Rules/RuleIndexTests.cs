using CrossSell.Mining;
using CrossSell.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests.Mining;

public class RuleIndexTests
{
    [Fact]
    public void Matches_are_those_of_looking_at_every_rule() =>
        Prop.ForAll(Baskets.Small, Gen.Choose(0, 20).ArrayOf().ToArbitrary(), Gen.Choose(0, 12).ToArbitrary(), (baskets, basket, room) =>
        {
            RuleSet rules = RuleMiner
                .Mine(Baskets.Of(baskets), new RuleOptions { MinSupport = SupportThreshold.FromCount(2), MinConfidence = 0.3m, MaxConsequent = 2, MaxLength = 4, AllowEmptyAntecedent = true })
                .OrderBy(RuleMeasures.Lift);
            RuleIndex index = new(rules);
            foreach (bool onlyNew in (bool[])[false, true])
            {
                int[] expected =
                [
                    .. Enumerable.Range(0, rules.Count).Where(place =>
                        rules[place].AntecedentIndexes.ToArray().All(basket.Contains)
                        && !(onlyNew && rules[place].ConsequentIndexes.ToArray().All(basket.Contains))),
                ];
                int[] matches = new int[room];
                Assert.Equal(expected.Length, index.Match(basket, matches, onlyNew));
                Assert.Equal(expected.Take(room), matches.Take(Math.Min(room, expected.Length)));
                IEnumerable<string> ids = basket.Select(item => item < rules.ItemIds.Count ? rules.ItemIds[item] : $"unknown {item}");
                Assert.Equal(expected.Select(place => rules[place]), index.Match(ids, onlyNew));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [SharedDataFact("baskets/groceries.dat.gz")]
    public void Real_baskets_find_their_rules_without_allocating()
    {
        Transactions transactions = Baskets.Read("groceries");
        RuleSet rules = RuleMiner.Mine(transactions, new RuleOptions { MinSupport = SupportThreshold.FromCount(10), MinConfidence = 0.1m });
        RuleIndex index = new(rules);
        int[] matches = new int[2_000];
        long matched = 0;
        for (int transaction = 0; transaction < 40; transaction++)
        {
            HashSet<int> basket = [.. transactions[transaction].ToArray()];
            int[] expected = [.. Enumerable.Range(0, rules.Count).Where(place => AllIn(rules[place].AntecedentIndexes, basket))];
            int count = index.Match(transactions[transaction], matches);
            Assert.Equal(expected.Length, count);
            Assert.Equal(expected.Take(matches.Length), matches.Take(count));
            matched += count;
        }

        Assert.True(matched > 1_000);
        Assert.Equal(0, Allocated.By(() =>
        {
            for (int transaction = 0; transaction < 1_000; transaction++)
            {
                index.Match(transactions[transaction], matches, onlyNew: true);
            }
        }));
    }

    [Fact]
    public void Baskets_of_any_length_are_looked_up()
    {
        Transactions transactions = Baskets.Of([.. Enumerable.Repeat(string.Join(' ', Enumerable.Range(0, 400)), 2)]);
        RuleIndex index = new(RuleMiner.Mine(transactions, new RuleOptions { MaxLength = 2 }));
        int[] everything = [.. Enumerable.Range(0, 400)];
        Assert.Equal(400 * 399, index.Match([.. everything, .. everything], new int[3]));
        Assert.Equal(0, index.Match(everything, [], onlyNew: true));
        Assert.Equal(0, index.Match([-5, 4_000], new int[3]));
    }

    private static bool AllIn(ReadOnlySpan<int> items, HashSet<int> basket)
    {
        foreach (int item in items)
        {
            if (!basket.Contains(item))
            {
                return false;
            }
        }

        return true;
    }
}
