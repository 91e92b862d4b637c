using CrossSell.Core.Tests.Mining;
using CrossSell.Numerics.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Mining.Tests;

public sealed class SelfSufficientItemsetsTests
{
    [Fact]
    public void Itemsets_of_more_than_30_items_are_refused_with_a_way_out()
    {
        Transactions equal = Baskets.Of(Enumerable.Repeat(Enumerable.Range(0, 33), 2));
        Itemsets itemsets = ItemsetMiner.Mine(equal, new MiningOptions { MinSupport = SupportThreshold.FromCount(2), MinLength = 32 });
        ArgumentException refused = Assert.Throws<ArgumentException>(() => SelfSufficientItemsets.Judge(itemsets, equal));
        Assert.Contains("has 33 items", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Mine with a MaxLength", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verdicts_are_those_of_the_definitions_on_baskets_counted_one_by_one()
    {
        SelfSufficientOptions options = new() { Alpha = 0.5 };
        HashSet<ItemsetVerdict> seen = [];
        Prop.ForAll(Baskets.Small, baskets =>
        {
            Transactions transactions = Baskets.Of(baskets);
            Itemsets itemsets = ItemsetMiner.Mine(transactions, new MiningOptions { MinSupport = SupportThreshold.FromCount(2), MaxLength = 4 });
            if (itemsets.Count is > 0 and <= 250)
            {
                ItemsetVerdict[] expected = ByDefinition(itemsets, transactions, options.Alpha / Math.Max(1, itemsets.Count(s => s.Length > 1)));
                Assert.Equal(expected, SelfSufficientItemsets.Judge(itemsets, transactions, options));
                seen.UnionWith(expected);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));
        Assert.Contains(ItemsetVerdict.SelfSufficient, seen);
        Assert.Contains(ItemsetVerdict.NotProductive, seen);
    }

    [Fact]
    public void Planted_pairs_stand_on_their_own_and_chance_does_not()
    {
        Transactions transactions = PlantedBaskets.Draw(seed: 11, baskets: 1_500, items: 15, share: 0.25, (0, 1), (2, 3));
        Itemsets itemsets = ItemsetMiner.Mine(transactions, new MiningOptions { MinSupport = SupportThreshold.FromCount(5), MaxLength = 4 });

        Assert.Equal(["{0, 1}", "{2, 3}"], SelfSufficientItemsets.Find(itemsets, transactions).Select(s => $"{{{string.Join(", ", s.Items)}}}"));
    }

    [Fact]
    public void A_pair_that_only_ever_comes_with_a_third_item_is_explained_by_the_three()
    {
        // {a, b, c} is planted as a whole; elsewhere a, b and c come apart.
        string[] rows = [.. Enumerable.Range(0, 440).Select(i => i < 40 ? "a b c" : (i % 8) switch { 0 => "a", 1 => "b", 2 => "c", _ => "d" })];
        Dictionary<string, ItemsetVerdict> verdicts = Judge(rows);

        Assert.Equal(ItemsetVerdict.SelfSufficient, verdicts["a b c"]);
        Assert.Equal([ItemsetVerdict.Explained, ItemsetVerdict.Explained, ItemsetVerdict.Explained], [verdicts["a b"], verdicts["a c"], verdicts["b c"]]);
        Assert.Equal(ItemsetVerdict.TooShort, verdicts["a"]);

        // Thirty times without c, and a and b have something of their own.
        verdicts = Judge([.. rows, .. Enumerable.Repeat("a b", 30)]);
        Assert.Equal([ItemsetVerdict.SelfSufficient, ItemsetVerdict.Explained], [verdicts["a b"], verdicts["a c"]]);
    }

    [Fact]
    public void An_itemset_with_an_item_that_goes_without_saying_is_redundant()
    {
        // All who are pregnant are female.
        Dictionary<string, ItemsetVerdict> verdicts = Judge(
        [
            .. Enumerable.Repeat("other", 100), .. Enumerable.Repeat("female", 50), .. Enumerable.Repeat("female pregnant", 30),
            .. Enumerable.Repeat("female oedema pregnant", 30),
        ]);

        Assert.Equal(ItemsetVerdict.Redundant, verdicts["female oedema pregnant"]);
        Assert.Equal(ItemsetVerdict.SelfSufficient, verdicts["female pregnant"]);
    }

    private static Dictionary<string, ItemsetVerdict> Judge(string[] rows)
    {
        Transactions transactions = Baskets.Of(rows);
        Itemsets itemsets = ItemsetMiner.Mine(transactions, new MiningOptions { MinSupport = SupportThreshold.FromCount(5) });
        ItemsetVerdict[] verdicts = SelfSufficientItemsets.Judge(itemsets, transactions);
        return itemsets.Select((itemset, place) => (itemset, place)).ToDictionary(x => string.Join(' ', x.itemset.Items), x => verdicts[x.place]);
    }

    [Fact]
    public void What_cannot_be_tested_is_refused()
    {
        Transactions transactions = Baskets.Of("a b", "a b", "c");
        Itemsets all = ItemsetMiner.Mine(transactions, new MiningOptions { MinSupport = SupportThreshold.FromCount(1) });
        Itemsets pairs = ItemsetMiner.Mine(transactions, new MiningOptions { MinSupport = SupportThreshold.FromCount(1), MinLength = 2 });

        Assert.Throws<InvalidOperationException>(() => SelfSufficientItemsets.Judge(pairs, transactions));
        Assert.Contains("they must be those that were mined", Assert.Throws<ArgumentException>(() => SelfSufficientItemsets.Judge(all, Baskets.Of("a"))).Message, StringComparison.Ordinal);
        Assert.Contains("weighted", Assert.Throws<ArgumentException>(() => SelfSufficientItemsets.Judge(all, transactions.WithWeights([1, 1, 1]))).Message, StringComparison.Ordinal);
        Assert.Contains("Alpha is 2; ", Assert.Throws<ArgumentException>(() => SelfSufficientItemsets.Judge(all, transactions, new() { Alpha = 2 })).Message, StringComparison.Ordinal);
        Assert.Equal(2, new SelfSufficientOptions { Alpha = double.NaN, Tests = 0 }.Validate().Count);
    }

    private static ItemsetVerdict[] ByDefinition(Itemsets itemsets, Transactions transactions, double level)
    {
        HashSet<int>[] rows = [.. Baskets.ToArrays(transactions).Select(row => row.ToHashSet())];
        int[][] sets = [.. itemsets.Select(s => s.Indexes.ToArray())];
        ItemsetVerdict[] verdicts = [.. sets.Select(s =>
            s.Length < 2 ? ItemsetVerdict.TooShort
            : !IsProductive(s, rows, level) ? ItemsetVerdict.NotProductive
            : IsRedundant(s, rows) ? ItemsetVerdict.Redundant
            : ItemsetVerdict.SelfSufficient)];
        int[][] standing = [.. sets.Where((_, place) => verdicts[place] == ItemsetVerdict.SelfSufficient)];
        return [.. verdicts.Select((verdict, place) =>
        {
            int[] s = sets[place];
            int[][] beyond = [.. standing.Where(other => other.Length > s.Length && s.All(other.Contains)).Select(other => other.Except(s).ToArray())];
            HashSet<int>[] outside = [.. rows.Where(row => !beyond.Any(rest => rest.All(row.Contains)))];
            return verdict == ItemsetVerdict.SelfSufficient && beyond.Length > 0 && !IsProductive(s, outside, level) ? ItemsetVerdict.Explained : verdict;
        })];
    }

    private static bool IsProductive(int[] s, HashSet<int>[] rows, double level) =>
        Parts(s).All(part =>
        {
            int[] rest = [.. s.Except(part)];
            return ExactHypergeometric.Of(Cell(true, true), Cell(true, false), Cell(false, true), Cell(false, false)).Upper <= level;

            long Cell(bool holdsPart, bool holdsRest) => rows.Count(row => part.All(row.Contains) == holdsPart && rest.All(row.Contains) == holdsRest);
        });

    // Some q, a proper part of s, and some r, a proper part of q, are in the same transactions.
    private static bool IsRedundant(int[] s, HashSet<int>[] rows) =>
        Parts(s).Any(q => Parts(q).Append([]).Any(r => rows.Count(row => q.All(row.Contains)) == rows.Count(row => r.All(row.Contains))));

    private static IEnumerable<int[]> Parts(int[] s) =>
        Enumerable.Range(1, Math.Max(0, (1 << s.Length) - 2)).Select(subset => s.Where((_, at) => (subset >> at & 1) != 0).ToArray());
}
