using CrossSell.Mining;

namespace CrossSell.Core.Tests.Mining.Living;

public class ItemsetsBuilderTests
{
    [Fact]
    public void Itemsets_come_out_in_their_order()
    {
        ItemsetsBuilder builder = new(["a", "b", "c"], 9);
        builder.Add([2, 0], 3);
        builder.Add([1], 4);
        builder.Add([0], 4);
        builder.Add([2], 5);
        builder.Add([0, 1], 3);
        Itemsets itemsets = builder.Build();
        Assert.Equal(["c (5 of 9)", "a (4 of 9)", "b (4 of 9)", "a b (3 of 9)", "a c (3 of 9)"], Parts.Lines(itemsets));
        Assert.True(itemsets.TryGetCount([2, 0], out int count) && count == 3);
    }

    [Fact]
    public void What_can_be_no_itemset_is_refused()
    {
        ItemsetsBuilder builder = new(["a", "b"], 3);
        builder.Add([0, 1], 2);
        Assert.Contains("added before", Assert.Throws<ArgumentException>(() => builder.Add([1, 0], 1)).Message, StringComparison.Ordinal);
        Assert.Contains("(0, 0)", Assert.Throws<ArgumentException>(() => builder.Add([0, 0], 1)).Message, StringComparison.Ordinal);
        Assert.Contains("(2)", Assert.Throws<ArgumentException>(() => builder.Add([2], 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => builder.Add([], 1));
        Assert.Contains("The count is 4", Assert.Throws<ArgumentOutOfRangeException>(() => builder.Add([0], 4)).Message, StringComparison.Ordinal);
        Assert.Contains("'a' twice", Assert.Throws<ArgumentException>(() => new ItemsetsBuilder(["a", "a"], 1)).Message, StringComparison.Ordinal);
        Assert.Equal(1, builder.Count);
    }
}
