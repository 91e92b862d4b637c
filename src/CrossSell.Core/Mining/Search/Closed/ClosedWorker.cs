namespace CrossSell.Mining.Search;

/// <summary>Finds closed or maximal itemsets: one task for each frequent item, rarest first.</summary>
internal sealed class ClosedWorker(ClosedSearch search, ItemsetReceiver receiver, int itemCount) : IWorker
{
    public void Do(int task)
    {
        receiver.BeginTask(task);
        search.Search(itemCount - 1 - task);
        receiver.EndTask(task);
    }

    public void Finish() => receiver.Report();
}
