namespace CrossSell;

/// <summary>The model that a running program serves from: requests read it, a new one takes its place under load.</summary>
/// <remarks>
/// <para>
/// A request reads <see cref="Current"/> once, keeps what it got and asks that for everything: then its whole answer comes from one model, whatever is swapped meanwhile. Reading
/// is one load from memory, <see cref="Swap"/> one write; nobody waits. The model that left is freed, and a file that it was mapped from unmapped, by the garbage collector
/// when the last request that uses it is through, and never before: there is nothing to count or to dispose.
/// </para>
/// <para>Thread-safe.</para>
/// <example><code>
/// ModelSlot slot = ModelSlot.Open("my.model", model => model.Bind(history));
/// CrossSellModel model = slot.Current;               // once for each request
/// await slot.WatchAsync(TimeSpan.FromMinutes(1), TimeProvider.System, told: null, stopping); // another process saves; this one follows
/// </code></example>
/// </remarks>
public sealed class ModelSlot
{
    private readonly Lock _reloading = new();
    private readonly string? _path;
    private readonly Func<CrossSellModel, CrossSellModel>? _bind;
    private readonly Func<string, CrossSellModel> _load = CrossSellModel.Load;
    private CrossSellModel _current;
    private FileMark _mark;
    private long _swaps;

    /// <summary>A slot with a model that the program has; it has no file, so <see cref="Swap"/> alone changes it.</summary>
    /// <param name="model">The first model, bound or not.</param>
    public ModelSlot(CrossSellModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _current = model;
    }

    private ModelSlot(string path, Func<CrossSellModel, CrossSellModel>? bind, Func<string, CrossSellModel>? load)
    {
        _path = path;
        _bind = bind;
        _load = load ?? _load;
        FileMark mark = SectionedFile.MarkOf(path);
        _current = Read(path);
        _mark = mark;
    }

    /// <summary>A slot with the model of a file.</summary>
    /// <param name="path">A file that <see cref="CrossSellModel.Save"/> wrote; later ones are saved in its place.</param>
    /// <param name="bind">Gives each model that is loaded its customers, as in <c>model => model.Bind(history)</c>; null leaves it unbound.</param>
    /// <param name="load">How the file is read; null for <see cref="CrossSellModel.Load"/>.</param>
    /// <exception cref="ModelFormatException">The file is not a model, is cut short or damaged, or is of a later version.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ModelSlot Open(string path, Func<CrossSellModel, CrossSellModel>? bind = null, Func<string, CrossSellModel>? load = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new ModelSlot(path, bind, load);
    }

    /// <summary>The model as of now. Read it once for each request: two reads may give two models.</summary>
    public CrossSellModel Current => Volatile.Read(ref _current);

    /// <summary>How often a model took another's place.</summary>
    public long Swaps => Interlocked.Read(ref _swaps);

    /// <summary>Puts a model in the place of the current one: requests that begin from now on get it, those under way keep theirs.</summary>
    /// <param name="model">The next model.</param>
    /// <returns>The model that was current until now.</returns>
    public CrossSellModel Swap(CrossSellModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        CrossSellModel former = Interlocked.Exchange(ref _current, model);
        Interlocked.Increment(ref _swaps);
        return former;
    }

    /// <summary>Loads the slot's file when it holds another model than the one that was loaded from it last, and swaps it in. Where that fails the current model stays.</summary>
    /// <remarks>Reads 48 bytes where the file is as it was, and tests it whole where its length or the time of its last write is another. Runs on a thread of the pool; calls wait for one another.</remarks>
    /// <param name="cancellationToken">Ends the call before it has begun to load.</param>
    /// <returns>Whether there was another model.</returns>
    /// <exception cref="InvalidOperationException">The slot was made without a file.</exception>
    /// <exception cref="ModelFormatException">The file is not a model, is cut short or damaged, or is of a later version.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task<bool> ReloadAsync(CancellationToken cancellationToken = default)
    {
        string path = RequireFile();
        return Task.Run(() => Reload(path, cancellationToken), cancellationToken);
    }

    /// <summary>Looks at the slot's file again and again, and serves what another process saved there. Returns when it is cancelled; a file that cannot be read, or whose model cannot be bound, changes nothing and is told.</summary>
    /// <param name="every">How long between two looks, more than zero.</param>
    /// <param name="clock">Measures that time.</param>
    /// <param name="told">Told after each look what came of it; null for nobody. Its exceptions end the watch.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="every"/> is zero or less.</exception>
    /// <exception cref="InvalidOperationException">The slot was made without a file.</exception>
    public async Task WatchAsync(TimeSpan every, TimeProvider clock, Action<ModelReload>? told, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(every, TimeSpan.Zero);
        _ = RequireFile();
        while (true)
        {
            try
            {
                await Task.Delay(every, clock, cancellationToken).ConfigureAwait(false);
                told?.Invoke(await LookAsync(cancellationToken).ConfigureAwait(false));
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    // Whatever is wrong with the file or with binding its model may be right at the next look; waiting for that look is not tried again.
    private async Task<ModelReload> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            return new ModelReload(await ReloadAsync(cancellationToken).ConfigureAwait(false), Problem: null);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            return new ModelReload(IsNew: false, problem);
        }
    }

    private string RequireFile() =>
        _path ?? throw new InvalidOperationException($"The slot was made without a file, so there is none to load again; {nameof(ModelSlot)}.{nameof(Open)} makes one with a file.");

    private bool Reload(string path, CancellationToken cancellationToken)
    {
        lock (_reloading)
        {
            // Read before the model: a file that is replaced between the two is loaded once more at the next look, and never missed.
            FileMark mark = SectionedFile.MarkOf(path);
            if (mark == _mark)
            {
                return false;
            }

            // The same head promises the same model, and only the whole file keeps that promise: it is loaded to see that, then let go.
            cancellationToken.ThrowIfCancellationRequested();
            bool isNew = mark.Head != _mark.Head;
            if (isNew)
            {
                Swap(Read(path));
            }
            else
            {
                _ = _load(path);
            }

            _mark = mark;
            return isNew;
        }
    }

    private CrossSellModel Read(string path)
    {
        CrossSellModel model = _load(path);
        return _bind is null ? model : _bind(model);
    }
}
