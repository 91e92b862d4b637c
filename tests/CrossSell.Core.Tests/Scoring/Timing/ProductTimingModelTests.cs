using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests;

/// <summary>The compiled model by itself, with hazards set by hand: product 1 is set off by 0 and by 2, product 2 by itself.</summary>
public class ProductTimingModelTests
{
    private static readonly DateTime Now = new(2025, 6, 1);
    private static readonly ProductTiming Timing = new()
    {
        BandEnds = [7, 14, 28],
        FirstHazards = [0.01, 0.001, 0],
        FirstWeights = [20, 30, 0.5],
        RepeatHazards = [0, 0.002, 0.005],
        RepeatWeights = [0.5, 3, 9],
        TriggerStarts = [0, 0, 2, 3],
        Triggers = [new(1, 0, 8, 14, 60, 40, 5.5, 1e-6), new(1, 2, 1, 7, 30, 20, 3, 1e-4), new(2, 2, 15, 28, 90, 80, 12, 0)],
        Hazards = [0.002, 0.05, 0.001, 0.03, 0.004, 0.0005, 0.0001, 0.001, 0.2],
        Weights = [5, 40, 6, 20, 7, 3, 2, 4, 80],
        Signals = [0.7, 3.9, 0.1, 3.4, 1.4, 0.7, 3.9, 1.6, 3.7],
    };

    [Fact]
    public void Each_day_goes_by_the_clock_that_says_most()
    {
        // Ages of product 0: 6 and 7, then 8 and on; of product 2: 20 and on, which says as much as the first at ages 6 and 7, and the first of equals leads.
        double expected = 1;
        for (int day = 0; day < 25; day++)
        {
            int zero = 6 + day;
            int two = 20 + day;
            expected *= 1 - (zero <= 7 ? 0.002 : zero <= 14 ? 0.05 : two <= 28 ? 0.0005 : zero <= 28 ? 0.001 : 0.001);
        }

        Assert.Equal(1 - expected, Probability([0, 2], [6, 20], 1, TimeSpan.FromDays(25)), 1e-12);
    }

    [Fact]
    public void A_part_of_a_day_counts_as_that_part_and_today_has_no_clock_for_what_was_bought_today()
    {
        Assert.Equal(1 - Math.Pow(1 - 0.05, 0.5), Probability([0], [10], 1, TimeSpan.FromHours(12)), 1e-12);
        double today = (1 - 0.001) * Math.Pow(1 - 0.03, 2);
        Assert.Equal(1 - today, Probability([2], [0], 1, TimeSpan.FromDays(3)), 1e-12);

        // From 18 o'clock on: a quarter of the day of age 7, then a quarter of that of age 8.
        var customer = new CustomerPurchases([0], [1], [Now.AddDays(-7).Ticks], [Now.AddDays(-7).Ticks], Now.Ticks);
        double expected = Math.Pow(1 - 0.002, 0.25) * Math.Pow(1 - 0.05, 0.25);
        Assert.Equal(1 - expected, Timing.Probability(customer, 1, Now.AddHours(18), TimeSpan.FromHours(12)), 1e-12);
    }

    [Fact]
    public void What_is_owned_goes_by_its_own_clock_and_otherwise_by_the_rate_of_repeats()
    {
        Assert.Equal(1 - Math.Pow(1 - 0.2, 3), Probability([0, 2], [9, 20], 2, TimeSpan.FromDays(3)), 1e-12);
        Assert.Equal(1 - Math.Pow(1 - 0.005, 3), Probability([2], [40], 2, TimeSpan.FromDays(3)), 1e-12);
        Assert.Equal(1 - Math.Pow(1 - 0.002, 3), Probability([0, 1], [9, 9], 1, TimeSpan.FromDays(3)), 1e-12);
        var timeless = new CustomerPurchases([2], [4], [], [], 0);
        Assert.Equal(1 - Math.Pow(1 - 0.005, 3), Timing.Probability(timeless, 2, Now, TimeSpan.FromDays(3)), 1e-12);
        var undated = new CustomerPurchases([0], [1], [long.MinValue], [long.MinValue], Now.Ticks);
        Assert.Equal(1 - Math.Pow(1 - 0.001, 3), Timing.Probability(undated, 1, Now, TimeSpan.FromDays(3)), 1e-12);
    }

