using System.Numerics;
using System.Text;
using CrossSell.Mining;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Tool.Tests.Output;

public sealed class RowBatchTests
{
    // Widths of one to seven bytes fit a word; the other two ids do not, of which the second may stand in no word of CSV.
    private static readonly Transactions s_baskets = Transactions.Create(Enumerable.Repeat<IReadOnlyCollection<string>>(
        [.. Enumerable.Range(0, 64).Select(item => new string((char)('a' + (item % 26)), 1 + (item % 7))), "a-long-product", "x,y"], 3));

    private static readonly int[] s_allItems = [.. Enumerable.Range(0, s_baskets.ItemCount)];
    private static readonly int[] s_shortItems = [.. s_allItems.Where(item => s_baskets.ItemIds[item].Length <= 7 && s_baskets.ItemIds[item] != "x,y")];

    [Theory]
    [InlineData("Csv")]
    [InlineData("Fimi")]
    [InlineData("JsonLines")]
    public void Many_rows_at_once_are_the_same_bytes_as_one_by_one(string format) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            Random random = new(seed);
            RecordFormat of = Enum.Parse<RecordFormat>(format);
            List<Batch> batches = [.. Enumerable.Range(0, 12).Select(_ => Batch.Of(random, random.Next(3) > 0 ? s_shortItems : s_allItems))];
            string expected = Written(of, writer => batches.ForEach(batch => IItemsetVisitor.VisitEach(writer, batch.Items, batch.Itemsets, batch.Counts)));
            Assert.Equal(expected, Written(of, writer => batches.ForEach(batch => writer.VisitMany(batch.Items, batch.Itemsets, batch.Counts))));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void More_rows_than_the_buffer_holds_come_out_whole()
    {
        int[] items = [.. s_shortItems.Take(20).Reverse()];
        ulong[] itemsets = [.. Enumerable.Range(1, (1 << 16) - 1).Select(bits => (ulong)bits << 4)];
        int[] counts = [.. itemsets.Select(bits => BitOperations.PopCount(bits))];
        string text = Written(RecordFormat.Fimi, writer => writer.VisitMany(items, itemsets, counts));
        string[] expected = [.. itemsets.Select((bits, i) => $"{string.Join(' ', items.Where((_, place) => (bits >> place & 1) != 0).Order().Select(item => s_baskets.ItemIds[item]))} ({counts[i]})")];
        Assert.Equal(expected, text.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("Csv")]
    [InlineData("JsonLines")]
    public void The_end_of_a_row_is_made_once_for_a_number_however_long_it_is(string format)
    {
        int made = 0;
        var ends = new RowEnds(Enum.Parse<RecordFormat>(format), ["items", "count", "support"], int.MaxValue, (writer, count) =>
        {
            made++;
            writer.Number(count);
            writer.Number(count / 3e9);
        });
        int[] numbers = [1, 2, 300_000, int.MaxValue];
        string[] first = [.. numbers.Select(number => Encoding.UTF8.GetString(ends.Of(number)))];

        Assert.Equal(first, numbers.Select(number => Encoding.UTF8.GetString(ends.Of(number))));
        Assert.Equal(numbers.Length, made);
        Assert.Equal(numbers.Length, first.Distinct(StringComparer.Ordinal).Count());
    }

    private static string Written(RecordFormat format, Action<ItemsetWriter> write)
    {
        using var stream = new MemoryStream();
        using (var sink = new Utf8Sink(stream))
        {
            write(new ItemsetWriter(format, sink, s_baskets));
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Some itemsets of some items: many or few of them, dense or sparse, close together or far apart.</summary>
    private sealed record Batch(int[] Items, ulong[] Itemsets, int[] Counts)
    {
        public static Batch Of(Random random, int[] from)
        {
            int[] items = [.. from.OrderBy(_ => random.Next()).Take(random.Next(1, 65)).OrderDescending()];
            ulong all = items.Length == 64 ? ulong.MaxValue : (1UL << items.Length) - 1;
            ulong steady = (ulong)random.NextInt64() & (ulong)random.NextInt64();
            ulong[] itemsets = [.. Enumerable.Range(0, random.Next(1, 400)).Select(_ => Some(random, all, steady))];
            return new Batch(items, itemsets, [.. itemsets.Select(_ => random.Next(4) == 0 ? random.Next(300_000, int.MaxValue) : random.Next(1, 4))]);
        }

        private static ulong Some(Random random, ulong all, ulong steady)
        {
            ulong bits = ((random.Next(2) == 0 ? steady : (ulong)random.NextInt64(long.MinValue, long.MaxValue)) ^ (ulong)random.Next(1 << 12)) & all;
            return bits == 0 ? 1 : bits;
        }
    }
}
