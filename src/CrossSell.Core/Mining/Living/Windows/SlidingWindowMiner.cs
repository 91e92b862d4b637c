using CrossSell.Mining.Living;

namespace CrossSell.Mining;

/// <summary>Living rules: keeps itemsets and rules of a sliding window exact while parts - days, weeks - are appended, removed and corrected.</summary>
/// <remarks>
/// <para>
/// Results equal those of <see cref="ItemsetMiner"/> and <see cref="RuleMiner"/> on the transactions that are in the window, after any sequence of calls. A call
/// costs about what the part costs: the part is mined at its share of the minimum support, and what is tracked already is counted in it. What a part newly brings is
/// counted in older parts only if it could be frequent in the whole (partition bounds as in Savasere, Omiecinski and Navathe 1995; counts since an itemset is
/// tracked as in Manku and Motwani 2002; slides of a window as in Mozafari, Thakkar and Zaniolo 2008). Where bounds do not suffice any more - parts whose share of
/// the minimum support is below <see cref="WindowOptions.LeastPartCount"/>, or an absolute minimum support - the window is mined afresh now and then.
/// </para>
/// <para>
/// Results are immutable snapshots: any number of threads may read them while the window moves on. The members of this class may be called from any thread; they wait
/// for one another. A call that fails or is cancelled leaves the window's content as it was; one that mines may keep what it has counted by then.
/// </para>
/// </remarks>
public sealed partial class SlidingWindowMiner
{
    private readonly Lock _gate = new();
    private readonly WindowOptions _options;
    private readonly WindowItems _items;
    private readonly List<WindowPart> _parts;
    private List<WindowBlock> _blocks;
    private WindowCounts _counts;
    private int _lastSequence;

    /// <summary>Opens an empty window.</summary>
    /// <param name="options">The lowest support to be asked for, limits; null for the defaults. They are copied.</param>
    /// <exception cref="ArgumentException">The options are not valid; the message lists all that is wrong.</exception>
    public SlidingWindowMiner(WindowOptions? options = null)
        : this(options ?? new WindowOptions(), new WindowItems(), [], [], new WindowCounts(), lastSequence: 0)
    {
    }

    private SlidingWindowMiner(WindowOptions options, WindowItems items, List<WindowPart> parts, List<WindowBlock> blocks, WindowCounts counts, int lastSequence)
    {
        MiningOptions.ThrowIfInvalid(options.Validate(), nameof(options));
        _options = options.Copy();
        _items = items;
        _parts = parts;
        _blocks = blocks;
        _counts = counts;
        _lastSequence = lastSequence;
    }

    /// <summary>The number of transactions in the window (their weight where they are weighted).</summary>
    public int TransactionCount
    {
        get
        {
            lock (_gate)
            {
                return _parts.Sum(part => part.Transactions.TotalWeight);
            }
        }
    }

    /// <summary>The names of the parts in the window, in the order in which they came. A new list on each call.</summary>
    public IReadOnlyList<string> Parts
    {
        get
        {
            lock (_gate)
            {
                return [.. _parts.Select(part => part.Name)];
            }
        }
    }

    /// <summary>How many itemsets are tracked: those that were frequent in some part of the window.</summary>
    public int TrackedItemsets
    {
        get
        {
            lock (_gate)
            {
                return _counts.Count;
            }
        }
    }

    /// <summary>How often the window has been mined afresh because bounds did not suffice.</summary>
    public int FreshRuns { get; private set; }

    /// <summary>About how many bytes the window keeps: transactions, ids, tracked itemsets.</summary>
    public long MemoryBytes
    {
        get
        {
            lock (_gate)
            {
                return Memory();
            }
        }
    }

