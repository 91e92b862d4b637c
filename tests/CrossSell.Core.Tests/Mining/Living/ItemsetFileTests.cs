using CrossSell.Mining;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests.Mining.Living;

public class ItemsetFileTests
{
    private static readonly Itemsets _itemsets = ItemsetMiner.Mine(Baskets.Of("ä b", "b c", "b c 7"), new MiningOptions { MinSupport = SupportThreshold.FromCount(1) });

    [Fact]
    public void What_was_written_is_read() =>
        Prop.ForAll(Baskets.Small, Gen.Choose(1, 6).ToArbitrary(), (baskets, minCount) =>
        {
            Itemsets itemsets = ItemsetMiner.Mine(Baskets.Of(baskets), new MiningOptions { MinSupport = SupportThreshold.FromCount(minCount), MaxLength = 4 });
            byte[] bytes = ItemsetFile.ToBytes(itemsets);
            Itemsets read = ItemsetFile.FromBytes(bytes);
            Assert.Equal(Parts.Lines(itemsets), Parts.Lines(read));
            Assert.Equal(itemsets.ItemIds, read.ItemIds);
            Assert.Equal(bytes, ItemsetFile.ToBytes(read));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(50));

    [Fact]
    public void Every_damaged_byte_is_noticed()
    {
        byte[] whole = ItemsetFile.ToBytes(_itemsets);
        for (int at = 0; at < whole.Length; at++)
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= 0x10;
            Assert.Throws<ModelFormatException>(() => ItemsetFile.FromBytes(damaged));
        }

        Assert.Throws<ModelFormatException>(() => ItemsetFile.FromBytes(whole[..^64]));
    }

    [Theory]
    [InlineData(0, 2, "count")]
    [InlineData(1, 0, "out of range")]
    [InlineData(2, 9, "not there")]
    public void Right_checksums_do_not_make_wrong_numbers_right(int place, int value, string problem)
    {
        // Transactions, one id, one length, one count, one item.
        int[] numbers = [1, 1, 0];
        int transactions = place == 1 ? value : numbers[1];
        byte[] bytes = SectionedFile.Write([new FileSection("itemsets", 1, CrossSell.Mining.Living.Columns.Write(writer =>
        {
            writer.Write(transactions);
            CrossSell.Mining.Living.Columns.Write(writer, ["a"]);
            writer.Write(1);
            CrossSell.Mining.Living.Columns.Write(writer, [place == 0 ? value : numbers[0]]);
            CrossSell.Mining.Living.Columns.Write(writer, [place == 2 ? value : numbers[2]]);
        }))]);
        Assert.Contains(problem, Assert.Throws<ModelFormatException>(() => ItemsetFile.FromBytes(bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_replaced_as_a_whole()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{nameof(ItemsetFileTests)}.{Environment.ProcessId}");
        try
        {
            File.WriteAllText(path, "what was there before");
            ItemsetFile.Save(_itemsets, path);
            Assert.Equal(Parts.Lines(_itemsets), Parts.Lines(ItemsetFile.Load(path)));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
