using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CrossSell.Mining.Search;

/// <summary>Lets one thread at a time talk to a visitor, in the order of the tasks.</summary>
/// <remarks>Tasks are handed out in order, so the task whose turn it is always has a thread: nobody waits for ever.</remarks>
internal sealed class OrderedDelivery(IItemsetVisitor visitor, MiningRun run)
{
    // Results that wait for a slow task ahead of them; past this, threads wait too.
    private const long MostWaiting = 64L << 20;

    private readonly object _gate = new();
    private readonly Dictionary<int, List<int>> completed = [];
    private long _waiting;
    private int _turn;

    public bool IsTurnOf(int task) => Volatile.Read(ref _turn) == task;

    public void WaitForTurn(int task) => WaitUntil(() => _turn == task);

    public void Deliver(ReadOnlySpan<int> items, int count) => visitor.Visit(items, count);

    /// <summary>Delivers an itemset given as bits of some items, falling.</summary>
    [SkipLocalsInit]
    public void Deliver(ReadOnlySpan<int> items, ulong word, int count)
    {
        Span<int> itemset = stackalloc int[ItemsetWords.MostItems];
        int length = 0;
        while (word != 0)
        {
            int bit = BitOperations.Log2(word);
            word ^= 1UL << bit;
            itemset[length++] = items[bit];
        }

        visitor.Visit(itemset[..length], count);
    }

    /// <summary>Delivers buffered itemsets, see <see cref="VisitingReceiver"/>.</summary>
    public void Deliver(List<int> buffer)
    {
        ReadOnlySpan<int> rest = CollectionsMarshal.AsSpan(buffer);
        while (!rest.IsEmpty)
        {
            run.ThrowIfStopped();
            rest = rest[0] >= 0 ? DeliverOne(rest) : DeliverWords(rest);
        }
    }

    /// <summary>Takes what is left of a finished task, and delivers it and its finished successors when its turn has come.</summary>
    public void Complete(int task, List<int> buffer)
    {
        if (!IsTurnOf(task))
        {
            WaitUntil(() => _turn == task || _waiting < MostWaiting);
            lock (_gate)
            {
                if (_turn != task)
                {
                    completed.Add(task, buffer);
                    _waiting += buffer.Count;
                    return;
                }
            }
        }

        // Only the thread that holds the turn comes here; it hands the turn on after its last delivery.
        for (List<int>? next = buffer; next is not null;)
        {
            Deliver(next);
            lock (_gate)
            {
                _turn++;
                if (completed.Remove(_turn, out next))
                {
                    _waiting -= next.Count;
                }

                Monitor.PulseAll(_gate);
            }
        }
    }

    private ReadOnlySpan<int> DeliverOne(ReadOnlySpan<int> rest)
    {
        Deliver(rest.Slice(2, rest[0]), rest[1]);
        return rest[(2 + rest[0])..];
    }

    private ReadOnlySpan<int> DeliverWords(ReadOnlySpan<int> rest)
    {
        ReadOnlySpan<int> items = rest.Slice(2, ~rest[0]);
        int end = 2 + items.Length + (3 * rest[1]);
        for (int at = 2 + items.Length; at < end; at += 3)
        {
            Deliver(items, ((ulong)(uint)rest[at] << 32) | (uint)rest[at + 1], rest[at + 2]);
        }

        return rest[end..];
    }

    private void WaitUntil(Func<bool> condition)
    {
        lock (_gate)
        {
            while (!condition())
            {
                run.ThrowIfStopped();
                Monitor.Wait(_gate, millisecondsTimeout: 20);
            }
        }
    }
}
