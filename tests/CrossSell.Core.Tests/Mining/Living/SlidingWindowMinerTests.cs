using CrossSell.Mining;

namespace CrossSell.Core.Tests.Mining.Living;

public class SlidingWindowMinerTests
{
    private static readonly MiningOptions _two = new() { MinSupport = SupportThreshold.FromCount(2) };

    private static WindowOptions Options => new() { MinSupport = SupportThreshold.FromCount(2), LeastPartCount = 1, MaxThreads = 1 };

    [Fact]
    public void Items_that_have_left_the_window_are_in_no_rule_and_no_mistake()
    {
        SlidingWindowMiner window = new(new WindowOptions { MinSupport = SupportThreshold.FromCount(1) });
        window.Append("monday", Baskets.Of("tea cake", "tea cake"));
        window.Append("tuesday", Baskets.Of("milk bread", "milk bread"));
        window.Remove("monday");
        RuleOptions options = new() { MinSupport = SupportThreshold.FromCount(1), MinConfidence = 0 };
        Assert.Equal(["{bread} => {milk}", "{milk} => {bread}"], Rules());
        options.Items = ItemFilter.Except("tea");
        Assert.Equal(2, Rules().Length);
        options.Items = ItemFilter.Only("milk", "bread", "cake");
        Assert.Equal(2, Rules().Length);
        options.Items = ItemFilter.Only("tea", "cake");
        Assert.Empty(Rules());
        options.Items = ItemFilter.Except("bread").WithAllOf("tea");
        Assert.Empty(Rules());
        options.Items = ItemFilter.Except("cake").WithAllOf("tea");
        Assert.Empty(Rules());
        options.Items = ItemFilter.Except("cake").WithAnyOf("tea");
        Assert.Empty(Rules());
        options.Items = ItemFilter.Except("cake").WithAnyOf("tea", "milk");
        Assert.Equal(2, Rules().Length);

        string[] Rules() => [.. window.MineRules(options).Select(rule => $"{{{rule.Antecedent[0]}}} => {{{rule.Consequent[0]}}}").Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void Snapshots_do_not_change_when_the_window_does()
    {
        SlidingWindowMiner window = new(Options);
        window.Append("monday", Baskets.Of("a b", "a b", "c"));
        Itemsets before = window.MineItemsets();
        string[] lines = Parts.Lines(before);
        window.Append("tuesday", Baskets.Of("c", "a c", "a c d"));
        window.Remove("monday");
        Assert.Equal(["a (2 of 3)", "b (2 of 3)", "a b (2 of 3)"], lines);
        Assert.Equal(lines, Parts.Lines(before));
        Assert.Equal(["c (3 of 3)", "a (2 of 3)", "a c (2 of 3)"], Parts.Lines(window.MineItemsets()));
    }

    [Fact]
    public void A_corrected_part_takes_the_place_of_the_wrong_one()
    {
        SlidingWindowMiner window = new(Options);
        window.Append("monday", Baskets.Of("a b", "a b"), new DateTime(2024, 1, 1));
        window.Append("tuesday", Baskets.Of("a b"), new DateTime(2024, 1, 2));
        window.Replace("monday", Baskets.Of("a", "b"));
        Assert.Equal(["a (2 of 3)", "b (2 of 3)"], Parts.Lines(window.MineItemsets()));
        Assert.Equal(1, window.RemoveBefore(new DateTime(2024, 1, 2)));
        Assert.Equal(["tuesday"], window.Parts);
    }

    [Fact]
    public void Weighted_parts_count_by_weight()
    {
        SlidingWindowMiner window = new(Options);
        window.Append("heavy", Baskets.Of("a b", "c").WithWeights([2, 0]));
        window.Append("plain", Baskets.Of("a c", "c"));
        Assert.Equal(["a (3 of 4)", "b (2 of 4)", "c (2 of 4)", "a b (2 of 4)"], Parts.Lines(window.MineItemsets()));
        window.Remove("heavy");
        Assert.Equal(["c (2 of 2)"], Parts.Lines(window.MineItemsets()));
    }

    [Fact]
    public void A_part_that_repeats_one_long_basket_is_no_explosion()
    {
        string longBasket = string.Join(' ', Enumerable.Range(0, 60));
        SlidingWindowMiner window = new(new WindowOptions { MinSupport = SupportThreshold.FromShare(0.3m), LeastPartCount = 1, MaxPartItemsets = 1000, MaxThreads = 1 });
        window.Append("usual", Baskets.Of([.. Enumerable.Repeat("a b", 30)]));
        window.Append("odd", Baskets.Of([longBasket, longBasket, longBasket, "a"]));
        Assert.Equal(["a (31 of 34)", "b (30 of 34)", "a b (30 of 34)"], Parts.Lines(window.MineItemsets()));
        Assert.True(window.TrackedItemsets < 1000);
    }

    [Fact]
    public void What_the_window_does_not_track_is_refused_by_name()
    {
        SlidingWindowMiner window = new(new WindowOptions { MinSupport = SupportThreshold.FromShare(0.5m), MaxLength = 2 });
        window.Append("a", Baskets.Of("a b", "a b", "c", "d"));
        Assert.Contains("2 transactions, on", Refused(new MiningOptions { MinSupport = SupportThreshold.FromCount(1), MaxLength = 2 }), StringComparison.Ordinal);
        Assert.Contains("MaxLength is null", Refused(new MiningOptions { MinSupport = SupportThreshold.FromShare(0.5m) }), StringComparison.Ordinal);
        Assert.Contains("Kind is Maximal", Refused(new MiningOptions { MinSupport = SupportThreshold.FromShare(0.5m), MaxLength = 2, Kind = ItemsetKind.Maximal }), StringComparison.Ordinal);
        Assert.Contains("'a' already", Assert.Throws<ArgumentException>(() => window.Append("a", Baskets.Of("x"))).Message, StringComparison.Ordinal);
        Assert.Contains("no part named 'b'", Assert.Throws<ArgumentException>(() => window.Replace("b", Baskets.Of("x"))).Message, StringComparison.Ordinal);
        Assert.False(window.Remove("b"));
        Assert.Contains("LeastPartCount is 0", Assert.Throws<ArgumentException>(() => new SlidingWindowMiner(new WindowOptions { LeastPartCount = 0 })).Message, StringComparison.Ordinal);

        string Refused(MiningOptions options) => Assert.Throws<ArgumentException>(() => window.MineItemsets(options)).Message;
    }

    [Fact]
    public void A_call_that_fails_leaves_the_window_as_it_was()
    {
        WindowOptions options = Options;
        options.MaxMemoryBytes = 30_000_000;
        SlidingWindowMiner window = new(options);
        window.Append("monday", Baskets.Of("a b", "a b", "c"));
        byte[] before = window.ToBytes();
        int[] starts = [.. Enumerable.Range(0, 2_000_001).Select(row => row * 4)];
        int[] items = [.. Enumerable.Range(0, 8_000_000).Select(at => at % 4)];
        Transactions huge = Transactions.FromEncoded(starts, items, ["a", "b", "c", "d"]);
        CancellationToken cancelled = new(canceled: true);
        Assert.Equal(nameof(WindowOptions.MaxMemoryBytes), Assert.Throws<MiningLimitException>(() => window.Append("huge", huge)).LimitName);
        Assert.ThrowsAny<OperationCanceledException>(() => window.Replace("monday", Baskets.Of("a"), cancelled));
        Assert.ThrowsAny<OperationCanceledException>(() => window.Remove("monday", cancelled));
        Assert.ThrowsAny<OperationCanceledException>(() => window.MineItemsets(_two, cancelled));
        Assert.Equal(["a (2 of 3)", "b (2 of 3)", "a b (2 of 3)"], Parts.Lines(window.MineItemsets(_two)));
        Assert.Equal(Parts.Lines(SlidingWindowMiner.FromBytes(before).MineItemsets()), Parts.Lines(window.MineItemsets()));
    }

    [Fact]
    public void A_part_that_is_refused_leaves_nothing_behind()
    {
        SlidingWindowMiner window = new(new WindowOptions { MinSupport = SupportThreshold.FromCount(2), LeastPartCount = 1, MaxMemoryBytes = 100_000 });
        window.Append("monday", Baskets.Of("a b", "a b c"));
        byte[] before = window.ToBytes();
        long memory = window.MemoryBytes;
        Transactions large = Baskets.Of([.. Enumerable.Range(0, 2_000).Select(i => $"a new{i}")]);
        Assert.Throws<MiningLimitException>(() => window.Append("tuesday", large));
        Assert.Throws<MiningLimitException>(() => window.Replace("monday", large));
        Assert.ThrowsAny<OperationCanceledException>(() => window.Append("tuesday", Baskets.Of("d e", "d e"), null, new CancellationToken(canceled: true)));
        Assert.Equal(memory, window.MemoryBytes);
        Assert.Equal(before, window.ToBytes());

        window.Append("tuesday", Baskets.Of("new1 a", "new1 a"));
        Assert.Equal(["a (4 of 4)", "b (2 of 4)", "new1 (2 of 4)", "a b (2 of 4)", "a new1 (2 of 4)"], Parts.Lines(window.MineItemsets()));
    }

    [Fact]
    public void Parts_before_an_instant_go_together_whenever_the_call_is_cancelled()
    {
        SlidingWindowMiner made = new(Options);
        for (int day = 0; day < 30; day++)
        {
            made.Append($"{day}", Baskets.Of([.. Enumerable.Range(0, 60).Select(i => $"a{i % 7} b{(i + day) % 5} c{i % 3}")]), new DateTime(2024, 1, 1).AddDays(day));
        }

        byte[] whole = made.ToBytes();
        made.RemoveBefore(new DateTime(2024, 1, 26));
        int stopped = 0;
        for (int attempt = 0; attempt < 40; attempt++)
        {
            // What was read from a file has to count its parts, one after the other; meanwhile it is cancelled, each time a little later.
            var window = SlidingWindowMiner.FromBytes(whole);
            using CancellationTokenSource source = new();
            using Barrier start = new(2);
            Thread canceller = new(() =>
            {
                start.SignalAndWait();
                Thread.SpinWait(attempt * 200);
                source.Cancel();
            });
            canceller.Start();
            start.SignalAndWait();
            if (attempt == 0)
            {
                canceller.Join();
            }

            if (Record.Exception(() => window.RemoveBefore(new DateTime(2024, 1, 26), source.Token)) is { } failure)
            {
                Assert.IsAssignableFrom<OperationCanceledException>(failure);
                Assert.Equal(whole, window.ToBytes());
                stopped++;
                window.RemoveBefore(new DateTime(2024, 1, 26));
            }

            canceller.Join();
            Assert.Equal(["25", "26", "27", "28", "29"], window.Parts);
            Assert.Equal(Parts.Lines(made.MineItemsets()), Parts.Lines(window.MineItemsets()));
        }

        Assert.True(stopped > 0, "No attempt was cancelled in time.");
    }

    [Fact]
    public void Large_enough_parts_are_never_mined_afresh_and_small_ones_seldom()
    {
        System.Random random = new(5);
        SlidingWindowMiner large = new(new WindowOptions { MinSupport = SupportThreshold.FromShare(0.1m), LeastPartCount = 5, MaxThreads = 1 });
        SlidingWindowMiner small = new(new WindowOptions { MinSupport = SupportThreshold.FromShare(0.1m), LeastPartCount = 8, MaxThreads = 1 });
        for (int day = 0; day < 40; day++)
        {
            Transactions part = Baskets.Of(Enumerable.Range(0, 60).Select(_ => Enumerable.Range(0, 4).Select(_ => random.Next(8))));
            string name = $"{day}";
            large.Append(name, part);
            small.Append(name, part);
            large.Remove($"{day - 10}");
            small.Remove($"{day - 10}");
            Assert.Equal(Parts.Lines(large.MineItemsets()), Parts.Lines(small.MineItemsets()));
        }

        Assert.Equal(0, large.FreshRuns);
        Assert.InRange(small.FreshRuns, 1, 20);
    }

    [Fact]
    public void Every_damaged_byte_of_a_saved_window_is_noticed()
    {
        SlidingWindowMiner window = new(Options);
        window.Append("monday", Baskets.Of("a b", "a b"), new DateTime(2024, 1, 1));
        byte[] whole = window.ToBytes();
        for (int at = 0; at < whole.Length; at++)
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= 1;
            Assert.Throws<ModelFormatException>(() => SlidingWindowMiner.FromBytes(damaged));
        }

        Assert.Throws<ModelFormatException>(() => SlidingWindowMiner.FromBytes(ItemsetFile.ToBytes(window.MineItemsets())));
    }

    [Fact]
    public void A_file_is_there_whole_or_not_at_all()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{nameof(SlidingWindowMinerTests)}.{Environment.ProcessId}");
        SlidingWindowMiner window = new(Options);
        window.Append("monday", Baskets.Of("a b", "a b", "c"), new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        try
        {
            window.Save(path);
            SlidingWindowMiner next = SlidingWindowMiner.Load(path);
            Assert.Equal(window.ToBytes(), next.ToBytes());
            next.Append("tuesday", Baskets.Of("c", "d"));
            next.RemoveBefore(new DateTime(2024, 1, 2));
            Assert.Equal(["tuesday"], next.Parts);
            Assert.Equal(["monday"], SlidingWindowMiner.Load(path).Parts);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
