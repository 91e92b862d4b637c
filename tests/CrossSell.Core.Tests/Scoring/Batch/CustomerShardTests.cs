using System.Text;

namespace CrossSell.Core.Tests.Scoring.Batch;

public sealed class CustomerShardTests
{
    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(7)]
    public void Every_customer_is_in_exactly_one_share_and_shares_are_about_as_large(int count)
    {
        CustomerShard[] shards = [.. Enumerable.Range(1, count).Select(index => new CustomerShard(index, count))];
        int[] sizes = new int[count];
        foreach (byte[] id in Enumerable.Range(0, 10_000).Select(c => Encoding.UTF8.GetBytes($"C{c:00000}")))
        {
            int at = Assert.Single(Enumerable.Range(0, count), i => shards[i].Contains(id));
            sizes[at]++;
        }

        Assert.All(sizes, size => Assert.InRange(size, 0.9 * 10_000 / count, 1.1 * 10_000 / count));
    }

    [Fact]
    public void A_share_is_the_same_in_every_release() =>
        Assert.Equal("2 1 1 1 1 2", string.Join(' ', new[] { "", "a", "C1", "C2", "Müller", "00042" }.Select(id => new CustomerShard(1, 2).Contains(Encoding.UTF8.GetBytes(id)) ? 1 : 2)));

    [Fact]
    public void The_default_is_the_whole()
    {
        Assert.True(default(CustomerShard).IsWhole);
        Assert.Equal(new CustomerShard(1, 1), CustomerShard.Whole);
        Assert.True(CustomerShard.Whole.Contains("x"u8));
        Assert.Equal("1/1", CustomerShard.Whole.ToString());
    }

    [Theory, InlineData("1/1", 1, 1), InlineData("2/8", 2, 8), InlineData("8/8", 8, 8)]
    public void A_share_is_read_as_it_is_written(string text, int index, int count)
    {
        Assert.True(CustomerShard.TryParse(text, out CustomerShard shard));
        Assert.Equal((index, count, text), (shard.Index, shard.Count, shard.ToString()));
    }

    [Theory, InlineData(null), InlineData(""), InlineData("2"), InlineData("0/2"), InlineData("3/2"), InlineData("1/0"), InlineData("-1/2"), InlineData("1/2/3"), InlineData("a/b"), InlineData("1 / 2"), InlineData("1/9999999999")]
    public void Anything_else_is_no_share(string? text) => Assert.False(CustomerShard.TryParse(text, out _));

    [Theory, InlineData(0, 2), InlineData(3, 2), InlineData(1, 0)]
    public void A_share_that_cannot_be_is_refused(int index, int count) => Assert.Throws<ArgumentOutOfRangeException>(() => new CustomerShard(index, count));
}
