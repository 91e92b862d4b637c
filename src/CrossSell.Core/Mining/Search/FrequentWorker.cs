namespace CrossSell.Mining.Search;

/// <summary>Finds all frequent itemsets: task 0 takes the items alone, then one task for each item from the rarest on.</summary>
/// <param name="root">The database, shared by all threads.</param>
/// <param name="search">This thread's search.</param>
/// <param name="receiver">Where its itemsets go; null when they are only counted.</param>
/// <param name="maxLength">The longest itemset asked for.</param>
internal sealed class FrequentWorker<TSink>(ProjectedDatabase root, FrequentSearch<TSink> search, ItemsetReceiver? receiver, int maxLength) : IWorker
    where TSink : struct, IItemsetSink
{
    public void Do(int task)
    {
        receiver?.BeginTask(task);
        if (task == 0)
        {
            search.TakeItems();
        }
        else if (maxLength > 1)
        {
            // The most frequent item (rank 0) has nothing in front of it and needs no task.
            search.Search(root.ItemCount - task);
        }

        search.Flush();
        receiver?.EndTask(task);
    }

    public void Finish() => receiver?.Report();
}
