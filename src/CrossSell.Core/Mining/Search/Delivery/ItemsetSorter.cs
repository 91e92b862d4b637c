using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CrossSell.Mining.Search;

/// <summary>Joins what the threads found and brings it into the order of <see cref="Itemsets"/>.</summary>
/// <remarks>
/// The itemsets of each length are spread over buckets by the highest bits in which they differ; buckets are then sorted by themselves, in
/// the fast caches, by any thread. The result does not depend on which thread found or sorted what.
/// </remarks>
internal sealed class ItemsetSorter(ItemsetCodec codec, MiningRun run)
{
    private const int BucketBits = 11;

    // Fewer are one bucket.
    private const int WorthSpreading = 1 << 14;

    private readonly List<Bucket> _buckets = [];

    public Itemsets Sort(StoringReceiver[] receivers, Transactions transactions)
    {
        int longest = receivers.Select(receiver => receiver.CountsByLength.Count).DefaultIfEmpty().Max();
        Lot[] lots = new Lot[longest];
        Share(longest, () => length => lots[length] = Spread(receivers, length + 1));
        Bucket[] buckets = [.. _buckets.OrderByDescending(bucket => bucket.Count).ThenBy(bucket => bucket.Lot.Length).ThenBy(bucket => bucket.First)];
        Share(buckets.Length, () =>
        {
            RecordSorter sorter = new();
            return number => Finish(buckets[number], sorter);
        });
        return new Itemsets([.. lots.Select(lot => lot.Items)], [.. lots.Select(lot => lot.Counts)], transactions.ItemIds, transactions.TotalWeight)
        {
            IsWeighted = transactions.IsWeighted,
        };
    }

    /// <summary>Lets the threads take tasks one by one.</summary>
    private void Share(int tasks, Func<Action<int>> start)
    {
        int next = -1;
        Workers.Each(run, Math.Clamp(tasks, 1, run.Threads), _ =>
        {
            Action<int> work = start();
            for (int task = Interlocked.Increment(ref next); task < tasks; task = Interlocked.Increment(ref next))
            {
                run.ThrowIfStopped();
                work(task);
            }
        });
    }

    /// <summary>Copies all itemsets of a length into one array, bucket by bucket.</summary>
    private Lot Spread(StoringReceiver[] receivers, int length)
    {
        int words = codec.WordsOf(length);
        long total = receivers.Sum(receiver => length <= receiver.CountsByLength.Count ? receiver.CountsByLength[length - 1] : 0);
        if (total * Math.Max(length, words) > Array.MaxLength)
        {
            throw new MiningLimitException("array length", Array.MaxLength, $"{total} itemsets of length {length} do not fit one array", run.CountsSoFar());
        }

        run.AddMemory(total * words * sizeof(ulong));
        Lot lot = new(length, words, (int)total);
        (ulong lowest, int shift) = Range(receivers, length, words);
        int[] ends = new int[1 << BucketBits];
        foreach ((ulong[] block, int used) in receivers.SelectMany(receiver => receiver.BlocksOf(length)))
        {
            run.ThrowIfStopped();
            Count(block, used, words, lowest, shift, ends);
        }

        int sum = 0;
        for (int bucket = 0; bucket < ends.Length; bucket++)
        {
            int count = ends[bucket];
            if (count > 0)
            {
                lock (_buckets)
                {
                    _buckets.Add(new Bucket(lot, sum, count));
                }
            }

            ends[bucket] = sum;
            sum += count;
        }

        foreach (StoringReceiver receiver in receivers)
        {
            foreach ((ulong[] block, int used) in receiver.BlocksOf(length))
            {
                run.ThrowIfStopped();
                Copy(block, used, words, lowest, shift, ends, lot.Records);
            }

            receiver.Release(length);
        }

        return lot;
    }

    /// <summary>The lowest first word, and how far to shift the distance from it to get a bucket.</summary>
    private (ulong Lowest, int Shift) Range(StoringReceiver[] receivers, int length, int words)
    {
        ulong lowest = ulong.MaxValue;
        ulong highest = 0;
        long count = 0;
        foreach ((ulong[] block, int used) in receivers.SelectMany(receiver => receiver.BlocksOf(length)))
        {
            run.ThrowIfStopped();
            for (int at = 0; at < used; at += words)
            {
                lowest = Math.Min(lowest, block[at]);
                highest = Math.Max(highest, block[at]);
            }

            count += used / words;
        }

        return count < WorthSpreading ? (0, 63) : (lowest, Math.Max(0, BitOperations.Log2(highest - lowest) + 1 - BucketBits));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Count(ulong[] block, int used, int words, ulong lowest, int shift, int[] counts)
    {
        for (int at = 0; at < used; at += words)
        {
            counts[(block[at] - lowest) >> shift]++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy(ulong[] block, int used, int words, ulong lowest, int shift, int[] ends, ulong[] records)
    {
        for (int at = 0; at < used; at += words)
        {
            int record = ends[(block[at] - lowest) >> shift]++;
            records[record * words] = block[at];
            for (int word = 1; word < words; word++)
            {
                records[(record * words) + word] = block[at + word];
            }
        }
    }

    /// <summary>Sorts a bucket and writes its itemsets to their places in the result.</summary>
    private void Finish(Bucket bucket, RecordSorter sorter)
    {
        Lot lot = bucket.Lot;
        Span<ulong> records = lot.Records.AsSpan(bucket.First * lot.Words, bucket.Count * lot.Words);
        ReadOnlySpan<int> order = sorter.Sort(records, lot.Words, run);
        for (int place = 0; place < bucket.Count; place++)
        {
            if ((place & 0xFFFF) == 0)
            {
                run.ThrowIfStopped();
            }

            int record = order.IsEmpty ? place : order[place];
            lot.Counts[bucket.First + place] = codec.Decode(
                records.Slice(record * lot.Words, lot.Words), lot.Items.AsSpan((bucket.First + place) * lot.Length, lot.Length));
        }

        if (Interlocked.Add(ref lot.Finished, bucket.Count) == lot.Counts.Length)
        {
            run.AddMemory(-(long)lot.Records.Length * sizeof(ulong));
            lot.Records = [];
        }
    }

    /// <summary>The itemsets of one length: as words, and where they go.</summary>
    private sealed class Lot(int length, int words, int count)
    {
        public int Finished;

        public int Length => length;

        public int Words => words;

        public ulong[] Records { get; set; } = GC.AllocateUninitializedArray<ulong>(count * words);

        public int[] Items { get; } = GC.AllocateUninitializedArray<int>(count * length);

        public int[] Counts { get; } = GC.AllocateUninitializedArray<int>(count);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Bucket(Lot Lot, int First, int Count);
}
