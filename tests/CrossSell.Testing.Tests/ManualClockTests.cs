namespace CrossSell.Testing.Tests;

public sealed class ManualClockTests
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_stands_still_until_it_is_moved()
    {
        ManualClock clock = new();
        Assert.Equal(s_start, clock.GetUtcNow());
        Assert.Equal(s_start, clock.GetUtcNow());
        clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(s_start.AddHours(2), clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromHours(2), clock.GetElapsedTime(0));
    }

    [Fact]
    public void Timers_fire_in_the_order_of_their_due_times_at_their_own_time()
    {
        ManualClock clock = new();
        List<(string, DateTimeOffset)> fired = [];
        using ITimer late = Once(clock, 30, () => fired.Add(("late", clock.GetUtcNow())));
        using ITimer early = Once(clock, 10, () => fired.Add(("early", clock.GetUtcNow())));
        using ITimer tie = Once(clock, 30, () => fired.Add(("tie", clock.GetUtcNow())));
        using ITimer after = Once(clock, 31, () => fired.Add(("after", clock.GetUtcNow())));
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal([("early", s_start.AddSeconds(10)), ("late", s_start.AddSeconds(30)), ("tie", s_start.AddSeconds(30))], fired);
        Assert.Equal(s_start.AddSeconds(30), clock.GetUtcNow());
    }

    [Fact]
    public void A_periodic_timer_fires_until_it_is_disposed()
    {
        ManualClock clock = new();
        int fired = 0;
        ITimer timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10));
        clock.Advance(TimeSpan.FromSeconds(36));
        Assert.Equal(4, fired);
        timer.Dispose();
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(4, fired);
        Assert.False(timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public void A_timer_set_inside_a_callback_fires_in_the_same_advance_when_it_is_due()
    {
        ManualClock clock = new();
        List<DateTimeOffset> fired = [];
        using ITimer first = Once(clock, 10, () => Once(clock, 10, () => fired.Add(clock.GetUtcNow())));
        clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal([s_start.AddSeconds(20)], fired);
    }

    [Fact]
    public void A_timer_can_be_put_off_and_stopped()
    {
        ManualClock clock = new();
        int fired = 0;
        using ITimer timer = Once(clock, 10, () => fired++);
        Assert.True(timer.Change(TimeSpan.FromSeconds(60), Timeout.InfiniteTimeSpan));
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(0, fired);
        Assert.True(timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, fired);
    }

    [Fact]
    public void Set_forward_it_fires_timers_and_set_back_it_only_changes_the_wall_clock()
    {
        ManualClock clock = new(s_start);
        int fired = 0;
        using ITimer timer = Once(clock, 100, () => fired++);
        clock.SetUtcNow(s_start.AddSeconds(99));
        clock.SetUtcNow(s_start.AddDays(-1));
        Assert.Equal(s_start.AddDays(-1), clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromSeconds(99), clock.GetElapsedTime(0));
        Assert.Equal(0, fired);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, fired);
        clock.SetUtcNow(s_start.AddDays(3));
        Assert.Equal(s_start.AddDays(3), clock.GetUtcNow());
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Advance(TimeSpan.FromTicks(-1)));
    }

    [Fact]
    public async Task Waiting_on_it_ends_when_the_time_has_come()
    {
        ManualClock clock = new();
        Task wait = Task.Delay(TimeSpan.FromDays(30), clock);
        clock.Advance(TimeSpan.FromDays(29));
        Assert.False(wait.IsCompleted);
        clock.Advance(TimeSpan.FromDays(1));
        await wait.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Many_threads_add_up()
    {
        ManualClock clock = new();
        int fired = 0;
        using ITimer timer = clock.CreateTimer(_ => Interlocked.Increment(ref fired), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        Parallel.For(0, 1_000, _ => clock.Advance(TimeSpan.FromSeconds(1)));
        Assert.Equal(s_start.AddSeconds(1_000), clock.GetUtcNow());
        Assert.Equal(1_000, fired);
    }

    [Fact]
    public void It_lives_in_the_time_zone_it_is_given()
    {
        TimeZoneInfo zone = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(3), "test", "test");
        ManualClock clock = new(s_start, zone);
        Assert.Equal(TimeSpan.FromHours(3), clock.GetLocalNow().Offset);
        Assert.Equal(TimeZoneInfo.Utc, new ManualClock().LocalTimeZone);
    }

    private static ITimer Once(ManualClock clock, int seconds, Action act)
        => clock.CreateTimer(_ => act(), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
}
