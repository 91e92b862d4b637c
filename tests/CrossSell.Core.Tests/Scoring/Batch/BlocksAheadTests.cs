using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace CrossSell.Core.Tests.Scoring.Batch;

public sealed class BlocksAheadTests
{
    [Theory, InlineData(0, 3), InlineData(1, 4), InlineData(7, 1), InlineData(500, 2), InlineData(500, 5)]
    public void Blocks_come_once_and_in_order_whatever_thread_makes_them(int blocks, int threads)
    {
        using var ahead = new BlocksAhead<int>(blocks, threads, block => 3 * block, CancellationToken.None);

        Assert.Equal(Enumerable.Range(0, blocks).Select(block => 3 * block), Rest(ahead));
        Assert.False(ahead.TryTake(out _));
    }

    [Fact]
    public void No_thread_begins_before_the_first_block_is_asked_for()
    {
        int made = 0;
        using var ahead = new BlocksAhead<int>(10, 2, _ => Interlocked.Increment(ref made), CancellationToken.None);

        Assert.False(SpinWait.SpinUntil(() => Volatile.Read(ref made) > 0, 50));
        Assert.True(ahead.TryTake(out _));
        Assert.True(made > 0);
    }

    [Theory, InlineData(1), InlineData(3)]
    public void Threads_that_find_no_room_end_and_are_started_again_when_half_of_it_is_free(int threads)
    {
        int places = 4 * threads;
        var made = new ConcurrentDictionary<int, Thread>();
        using var ahead = new BlocksAhead<int>(200, threads, block => Note(made, block), CancellationToken.None);

        for (int taken = 1; taken <= 3 * places; taken++)
        {
            Assert.True(ahead.TryTake(out int block));
            Assert.Equal(taken - 1, block);

            // More than half of the places are filled, never more than all, and then nobody is left.
            Assert.True(SpinWait.SpinUntil(() => made.Count - taken > places / 2 && made.Values.All(thread => !thread.IsAlive), TimeSpan.FromSeconds(60)), $"{made.Count} made");
            Assert.InRange(made.Count - taken, (places / 2) + 1, places);
        }

        Assert.Equal(Enumerable.Range(3 * places, 200 - (3 * places)), Rest(ahead));
    }

    [Fact]
    public void No_more_threads_compute_at_a_time_than_are_allowed()
    {
        int now = 0;
        int most = 0;
        object gate = new();
        using var ahead = new BlocksAhead<int>(
            300,
            2,
            block =>
            {
                lock (gate)
                {
                    most = Math.Max(most, ++now);
                }

                SpinWait.SpinUntil(() => false, block % 30 == 0 ? 5 : 0);
                lock (gate)
                {
                    now--;
                }

                return block;
            },
            CancellationToken.None);

        Assert.Equal(300, Rest(ahead).Count);
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public void What_is_dropped_is_collected_with_all_that_it_made()
    {
        WeakReference dropped = Drop();

        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                GC.Collect();
                return !dropped.IsAlive;
            },
            TimeSpan.FromSeconds(60)));
    }

    [Theory, InlineData(1), InlineData(3)]
    public void A_failure_is_told_behind_all_blocks_before_it_and_nothing_more_is_begun(int threads)
    {
        int furthest = 0;
        var taken = new List<int>();
        using var ahead = new BlocksAhead<int>(
            1_000,
            threads,
            block =>
            {
                InterlockedMax(ref furthest, block);
                return block >= 40 ? throw new InvalidOperationException($"no {block}") : block;
            },
            CancellationToken.None);

        InvalidOperationException told = Assert.Throws<InvalidOperationException>(() => Take(ahead, taken));

        // Several threads fail here; the first in order is told, whichever was the first in time.
        Assert.Equal("no 40", told.Message);
        Assert.Equal(Enumerable.Range(0, 40), taken);
        ahead.Dispose();
        Assert.InRange(furthest, 40, 40 + threads);
    }

    [Fact]
    public void A_cancelled_run_ends_between_two_blocks()
    {
        using var stop = new CancellationTokenSource();
        using var goOn = new ManualResetEventSlim();
        int made = 0;
        using var ahead = new BlocksAhead<int>(
            10_000,
            2,
            block =>
            {
                if (block > 0)
                {
                    goOn.Wait();
                }

                return Interlocked.Increment(ref made);
            },
            stop.Token);

        Assert.True(ahead.TryTake(out _));
        stop.Cancel();
        goOn.Set();

        Assert.Throws<OperationCanceledException>(() => ahead.TryTake(out _));
        ahead.Dispose();

        // The first, and what each of the two threads had begun: eight places would have been free.
        Assert.InRange(made, 1, 3);
    }

    [Fact]
    public void Who_waits_for_a_block_is_told_when_it_is_cancelled()
    {
        using var stop = new CancellationTokenSource();
        using var ahead = new BlocksAhead<int>(
            10_000,
            2,
            block =>
            {
                if (block == 100)
                {
                    stop.Cancel();
                }

                return block;
            },
            stop.Token);
        var taken = new List<int>();

        Assert.Throws<OperationCanceledException>(() => Take(ahead, taken));

        Assert.Equal(Enumerable.Range(0, taken.Count), taken);
        Assert.InRange(taken.Count, 90, 102);
    }

    [Fact]
    public void Nobody_computes_any_more_when_it_was_disposed_of()
    {
        int now = 0;
        var ahead = new BlocksAhead<int>(
            1_000,
            3,
            block =>
            {
                Interlocked.Increment(ref now);
                SpinWait.SpinUntil(() => false, 2);
                Interlocked.Decrement(ref now);
                return block;
            },
            CancellationToken.None);

        Assert.True(ahead.TryTake(out _));
        ahead.Dispose();

        Assert.Equal(0, now);
        Assert.Throws<ObjectDisposedException>(() => Rest(ahead));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Drop()
    {
        var ahead = new BlocksAhead<byte[]>(1_000, 3, _ => new byte[1_000], CancellationToken.None);
        Assert.True(ahead.TryTake(out _));
        return new WeakReference(ahead);
    }

    private static List<int> Rest(BlocksAhead<int> ahead)
    {
        var taken = new List<int>();
        Take(ahead, taken);
        return taken;
    }

    private static void Take(BlocksAhead<int> ahead, List<int> taken)
    {
        while (ahead.TryTake(out int block))
        {
            taken.Add(block);
        }
    }

    private static int Note(ConcurrentDictionary<int, Thread> made, int block)
    {
        Assert.True(made.TryAdd(block, Thread.CurrentThread));
        return block;
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen = Volatile.Read(ref most);
        while (value > seen)
        {
            int before = Interlocked.CompareExchange(ref most, value, seen);
            seen = before == seen ? value : before;
        }
    }
}
