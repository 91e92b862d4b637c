using CrossSell.Ledger;

namespace CrossSell.Storage.Sqlite;

/// <summary>The process's clock above the latest instant that the file or this process has recorded.</summary>
internal sealed class LedgerClock(TimeProvider clock, TimeSpan tolerance)
{
    private readonly Lock _gate = new();
    private DateTimeOffset? _highWater;

    /// <summary>The latest instant given out, in microseconds.</summary>
    public long HighWater
    {
        get
        {
            lock (_gate)
            {
                return LedgerTime.ToMicroseconds(_highWater ?? DateTimeOffset.UnixEpoch);
            }
        }
    }

    /// <summary>Another process may have been further.</summary>
    public void Learn(long? recorded)
    {
        lock (_gate)
        {
            if (recorded is { } micro && LedgerTime.FromMicroseconds(micro) is var instant && (_highWater is not { } known || instant > known))
            {
                _highWater = instant;
            }
        }
    }

    public DateTimeOffset Now()
    {
        lock (_gate)
        {
            _highWater = LedgerTime.NotBefore(clock.GetUtcNow(), _highWater, tolerance);
            return _highWater.Value;
        }
    }
}
