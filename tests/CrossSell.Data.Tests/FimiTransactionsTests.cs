using System.Text;
using CrossSell.Mining;
using CrossSell.Tests;

namespace CrossSell.Data.Tests;

/// <summary>Straight into transactions, or by a purchase history: the same.</summary>
public class FimiTransactionsTests
{
    [Theory]
    [InlineData("3 1\t2\n  10   2 \r\n1\n")]
    [InlineData("\n1\n\n \r\n2\n\n\r\n  \n")]
    [InlineData("1 2\r\n3")]
    [InlineData("007 7 07 a A Käse 😀 123456789012 999999 1000000 0 00 4294967303\n7 7 a a 7\nKäse a\n")]
    [InlineData("\uFEFF1\n1\n")]
    [InlineData("5 4 3 2 1 5 4 3 2 1\n12345678901234567890 1234567890123456789\n")]
    public void Transactions_are_those_of_the_history(string text) => CheckSame(Encoding.UTF8.GetBytes(text), badRows: null);

    [Fact]
    public void Lines_longer_than_any_block_are_read_whole()
    {
        string line = string.Join(' ', Enumerable.Range(0, 60_000));
        CheckSame(Encoding.UTF8.GetBytes($"{line}\n5 {line}\n"), badRows: null);
    }

    [Fact]
    public void Bad_lines_are_skipped_and_counted_or_end_the_load_as_they_do_for_a_history()
    {
        byte[] bytes = [.. "1 3\n2 "u8, 0xFC, .. "\n\n3 \0\n3 3 \n"u8];
        BadRow ours = Assert.Throws<PurchaseFormatException>(() => Load(bytes, null, out _)).BadRow;
        Assert.Equal(Assert.Throws<PurchaseFormatException>(() => FimiBaskets.Load(new MemoryStream(bytes), "a.dat")).BadRow, ours);
        Assert.Equal(2, ours.Line);
        CheckSame(bytes, BadRowPolicy.Skip());
        Load(bytes, BadRowPolicy.Skip(), out LoadReport report);
        Assert.Equal((6L, 3L, 2L, 1L), (report.RowsRead, report.RowsKept, report.BadRowCount, report.DuplicateRows));
        Assert.Equal([2L, 4L], report.BadRows.Select(row => row.Line));
        Assert.Throws<PurchaseFormatException>(() => Load(bytes, BadRowPolicy.Skip(failAfter: 1), out _));
    }

    [Fact]
    public void Empty_files_and_folders_are_refused()
    {
        Assert.Contains("empty", Assert.Throws<PurchaseFormatException>(() => Load([], null, out _)).BadRow.Expected, StringComparison.Ordinal);
        Assert.Throws<IOException>(() => FimiBaskets.LoadTransactions(AppContext.BaseDirectory));
    }

    [Fact]
    public void A_cancelled_load_ends()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("1 2\n", 5_000)));
        Assert.Throws<OperationCanceledException>(() => FimiBaskets.LoadTransactions(new MemoryStream(bytes), "a.dat", out _, null, null, new CancellationToken(canceled: true)));
    }

    [SharedDataTheory("fimi/retail.dat.gz")]
    [InlineData("fimi/retail.dat.gz")]
    [InlineData("fimi/T10I4D100K.dat.gz")]
    [InlineData("fimi/kosarak36k.dat.gz")]
    [InlineData("fimi/bms1.dat.gz")]
    [InlineData("fimi/mushroom.dat.gz")]
    [InlineData("fimi/foodmart.dat.gz")]
    [InlineData("fimi/accidents15k.dat.gz")]
    [InlineData("baskets/groceries.dat.gz")]
    [InlineData("baskets/online_retail.dat.gz")]
    [InlineData("baskets/instacart_last.dat.gz")]
    public void Public_sets_come_out_the_same(string file) =>
        AssertSame(Transactions.From(FimiBaskets.Load(SharedData.PathOf(file)), TransactionUnit.Basket), FimiBaskets.LoadTransactions(SharedData.PathOf(file)));

    private static void CheckSame(byte[] bytes, BadRowPolicy? badRows)
    {
        PurchaseHistoryOptions options = new() { BadRows = badRows ?? BadRowPolicy.StopAtFirst };
        PurchaseHistory history = FimiBaskets.Load(new MemoryStream(bytes), "a.dat", options);
        AssertSame(Transactions.From(history, TransactionUnit.Basket), Load(bytes, badRows, out LoadReport report));
        Assert.Equal((history.Report.RowsRead, history.Report.BadRowCount, history.Report.DuplicateRows), (report.RowsRead, report.BadRowCount, report.DuplicateRows));
    }

    private static Transactions Load(byte[] bytes, BadRowPolicy? badRows, out LoadReport report) =>
        FimiBaskets.LoadTransactions(new MemoryStream(bytes), "a.dat", out report, badRows);

    private static void AssertSame(Transactions expected, Transactions actual)
    {
        Assert.Equal(expected.ItemIds, actual.ItemIds);
        Assert.True(expected.Starts.SequenceEqual(actual.Starts));
        Assert.True(expected.Items.SequenceEqual(actual.Items));
    }
}
