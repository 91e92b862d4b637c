using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace CrossSell;

/// <summary>Computes blocks on several threads ahead of the one who takes them, in their order: what comes out is the same for any number of threads.</summary>
/// <remarks>
/// As many blocks as there are places are ahead at most, so memory stays bounded. A thread that finds no room ends, and whoever takes blocks starts it again when
/// half of the places are free: no thread ever waits for the one who takes, who may stop at any block, also without <see cref="Dispose"/>. For one who takes at a time.
/// </remarks>
/// <typeparam name="T">What a block comes to.</typeparam>
internal sealed class BlocksAhead<T> : IDisposable
{
    private const int PlacesOfAThread = 4;

    private readonly object _gate = new();
    private readonly int _blocks;
    private readonly int _threads;
    private readonly Func<int, T> _compute;
    private readonly CancellationToken _cancellationToken;
    private readonly Place[] _places;
    private int _next;
    private int _taken;
    private int _working;
    private bool _stopped;

    /// <summary>Nothing is computed before the first block is asked for.</summary>
    /// <param name="blocks">How many.</param>
    /// <param name="threads">The most threads, that of the one who takes not counted.</param>
    /// <param name="compute">Gives a block; called by several threads at a time, once for each.</param>
    /// <param name="cancellationToken">Ends it between two blocks.</param>
    public BlocksAhead(int blocks, int threads, Func<int, T> compute, CancellationToken cancellationToken)
    {
        _blocks = blocks;
        _threads = Math.Max(1, Math.Min(threads, blocks));
        _compute = compute;
        _cancellationToken = cancellationToken;
        _places = new Place[_threads * PlacesOfAThread];
    }

    /// <summary>The next block, once it is there; false behind the last one.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>What computing a block throws is thrown where that block would come, behind all those before it.</remarks>
    public bool TryTake([MaybeNullWhen(false)] out T block)
    {
        lock (_gate)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            block = default;
            if (_taken == _blocks)
            {
                return false;
            }

            StartWhereThereIsRoom();
            ref Place place = ref _places[_taken % _places.Length];
            while (!place.IsReady && _working > 0)
            {
                Monitor.Wait(_gate);
            }

            _cancellationToken.ThrowIfCancellationRequested();
            place.Failure?.Throw();
            ObjectDisposedException.ThrowIf(!place.IsReady, this);
            block = place.Result!;
            place = default;
            _taken++;
            StartWhereThereIsRoom();
            return true;
        }
    }

    /// <summary>Ends what is under way, and returns when no block is being computed any more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
            while (_working > 0)
            {
                Monitor.Wait(_gate);
            }
        }
    }

    private void StartWhereThereIsRoom()
    {
        // Not for each place: for one who takes slowly a thread starts once in several blocks.
        int free = _places.Length - (_next - _taken);
        if (_stopped || 2 * free < _places.Length)
        {
            return;
        }

        for (int room = Math.Min(_blocks - _next, free); room > 0 && _working < _threads; room--)
        {
            _ = Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            _working++;
        }
    }

    private void Work()
    {
        while (TryBegin(out int block))
        {
            var place = new Place { IsReady = true };
            try
            {
                place.Result = _compute(block);
            }
            catch (Exception problem)
            {
                place.Failure = ExceptionDispatchInfo.Capture(problem);
            }

            lock (_gate)
            {
                _places[block % _places.Length] = place;
                _stopped |= place.Failure is not null;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private bool TryBegin(out int block)
    {
        lock (_gate)
        {
            block = _next;
            if (!_stopped && !_cancellationToken.IsCancellationRequested && _next < _blocks && _next - _taken < _places.Length)
            {
                _next++;
                return true;
            }

            _working--;
            Monitor.PulseAll(_gate);
            return false;
        }
    }

    private struct Place
    {
        public bool IsReady;
        public T? Result;
        public ExceptionDispatchInfo? Failure;
    }
}
