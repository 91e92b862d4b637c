using CrossSell.Mining;

namespace CrossSell.Core.Tests.Mining;

public class TransactionsTests
{
    [Fact]
    public void Items_are_numbered_by_number_then_by_text()
    {
        Transactions transactions = Baskets.Of("b 10 9", "007 a 9 0", "B");
        Assert.Equal(["0", "9", "10", "007", "B", "a", "b"], transactions.ItemIds);
        Assert.Equal([1, 2, 6], transactions[0].ToArray());
        Assert.Equal([0, 1, 3, 5], transactions[1].ToArray());
        Assert.Equal([0, 3, 7, 8], transactions.Starts.ToArray());
        Assert.Equal(8, transactions.Items.Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => transactions[3].Length);
    }

    [Fact]
    public void Encoded_rows_are_sorted_and_lose_duplicates_while_the_caller_keeps_his_arrays()
    {
        int[] starts = [0, 3, 3, 7];
        int[] items = [2, 0, 2, 1, 1, 1, 0];
        Transactions transactions = Transactions.FromEncoded(starts, items, ["x", "y", "z"]);
        Assert.Equal([0, 2, 2, 4], transactions.Starts.ToArray());
        Assert.Equal([0, 2, 0, 1], transactions.Items.ToArray());
        Assert.Equal([2, 0, 2, 1, 1, 1, 0], items);
        Assert.Equal([0, 3, 3, 7], starts);
    }

    [Fact]
    public void Encoded_rows_that_do_not_fit_together_are_refused()
    {
        Refuses("starts must begin with 0", [], [], []);
        Refuses("starts must begin with 0", [1], [0], ["x"]);
        Refuses("starts must begin with 0 and end with the number of items, 2", [0, 1], [0, 0], ["x"]);
        Refuses("starts[2] is 1, less than the start before it, 2", [0, 2, 1, 2], [0, 0], ["x"]);
        Refuses("items holds the index 1; it must be 0 to 0", [0, 1], [1], ["x"]);
        Refuses("items holds the index -1", [0, 1], [-1], ["x"]);
        Refuses("itemIds holds 'x' twice or empty", [0], [], ["x", "x"]);

        static void Refuses(string expected, int[] starts, int[] items, string[] ids) =>
            Assert.Contains(expected, Assert.Throws<ArgumentException>(() => Transactions.FromEncoded(starts, items, ids)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_item_id_is_refused_with_its_basket() =>
        Assert.Contains("Basket 2 holds an empty item id", Assert.Throws<ArgumentException>(() => Transactions.Create([["a"], ["b", ""]])).Message, StringComparison.Ordinal);
}
