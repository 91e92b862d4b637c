namespace CrossSell.Mining.Search;

/// <summary>Hands itemsets to a visitor in the order of the tasks: at once when this thread's task is next, from a buffer when it is not.</summary>
internal sealed class VisitingReceiver(OrderedDelivery delivery, MiningRun run) : ItemsetReceiver(run)
{
    // Past this a thread waits for its turn, so that a large result is never held in memory.
    private const int MostBuffered = 1 << 20;

    private List<int> buffer = [];
    private int task;
    private bool hasTurn;

    public override void BeginTask(int task)
    {
        this.task = task;
        hasTurn = false;
    }

    public override void EndTask(int task)
    {
        delivery.Complete(task, buffer);
        buffer = [];
    }

    protected override void Keep(ReadOnlySpan<int> items, int count)
    {
        if (!hasTurn && (delivery.IsTurnOf(task) || buffer.Count > MostBuffered))
        {
            delivery.WaitForTurn(task);
            delivery.Deliver(buffer);
            buffer.Clear();
            hasTurn = true;
        }

        if (hasTurn)
        {
            delivery.Deliver(items, count);
            return;
        }

        buffer.Add(items.Length);
        buffer.Add(count);
        buffer.AddRange(items);
    }
}
