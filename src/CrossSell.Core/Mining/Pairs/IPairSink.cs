namespace CrossSell.Mining.Search;

/// <summary>One thread's end of a count of pairs: what becomes of them.</summary>
internal interface IPairSink
{
    /// <summary>Called before the pairs of one task, with its place in the order of the result.</summary>
    public void Begin(int task);

    /// <summary>Takes the partners of one item that have smaller numbers: all of its pairs that no other item brings.</summary>
    public void Take(int number, ReadOnlySpan<int> partners, ReadOnlySpan<int> counts);

    /// <summary>Called after the pairs of the task.</summary>
    public void End(int task);

    /// <summary>Called once, after the thread's last task.</summary>
    public void Finish();
}
