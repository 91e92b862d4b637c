namespace CrossSell.Testing;

/// <summary>
/// A clock that stands still until a test moves it. Timers made from it fire inside <see cref="Advance"/>, on the thread that calls it,
/// in the order of their due times (ties: in the order in which they were set), each seeing the clock at its own due time.
/// </summary>
/// <remarks>
/// Thread-safe; callbacks run outside the lock, so a callback may read the clock, set timers and dispose them. Two threads that advance
/// at once add up, but share the due timers between them. <see cref="TimeProvider.GetTimestamp"/> counts what was advanced and never
/// goes back, even when the wall clock is set back; one timestamp tick is 100 ns.
/// </remarks>
public sealed class ManualClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private TimeSpan _elapsed;
    private TimeSpan _goal;
    private DateTimeOffset _wallAtZero;
    private long _order;

    /// <summary>A clock that starts at 2026-01-01 00:00 UTC and lives in UTC.</summary>
    public ManualClock()
        : this(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>A clock that starts at <paramref name="start"/>.</summary>
    /// <param name="start">The first instant; its offset is dropped, the instant is kept.</param>
    /// <param name="localTimeZone">What <see cref="TimeProvider.GetLocalNow"/> uses; UTC when null.</param>
    public ManualClock(DateTimeOffset start, TimeZoneInfo? localTimeZone = null)
    {
        _wallAtZero = start.ToUniversalTime();
        LocalTimeZone = localTimeZone ?? TimeZoneInfo.Utc;
    }

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone { get; }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _wallAtZero + _elapsed;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_gate)
        {
            return _elapsed.Ticks;
        }
    }

    /// <summary>Moves the clock on and fires every timer that falls due on the way, the end included.</summary>
    /// <param name="by">How far; zero fires the timers that are due now.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative (use <see cref="SetUtcNow"/> to set the clock back).</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        TimeSpan target;
        lock (_gate)
        {
            // Where all advances together lead, not where the clock is now: an advance under way in another thread counts.
            _goal += by;
            target = _goal;
        }

        while (NextDue(target) is { } timer)
        {
            timer.Fire();
        }
    }

    /// <summary>
    /// Sets the wall clock. A later instant is an <see cref="Advance"/>; an earlier one only sets the wall clock back, as an operator
    /// does: no timer fires, and what a timer still has to wait does not change.
    /// </summary>
    /// <param name="now">The new instant.</param>
    public void SetUtcNow(DateTimeOffset now)
    {
        TimeSpan difference;
        lock (_gate)
        {
            difference = now.ToUniversalTime() - (_wallAtZero + _elapsed);
            if (difference < TimeSpan.Zero)
            {
                _wallAtZero += difference;
                return;
            }
        }

        Advance(difference);
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>The next timer due at or before <paramref name="target"/>, the clock set to its due time; null with the clock at the target.</summary>
    private ManualTimer? NextDue(TimeSpan target)
    {
        lock (_gate)
        {
            ManualTimer? next = null;
            foreach (ManualTimer timer in _timers)
            {
                if (timer.Due <= target && (next is null || (timer.Due, timer.Order).CompareTo((next.Due, next.Order)) < 0))
                {
                    next = timer;
                }
            }

            TimeSpan to = next?.Due ?? target;
            _elapsed = to > _elapsed ? to : _elapsed;
            if (next is null)
            {
                return null;
            }

            if (next.Period > TimeSpan.Zero)
            {
                next.Due += next.Period;
                next.Order = _order++;
            }
            else
            {
                _timers.Remove(next);
            }

            return next;
        }
    }

    private sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private bool _disposed;

        public TimeSpan Due { get; set; }

        public TimeSpan Period { get; private set; }

        public long Order { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, Timeout.InfiniteTimeSpan);
            ArgumentOutOfRangeException.ThrowIfLessThan(period, Timeout.InfiniteTimeSpan);
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                if (_disposed)
                {
                    return false;
                }

                Period = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = clock._elapsed + dueTime;
                    Order = clock._order++;
                    clock._timers.Add(this);
                }

                return true;
            }
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                _disposed = true;
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
