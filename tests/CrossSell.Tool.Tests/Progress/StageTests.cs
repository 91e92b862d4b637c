using System.Collections.Concurrent;
using System.Text;
using CrossSell.Testing;

namespace CrossSell.Tool.Tests.Progress;

public sealed class StageTests
{
    [Fact]
    public async Task A_step_that_takes_long_tells_how_far_it_is_in_few_lines()
    {
        var clock = new ManualClock();
        DateTimeOffset start = clock.GetUtcNow();
        var error = new LineCollector();
        await using (var stage = new Stage(Host(error, clock), new ProgressState("mining", "itemsets"), quiet: false))
        {
            stage.State.Set(0.456, 1_234_567);
            while (error.Lines.Count < 4)
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                await Task.Delay(1);
            }
        }

        Assert.All(error.Lines, line => Assert.Equal("mining: 45 %, 1,234,567 itemsets", line));
        Assert.True(clock.GetUtcNow() - start >= TimeSpan.FromSeconds(10 + 10 + 20 + 40));
    }

    [Fact]
    public async Task A_short_step_and_a_quiet_one_say_nothing()
    {
        var clock = new ManualClock();
        var error = new LineCollector();
        await using (var stage = new Stage(Host(error, clock), new ProgressState("mining", "itemsets"), quiet: false))
        {
            clock.Advance(TimeSpan.FromSeconds(9));
        }

        await using (var stage = new Stage(Host(error, clock), new ProgressState("mining", "itemsets"), quiet: true))
        {
            clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Empty(error.Lines);
    }

    [Fact]
    public void What_is_not_known_is_not_shown()
    {
        var state = new ProgressState("reading", "rows");
        Assert.Equal("reading ...", state.Line());
        state.Set(share: null, count: 5);
        Assert.Equal("reading: 5 rows", state.Line());
        state.Set(share: 1.5, count: 0);
        Assert.Equal("reading: 100 %", state.Line());
    }

    private static ToolHost Host(TextWriter error, TimeProvider clock) => new()
    {
        OpenInput = () => Stream.Null,
        OpenOutput = () => Stream.Null,
        Error = error,
        Clock = clock,
    };

    /// <summary>Standard error as lines, written by one thread and read by another.</summary>
    private sealed class LineCollector : TextWriter
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public override Encoding Encoding => Encoding.UTF8;

        public override Task WriteLineAsync(string? value)
        {
            Lines.Enqueue(value ?? "");
            return Task.CompletedTask;
        }
    }
}
