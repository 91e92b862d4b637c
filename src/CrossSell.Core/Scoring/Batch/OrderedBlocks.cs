namespace CrossSell;

/// <summary>Computes blocks on several threads and hands them on one after another, in their order: what comes out is the same for any number of threads.</summary>
/// <remarks>
/// As many blocks as there are places are under way at a time: threads wait when what takes the results is slower than they are, so memory stays bounded. The
/// thread that finishes the next block in order hands it on, and those behind it that are ready.
/// </remarks>
/// <typeparam name="TPlace">What a block is computed into; used again and again.</typeparam>
internal sealed class OrderedBlocks<TPlace>
{
    private const int PlacesOfAThread = 4;

    private readonly object _gate = new();
    private readonly int _blocks;
    private readonly TPlace[] _places;
    private readonly bool[] _ready;
    private readonly Action<int, TPlace> _compute;
    private readonly Action<int, TPlace> _take;
    private int _next;
    private int _taken;
    private bool _taking;
    private Exception? _failure;

    private OrderedBlocks(int blocks, int threads, Func<TPlace> create, Action<int, TPlace> compute, Action<int, TPlace> take)
    {
        _blocks = blocks;
        _places = [.. Enumerable.Range(0, threads * PlacesOfAThread).Select(_ => create())];
        _ready = new bool[_places.Length];
        _compute = compute;
        _take = take;
    }

    /// <summary>Runs all blocks and returns when the last one was taken.</summary>
    /// <param name="blocks">How many.</param>
    /// <param name="threads">The most threads, the caller's among them.</param>
    /// <param name="create">Makes a place.</param>
    /// <param name="compute">Fills a place with a block; by several threads at a time.</param>
    /// <param name="take">Takes a block's results; one at a time, in order.</param>
    /// <param name="cancellationToken">Ends it between two blocks.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static void Run(int blocks, int threads, Func<TPlace> create, Action<int, TPlace> compute, Action<int, TPlace> take, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        threads = Math.Max(1, Math.Min(threads, blocks));
        var run = new OrderedBlocks<TPlace>(blocks, threads, create, compute, take);
        Task[] others = [.. Enumerable.Range(1, threads - 1).Select(_ => Task.Factory.StartNew(() => run.Work(cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        run.Work(cancellationToken);
        Task.WaitAll(others, CancellationToken.None);
        if (run._failure is { } failure)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(failure).Throw();
        }
    }

    private void Work(CancellationToken cancellationToken)
    {
        try
        {
            while (TryBegin(out int block))
            {
                cancellationToken.ThrowIfCancellationRequested();
                _compute(block, _places[block % _places.Length]);
                TakeReady(block);
            }
        }
        catch (Exception problem)
        {
            // The caller's thread says it, once all threads have ended.
            lock (_gate)
            {
                _failure ??= problem;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private bool TryBegin(out int block)
    {
        lock (_gate)
        {
            while (_failure is null && _next < _blocks && _next - _taken >= _places.Length)
            {
                Monitor.Wait(_gate);
            }

            block = _next;
            return _failure is null && _next++ < _blocks;
        }
    }

    private void TakeReady(int done)
    {
        lock (_gate)
        {
            _ready[done % _places.Length] = true;
            if (_taking)
            {
                return;
            }

            _taking = true;
        }

        while (TryNextReady(out int block))
        {
            _take(block, _places[block % _places.Length]);
            lock (_gate)
            {
                _ready[block % _places.Length] = false;
                _taken++;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private bool TryNextReady(out int block)
    {
        lock (_gate)
        {
            block = _taken;
            _taking = _failure is null && _taken < _blocks && _ready[block % _places.Length];
            return _taking;
        }
    }
}
