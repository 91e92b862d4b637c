using System.Runtime.InteropServices;

namespace CrossSell.Mining.Search;

/// <summary>Lets one thread at a time talk to a visitor, in the order of the tasks.</summary>
/// <remarks>Tasks are handed out in order, so the task whose turn it is always has a thread: nobody waits for ever.</remarks>
internal sealed class OrderedDelivery(IItemsetVisitor visitor, MiningRun run)
{
    // The bytes of results that wait for a slow task ahead of them; past this, threads wait too.
    private readonly long _mostWaiting = Math.Min(64L << 20, run.MaxMemoryBytes / 8);

    private readonly object _gate = new();
    private readonly Dictionary<int, List<int>> completed = [];
    private long _waiting;
    private int _turn;

    /// <summary>What a buffer takes, and the run is told of while it is filled and waits.</summary>
    public static long BytesOf(List<int> buffer) => (long)buffer.Capacity * sizeof(int);

    public bool IsTurnOf(int task) => Volatile.Read(ref _turn) == task;

    public void WaitForTurn(int task) => WaitUntil(() => _turn == task);

    public void Deliver(ReadOnlySpan<int> items, int count) => visitor.Visit(items, count);

    /// <summary>Delivers itemsets given as bits of some items, falling.</summary>
    public void Deliver(ReadOnlySpan<int> items, ReadOnlySpan<ulong> words, ReadOnlySpan<int> counts) => visitor.VisitMany(items, words, counts);

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

    /// <summary>Takes what is left of a finished task, its memory told to the run, and delivers it and its finished successors when its turn has come.</summary>
    public void Complete(int task, List<int> buffer)
    {
        if (!IsTurnOf(task))
        {
            WaitUntil(() => _turn == task || _waiting < _mostWaiting);
            lock (_gate)
            {
                if (_turn != task)
                {
                    completed.Add(task, buffer);
                    _waiting += BytesOf(buffer);
                    return;
                }
            }
        }

        // Only the thread that holds the turn comes here; it hands the turn on after its last delivery.
        for (List<int>? next = buffer; next is not null;)
        {
            Deliver(next);
            run.AddMemory(-BytesOf(next));
            lock (_gate)
            {
                _turn++;
                if (completed.Remove(_turn, out next))
                {
                    _waiting -= BytesOf(next);
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
        int count = rest[1];
        rest = rest[(2 + items.Length)..];
        Deliver(items, MemoryMarshal.Cast<int, ulong>(rest[..(2 * count)]), rest.Slice(2 * count, count));
        return rest[(3 * count)..];
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
