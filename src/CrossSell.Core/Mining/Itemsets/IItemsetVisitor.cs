namespace CrossSell.Mining;

/// <summary>Receives itemsets one by one, so that a result of any size can be written without being stored.</summary>
public interface IItemsetVisitor
{
    /// <summary>Takes one itemset. Called by one thread at a time, in an order that depends on the transactions and options alone.</summary>
    /// <param name="items">The item indexes, ascending; valid during the call only.</param>
    /// <param name="count">The number of transactions that hold all of them.</param>
    public void Visit(ReadOnlySpan<int> items, int count);
}