    [Fact]
    public void The_best_window_is_the_best_of_all_windows_tried_one_by_one() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte, byte, byte, byte, byte)>(), draw =>
        {
            (int zero, int two, int product, int within, int hours) = (draw.Item1 % 40, draw.Item2 % 40, 1 + (draw.Item3 % 2), draw.Item4 % 60, draw.Item5 % 24);
            int[] products = product == 1 ? [0, 2] : [2];
            int[] ages = product == 1 ? [zero, two] : [two];
            long[] times = [.. ages.Select(age => Now.AddDays(-age).Ticks)];
            DateTime from = Now.AddHours(hours);
            var customer = new CustomerPurchases(products, [.. products.Select(_ => 1)], times, times, Now.Ticks);
            TimingMoment best = Timing.BestMoment(customer, product, from, TimeSpan.FromDays(within), TimeSpan.FromDays(5));
            double most = -1;
            int at = 0;
            for (int start = 0; start <= within; start++)
            {
                // P(in the window, given not before it), from two horizons.
                double before = Timing.Probability(customer, product, from, TimeSpan.FromDays(start));
                double after = Timing.Probability(customer, product, from, TimeSpan.FromDays(start + 5));
                double here = (after - before) / (1 - before);
                (most, at) = here > most + 1e-9 ? (here, start) : (most, at);
            }

            Assert.Equal(most, best.Probability, 1e-8);
            Assert.Equal(from.AddDays(at), best.From);
            Assert.InRange(best.Probability, best.Lower, best.Upper);
            Assert.True(best.Lower >= 0 && best.Upper <= 1 && best.ProbabilityNow <= best.Probability + 1e-12);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Probabilities_are_finite_from_0_to_1_and_rise_with_the_horizon() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(ushort, ushort, byte)>(), draw =>
        {
            int product = draw.Item3 % 3;
            double before = 0;
            foreach (int days in new[] { 0, 1, 13, 90, 3_660 })
            {
                double p = Probability([0, 2], [draw.Item1, draw.Item2], product, TimeSpan.FromDays(days));
                Assert.InRange(p, before, 1);
                before = p;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void A_question_that_cannot_be_answered_is_refused()
    {
        var customer = new CustomerPurchases([0], [1], [Now.Ticks - 5], [Now.Ticks - 5], Now.Ticks);
        Assert.Contains("looks ahead", Assert.Throws<ArgumentException>(() => Ask(1, Now.AddDays(-1), 5)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Ask(3, Now, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ask(-1, Now, 5));
        Assert.Contains("0 to 3660 days", Assert.Throws<ArgumentOutOfRangeException>(() => Ask(1, Now, 4_000)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Ask(1, Now, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Timing.TriggersOf(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Timing.BestMoment(new CustomerPurchases([], [], [], [], 0), 1, Now, TimeSpan.FromDays(3), TimeSpan.FromHours(3)));

        void Ask(int product, DateTime from, int days) =>
            Timing.Probability(new CustomerPurchases([0], [1], [Now.Ticks - 5], [Now.Ticks - 5], Now.Ticks), product, from, TimeSpan.FromDays(days));
    }

    [Fact]
    public void The_spans_are_told_in_the_unit_that_fits()
    {
        Assert.Equal("Customers who bought p0 buy p1 most often 1 to 2 weeks later, 5.5 times as often as usual.", Text(8, 14));
        Assert.Contains(" most often within a week, ", Text(1, 7), StringComparison.Ordinal);
        Assert.Contains(" most often within 3 days, ", Text(1, 3), StringComparison.Ordinal);
        Assert.Contains(" most often 3 to 14 days later, ", Text(4, 14), StringComparison.Ordinal);
        Assert.Contains(" most often 11 to 13 months later, ", Text(337, 392), StringComparison.Ordinal);
        Assert.Contains(" most often about 12 months later, ", Text(360, 370), StringComparison.Ordinal);
        Assert.Contains(" most often within about 8 months, ", Text(4, 252), StringComparison.Ordinal);
        Assert.Contains(" most often 4 to 12 weeks later, ", Text(29, 84), StringComparison.Ordinal);
        Assert.Contains(" am häufigsten innerhalb von etwa 8 Monaten, ", Text(4, 252, "de"), StringComparison.Ordinal);
        Assert.Equal("Kunden, die p0 gekauft haben, kaufen p1 am häufigsten innerhalb von 3 Tagen, 5,5-mal so häufig wie sonst.", Text(1, 3, "de"));
        Assert.Contains(" am häufigsten 11 bis 13 Monate danach, ", Text(337, 392, "de"), StringComparison.Ordinal);
        Assert.Contains(" am häufigsten innerhalb einer Woche, ", Text(1, 7, "de"), StringComparison.Ordinal);

        static string Text(int from, int to, string culture = "en") => new TimingMoment
        {
            Product = 1,
            From = Now,
            To = Now,
            Probability = 0,
            Lower = 0,
            Upper = 0,
            ProbabilityNow = 0,
            Trigger = new TimingTrigger(1, 0, from, to, 9, 9, 5.5, 0),
        }.Reason(place => $"p{place}", CultureInfo.GetCultureInfo(culture));
    }

    [Fact]
    public void A_model_comes_back_from_its_bytes_and_a_damaged_one_is_refused()
    {
        byte[] bytes = Bytes(Timing);
        ProductTiming back = TimingCodec.Read(new BinaryReader(new MemoryStream(bytes)));
        Assert.Equal(bytes, Bytes(back));
        Assert.Equal(Timing.Triggers, back.Triggers);
        foreach (int length in new[] { 0, 7, bytes.Length / 2, bytes.Length - 1 })
        {
            Exception? refusal = Record.Exception(() => TimingCodec.Read(new BinaryReader(new MemoryStream(bytes[..length]))));
            Assert.True(refusal is InvalidDataException or EndOfStreamException, $"{length} bytes: {refusal}");
        }

        static byte[] Bytes(ProductTiming timing)
        {
            var stream = new MemoryStream();
            using var writer = new BinaryWriter(stream);
            TimingCodec.Write(writer, timing);
            writer.Flush();
            return stream.ToArray();
        }
    }

    [Fact]
    public void Places_that_are_not_those_of_different_products_are_refused()
    {
        Assert.Equal(2, new ModelTiming(Timing, [3, 0, 2], 4, new MomentOptions()).PlaceOf(2));
        Assert.Equal(-1, new ModelTiming(Timing, [3, 0, 2], 4, new MomentOptions()).PlaceOf(1));
        Assert.Throws<InvalidDataException>(() => new ModelTiming(Timing, [0, 1], 3, new MomentOptions()));
        Assert.Throws<InvalidDataException>(() => new ModelTiming(Timing, [0, 1, 1], 3, new MomentOptions()));
        Assert.Throws<InvalidDataException>(() => new ModelTiming(Timing, [0, 1, 3], 3, new MomentOptions()));
        Assert.Throws<InvalidDataException>(() => new ModelTiming(Timing, [0, 1, 2], 3, new MomentOptions { WindowDays = 0 }));
    }

    [Fact]
    public void Numbers_that_contradict_each_other_are_told()
    {
        Assert.Empty(Timing.Validate());
        ProductTiming wrong = Copy(bandEnds: [7, 7, 28], first: [0.01, double.NaN, 1], starts: [0, 0, 2, 3], hazards: [0.1]);
        string[] faults = [.. wrong.Validate()];
        Assert.Contains(faults, fault => fault.StartsWith("BandEnds has 7 at 1", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("FirstHazards has a number", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("Hazards has 1 numbers; 9", StringComparison.Ordinal));
        Assert.Contains(Copy(starts: [0, 2, 2, 3]).Validate(), fault => fault.Contains("a trigger that cannot be", StringComparison.Ordinal));
        Assert.Contains(Copy(starts: [0, 2]).Validate(), fault => fault.StartsWith("TriggerStarts", StringComparison.Ordinal));
        Assert.Contains(Copy(starts: [0, 2, 1, 3]).Validate(), fault => fault.Contains("-1 triggers", StringComparison.Ordinal));
    }

    private static ProductTiming Copy(int[]? bandEnds = null, double[]? first = null, int[]? starts = null, double[]? hazards = null) => new()
    {
        BandEnds = bandEnds ?? Timing.BandEnds,
        FirstHazards = first ?? Timing.FirstHazards,
        FirstWeights = Timing.FirstWeights,
        RepeatHazards = Timing.RepeatHazards,
        RepeatWeights = Timing.RepeatWeights,
        TriggerStarts = starts ?? Timing.TriggerStarts,
        Triggers = Timing.Triggers,
        Hazards = hazards ?? Timing.Hazards,
        Weights = Timing.Weights,
        Signals = Timing.Signals,
    };

    private static double Probability(int[] products, int[] ages, int product, TimeSpan horizon)
    {
        long[] times = [.. ages.Select(age => Now.AddDays(-age).Ticks)];
        return Timing.Probability(new CustomerPurchases(products, [.. products.Select(_ => 1)], times, times, Now.Ticks), product, Now, horizon);
    }
}
