namespace CrossSell.Mining.Search;

/// <summary>One thread's part of a run.</summary>
internal interface IWorker
{
    /// <summary>Finds everything that belongs to one task.</summary>
    public void Do(int task);

    /// <summary>Called once, after the thread's last task.</summary>
    public void Finish();
}
