namespace CrossSell.Core.Tests.Scoring.Batch;

public sealed class OrderedBlocksTests
{
    [Theory, InlineData(0, 3), InlineData(1, 4), InlineData(7, 1), InlineData(500, 2), InlineData(500, 5)]
    public void Blocks_come_once_and_in_order_whatever_thread_makes_them(int blocks, int threads)
    {
        var taken = new List<(int Block, int Value)>();

        OrderedBlocks<int[]>.Run(blocks, threads, () => new int[1], (block, place) => place[0] = 3 * block, (block, place) => taken.Add((block, place[0])), CancellationToken.None);

        Assert.Equal(Enumerable.Range(0, blocks).Select(block => (block, 3 * block)), taken);
    }

    [Fact]
    public void Who_takes_slowly_makes_others_wait()
    {
        int made = 0;
        int taken = 0;
        int furthest = 0;

        OrderedBlocks<int[]>.Run(
            200,
            2,
            () => new int[1],
            (_, _) => Interlocked.Increment(ref made),
            (block, _) =>
            {
                // Others have all the time they need to run ahead.
                SpinWait.SpinUntil(() => false, block % 50 == 0 ? 20 : 0);
                furthest = Math.Max(furthest, Volatile.Read(ref made) - taken);
                taken++;
            },
            CancellationToken.None);

        Assert.InRange(furthest, 1, 8);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void A_failure_ends_all_threads_and_is_told(bool whileMaking)
    {
        var seen = new List<int>();

        InvalidOperationException told = Assert.Throws<InvalidOperationException>(() => OrderedBlocks<int[]>.Run(
            1_000,
            3,
            () => new int[1],
            (block, _) => Fail(whileMaking && block == 40),
            (block, _) =>
            {
                Fail(!whileMaking && block == 40);
                seen.Add(block);
            },
            CancellationToken.None));

        Assert.Equal("no", told.Message);
        Assert.Equal(Enumerable.Range(0, seen.Count), seen);
        Assert.InRange(seen.Count, 0, 40);
    }

    [Fact]
    public void A_cancelled_run_ends_before_its_end()
    {
        using var stop = new CancellationTokenSource();
        int taken = 0;

        Assert.ThrowsAny<OperationCanceledException>(() => OrderedBlocks<int[]>.Run(
            10_000,
            2,
            () => new int[1],
            (_, _) => { },
            (_, _) =>
            {
                taken++;
                stop.Cancel();
            },
            stop.Token));

        Assert.InRange(taken, 1, 100);
    }

    private static void Fail(bool fails)
    {
        if (fails)
        {
            throw new InvalidOperationException("no");
        }
    }
}
