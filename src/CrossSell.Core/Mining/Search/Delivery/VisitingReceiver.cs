using System.Runtime.InteropServices;

namespace CrossSell.Mining.Search;

/// <summary>Hands itemsets to a visitor in the order of the tasks: at once when this thread's task is next, from a buffer when it is not.</summary>
internal sealed class VisitingReceiver(OrderedDelivery delivery, MiningRun run) : ItemsetReceiver(run)
{
    // Past so many numbers a thread waits for its turn, so that a large result is never held in memory.
    private readonly long _mostBuffered = Math.Min(1 << 20, run.MaxMemoryBytes / (8L * sizeof(int) * run.Threads));

    private List<int> _buffer = [];
    private long _metered;
    private int _task;
    private bool _hasTurn;

    public override void BeginTask(int task)
    {
        _task = task;
        _hasTurn = false;
    }

    public override void EndTask(int task)
    {
        delivery.Complete(task, _buffer);
        _buffer = [];
        _metered = 0;
    }

    protected override void Keep(ReadOnlySpan<int> items, int count)
    {
        if (MayDeliver())
        {
            delivery.Deliver(items, count);
            return;
        }

        _buffer.Add(items.Length);
        _buffer.Add(count);
        _buffer.AddRange(items);
        Meter();
    }

    protected override void Keep(ReadOnlySpan<int> items, ReadOnlySpan<ulong> words, ReadOnlySpan<int> counts)
    {
        if (MayDeliver())
        {
            delivery.Deliver(items, words, counts);
            return;
        }

        // The complement of a length says that words follow.
        _buffer.Add(~items.Length);
        _buffer.Add(words.Length);
        _buffer.AddRange(items);
        _buffer.AddRange(MemoryMarshal.Cast<ulong, int>(words));
        _buffer.AddRange(counts);
        Meter();
    }

    private void Meter()
    {
        long bytes = OrderedDelivery.BytesOf(_buffer);
        if (bytes != _metered)
        {
            Run.AddMemory(bytes - _metered);
            _metered = bytes;
        }
    }

    private bool MayDeliver()
    {
        if (!_hasTurn && (delivery.IsTurnOf(_task) || _buffer.Count > _mostBuffered))
        {
            delivery.WaitForTurn(_task);
            delivery.Deliver(_buffer);
            _buffer.Clear();
            _hasTurn = true;
        }

        return _hasTurn;
    }
}
