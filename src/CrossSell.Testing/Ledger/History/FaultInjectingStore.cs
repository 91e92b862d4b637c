using CrossSell.Ledger;

namespace CrossSell.Testing;

/// <summary>A store that fails now and then, by a seeded plan: before writing, or after it with the answer lost.</summary>
/// <remarks>Thread-safe. The same seed and the same order of calls give the same faults.</remarks>
public sealed class FaultInjectingStore : LedgerStoreDecorator
{
    private readonly Func<long, FaultKind?> _plan;
    private long _calls;
    private long _faults;

    /// <summary>Wraps a store.</summary>
    /// <param name="inner">The store; disposed with this one.</param>
    /// <param name="plan">Says for the number of an update, from 1, whether and how it fails.</param>
    public FaultInjectingStore(ILedgerStore inner, Func<long, FaultKind?> plan)
        : base(inner)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _plan = plan;
    }

    /// <summary>How many updates have failed.</summary>
    public long Faults => Interlocked.Read(ref _faults);

    /// <summary>A plan in which a share of the updates fails, half of them before the write and half after it.</summary>
    /// <param name="seed">Makes the plan.</param>
    /// <param name="oneIn">One in so many fails; 1 or more.</param>
    public static Func<long, FaultKind?> Share(ulong seed, int oneIn)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(oneIn, 1);
        return call =>
        {
            // SplitMix64: each number has its own fate, whatever the order in which threads draw them.
            ulong x = seed + ((ulong)call * 0x9E3779B97F4A7C15UL);
            x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
            x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
            x ^= x >> 31;
            return x % (ulong)oneIn != 0 ? null : (x & (1UL << 40)) == 0 ? FaultKind.BeforeWrite : FaultKind.AfterWrite;
        };
    }

    /// <inheritdoc/>
    public override async ValueTask<T> UpdateAsync<T>(LedgerSelection selection, Func<LedgerView, LedgerChanges, T> decide, CancellationToken cancellationToken = default)
    {
        FaultKind? fault = _plan(Interlocked.Increment(ref _calls));
        if (fault == FaultKind.BeforeWrite)
        {
            Interlocked.Increment(ref _faults);
            throw new LedgerException(LedgerFault.Unavailable, "Injected: the store could not be reached.");
        }

        T result = await Inner.UpdateAsync(selection, decide, cancellationToken).ConfigureAwait(false);
        if (fault == FaultKind.AfterWrite)
        {
            Interlocked.Increment(ref _faults);
            throw new LedgerException(LedgerFault.OutcomeUnknown, "Injected: the connection broke after the commit was sent.");
        }

        return result;
    }
}