    /// <summary>Adds a part.</summary>
    /// <param name="part">Its name, by which it can be removed or replaced.</param>
    /// <param name="transactions">Its transactions, which are copied; their items may be numbered in any way and may be new. None is fine.</param>
    /// <param name="time">When it was, for <see cref="RemoveBefore"/>.</param>
    /// <param name="cancellation">Ends the call within a fraction of a second.</param>
    /// <exception cref="ArgumentException">There is a part with this name already, or there would be more transactions than 2^31 - 1.</exception>
    /// <exception cref="MiningLimitException">The window would take more memory than the options allow.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public void Append(string part, Transactions transactions, DateTime? time = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(part);
        ArgumentNullException.ThrowIfNull(transactions);
        lock (_gate)
        {
            if (_parts.Exists(known => string.Equals(known.Name, part, StringComparison.Ordinal)))
            {
                throw new ArgumentException($"The window holds a part named '{part}' already; remove or replace it.", nameof(part));
            }

            Add(Prepare(part, transactions, time, leaving: null, cancellation));
        }
    }

    /// <summary>Takes a part out of the window.</summary>
    /// <param name="part">Its name.</param>
    /// <param name="cancellation">Ends the call within a fraction of a second.</param>
    /// <returns>Whether there was such a part.</returns>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public bool Remove(string part, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            WindowPart? leaving = _parts.Find(known => string.Equals(known.Name, part, StringComparison.Ordinal));
            if (leaving is not null)
            {
                Drop([(leaving, CountsOf(leaving, cancellation))]);
            }

            return leaving is not null;
        }
    }

    /// <summary>Takes out all parts that were before an instant; parts without a time stay.</summary>
    /// <param name="time">The first instant that stays.</param>
    /// <param name="cancellation">Ends the call within a fraction of a second; then no part is out.</param>
    /// <returns>How many parts were taken out.</returns>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public int RemoveBefore(DateTime time, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            // Nothing goes before all is counted.
            (WindowPart, int[])[] leaving = [.. _parts.Where(part => part.Time < time).Select(part => (part, CountsOf(part, cancellation)))];
            Drop(leaving);
            return leaving.Length;
        }
    }

    /// <summary>Puts corrected transactions in the place of a part: baskets with returns taken back, late ones added. The part keeps its time.</summary>
    /// <param name="part">The name of a part that is in the window.</param>
    /// <param name="transactions">All its transactions as they are now.</param>
    /// <param name="cancellation">Ends the call within a fraction of a second.</param>
    /// <exception cref="ArgumentException">There is no part with this name.</exception>
    /// <exception cref="MiningLimitException">The window would take more memory than the options allow.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public void Replace(string part, Transactions transactions, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(part);
        ArgumentNullException.ThrowIfNull(transactions);
        lock (_gate)
        {
            WindowPart leaving = _parts.Find(known => string.Equals(known.Name, part, StringComparison.Ordinal))
                ?? throw new ArgumentException($"The window holds no part named '{part}'.", nameof(part));
            int[] counts = CountsOf(leaving, cancellation);
            Arrival arrival = Prepare(part, transactions, leaving.Time, leaving, cancellation);
            Add(arrival);
            Drop([(leaving, counts)]);
        }
    }

    /// <summary>The frequent itemsets of what is in the window now.</summary>
    /// <param name="options">
    /// Support and lengths, no lower and no longer than <see cref="WindowOptions"/> says, and the most itemsets; null for the window's own. Kind must be All.
    /// </param>
    /// <param name="cancellation">Ends the call within a fraction of a second.</param>
    /// <exception cref="ArgumentException">The options are not valid, or ask for what the window does not track.</exception>
    /// <exception cref="MiningLimitException">There are more itemsets, or they take more memory, than the options allow.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public Itemsets MineItemsets(MiningOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= _options.ForMining(_options.MinSupport, new MiningOptions().MaxItemsets);
        MiningOptions.ThrowIfInvalid(options.Validate(), nameof(options));
        lock (_gate)
        {
            return Snapshot(options, cancellation);
        }
    }

    /// <summary>The rules of what is in the window now.</summary>
    /// <param name="options">
    /// What <see cref="RuleMiner"/> would be asked, with a support no lower and a length no longer than <see cref="WindowOptions"/> says. Unlike there, items that are not
    /// in the window are no mistake, for items come and go with the parts: no rule holds them, so there is none where one of them is required.
    /// </param>
    /// <param name="cancellation">Ends the call within a fraction of a second.</param>
    /// <exception cref="ArgumentException">The options are not valid, or ask for what the window does not track.</exception>
    /// <exception cref="MiningLimitException">There are more itemsets or rules, or they take more memory, than the options allow.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public RuleSet MineRules(RuleOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        MiningOptions.ThrowIfInvalid(options.Validate(), nameof(options));
        return RuleMiner.Derive(MineItemsets(options.ForItemsets(), cancellation), options, cancellation, mayBeGone: true);
    }
}
