namespace CrossSell.Mining.Search;

/// <summary>
/// Where a search for all frequent itemsets puts what it finds. The search walks down from itemset to longer itemset; the sink keeps the path.
/// </summary>
/// <remarks>
/// A perfect extension is an item that every transaction of the current itemset holds. It is taken out of the search: each itemset found
/// below stands for itself and for its union with every subset of the perfect extensions on its path ("hypercube decomposition": Uno, Kiyomi
/// and Arimura 2004, LCM ver. 2, section 4). Implemented by structs, so that the search is compiled for each of them.
/// </remarks>
internal unsafe interface IItemsetSink
{
    /// <summary>Goes down: the current itemset grows by one item.</summary>
    public void Push(int item);

    /// <summary>Adds one perfect extension of the current itemset.</summary>
    public void AddPerfect(int item);

    /// <summary>Takes the unions of the current itemset with its new perfect extensions, once all of them are added.</summary>
    public void TakePerfect(int count);

    /// <summary>Takes the current itemset extended by each of some items.</summary>
    public void TakeExtensions(int* items, int* counts, int length);

    /// <summary>Takes the current itemset extended by each frequent subset of two or more of some items, given the supports of all subsets: bit i of an entry's number stands for item i.</summary>
    public void TakeTable(int* table, int* items, int length, int minCount, int longest);

    /// <summary>Goes back up: undoes <see cref="Push"/> and forgets the perfect extensions found since.</summary>
    public void Pop();

    /// <summary>Hands on what may still be kept back; called at the end of each task.</summary>
    public void Flush();
}
