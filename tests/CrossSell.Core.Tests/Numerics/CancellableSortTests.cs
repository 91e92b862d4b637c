using CrossSell.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests.Numerics;

public class CancellableSortTests
{
    [Fact]
    public void Keys_come_in_order_and_values_of_equal_keys_ascend() =>
        Prop.ForAll(Gen.Choose(0, 60_000).ToArbitrary(), Gen.Choose(1, 100_000).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (count, different, seed) =>
        {
            var random = new System.Random(seed);
            long[] keys = [.. Enumerable.Range(0, count).Select(_ => (long)random.Next(different))];
            int[] values = [.. Enumerable.Range(0, count)];
            int[] expected = [.. values.OrderBy(value => keys[value])];
            long[] sorted = [.. keys.Order()];
            CancellableSort.Sort(keys.AsSpan(), values, default);
            Assert.Equal(expected, values);
            Assert.Equal(sorted, keys);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8_192)]
    [InlineData(8_193)]
    [InlineData(50_000)]
    public void Entries_come_in_the_order_of_the_comparison(int count)
    {
        var random = new System.Random(count);
        int[] entries = [.. Enumerable.Range(0, count)];
        random.Shuffle(entries);
        Assert.Equal(Enumerable.Range(0, count).Reverse(), CancellableSort.Sort(entries, (x, y) => y.CompareTo(x), default));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(200_000)]
    [InlineData(2_500_000)]
    public void A_cancelled_sort_by_a_comparison_compares_little_more(int comparisonsBefore)
    {
        using CancellationTokenSource source = new();
        int[] entries = [.. Enumerable.Range(0, 200_000).Select(entry => (int)(entry * 2654435761L % 200_000))];
        int comparisons = 0;
        Assert.Throws<OperationCanceledException>(() => CancellableSort.Sort(
            entries,
            (x, y) =>
            {
                if (comparisons++ == comparisonsBefore)
                {
                    source.Cancel();
                }

                return x.CompareTo(y);
            },
            source.Token));

        // All comparisons would be some three million.
        Assert.InRange(comparisons, comparisonsBefore + 1, comparisonsBefore + 200_000);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2_500_000)]
    public void A_cancelled_sort_of_keys_compares_little_more(int comparisonsBefore)
    {
        using CancellationTokenSource source = new();
        Key.Left = comparisonsBefore;
        Key.Cancel = source.Cancel;
        Key[] keys = [.. Enumerable.Range(0, 200_000).Select(entry => new Key((int)(entry * 2654435761L % 200_000)))];
        Assert.Throws<OperationCanceledException>(() => CancellableSort.Sort(keys.AsSpan(), new int[keys.Length], source.Token));
        Assert.InRange(Key.Left, -200_000, -1);
    }

    private readonly struct Key(int value) : IComparable<Key>
    {
        [ThreadStatic]
        private static int _left;

        [ThreadStatic]
        private static Action? _cancel;

        public static int Left
        {
            get => _left;
            set => _left = value;
        }

        public static Action? Cancel
        {
            get => _cancel;
            set => _cancel = value;
        }

        private int Value => value;

        public int CompareTo(Key other)
        {
            if (_left-- == 0)
            {
                _cancel!();
            }

            return Value.CompareTo(other.Value);
        }
    }
}
