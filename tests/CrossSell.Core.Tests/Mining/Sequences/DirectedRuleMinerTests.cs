using System.Globalization;
using CrossSell.Mining;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests.Mining;

public class DirectedRuleMinerTests
{
    private static readonly DateTime Start = new(2020, 1, 1, 8, 0, 0);

    // Clocks of the third go forward an hour on the fourth day of the purchases.
    private static readonly TimeZoneInfo?[] Zones =
    [
        null,
        TimeZoneInfo.CreateCustomTimeZone("west", TimeSpan.FromHours(-9), "west", "west"),
        TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(3), "east", "east", "east in summer",
        [
            TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
                DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1),
                TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 2, 0, 0), 1, 4),
                TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 4)),
        ]),
    ];

    private static readonly Gen<DirectedRuleOptions> AnyOptions =
        from count in Gen.Choose(1, 3)
        from confidence in Gen.Choose(0, 10)
        from lift in Gen.Choose(0, 15)
        from window in Gen.Choose(0, 6)
        from flags in Gen.Choose(0, 31)
        from end in Gen.Choose(8, 28)
        from zone in Gen.Elements(Zones)
        select new DirectedRuleOptions
        {
            MinSupport = SupportThreshold.FromCount(count),
            MinConfidence = confidence / 10m,
            MinLift = lift / 10.0,
            Window = window == 0 ? null : (flags & 1) == 0 ? TimeSpan.FromHours(window * 12) : TimeSpan.FromDays(window),
            WholeDays = (flags & 1) != 0,
            FirstPurchasesOnly = (flags & 2) != 0,
            WhileHeld = (flags & 4) != 0,
            FullyObservedOnly = (flags & 8) != 0,
            ObservedUntil = (flags & 16) != 0 ? Start.AddHours(12 * end) : null,
            TimeZone = zone,
            MaxThreads = 2,
        };

    // Customer, product, half days since the start, half days held (0: for ever).
    private static readonly Gen<(int Customer, int Product, int Time, int Held)[]> AnyPurchases =
        (from customer in Gen.Choose(0, 7)
         from product in Gen.Choose(0, 4)
         from time in Gen.Choose(0, 24)
         from held in Gen.Choose(0, 6)
         select (customer, product, time, held)).ArrayOf().Where(purchases => purchases.Length > 0).Resize(60);

    [Fact]
    public void Rules_are_those_of_brute_force_in_the_promised_order() =>
        Prop.ForAll(AnyPurchases.ToArbitrary(), AnyOptions.ToArbitrary(), (purchases, options) =>
        {
            PurchaseHistory history = PurchaseHistory.From(purchases.Select(ToPurchase));
            Assert.Equal(BruteForce(history, options), Lines(DirectedRuleMiner.Mine(history, options)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void A_recent_buyer_neither_helps_nor_harms()
    {
        // Two of three bought B within ten days of A; the fourth bought A on the last day but two.
        Purchase[] purchases =
        [
            Bought("1", "a", 0), Bought("1", "b", 5), Bought("2", "a", 1), Bought("2", "b", 11), Bought("3", "a", 2), Bought("3", "b", 13),
            Bought("4", "a", 18), Bought("5", "c", 20),
        ];
        DirectedRuleOptions options = new() { MinSupport = SupportThreshold.FromCount(1), Window = TimeSpan.FromDays(10) };
        DirectedRule observed = Assert.Single(DirectedRuleMiner.Mine(PurchaseHistory.From(purchases), options), rule => rule.Antecedent == "a");
        Assert.Equal(new RuleCounts(n11: 2, n10: 1, n01: 0, n00: 1), observed.Counts);
        Assert.Equal(0.4, observed.Support);
        options.FullyObservedOnly = false;
        DirectedRule all = Assert.Single(DirectedRuleMiner.Mine(PurchaseHistory.From(purchases), options), rule => rule.Antecedent == "a");
        Assert.Equal(new RuleCounts(n11: 2, n10: 2, n01: 0, n00: 1), all.Counts);
        Assert.Equal(3, all.ConsequentCount);
        Assert.Equal(7.5, all.MedianDays);
        Assert.Equal(1.0, all.OrderAsymmetry);
        Assert.Equal(2 * 5 / (4.0 * 3), all.Lift, 12);
        Assert.Equal("a -> b (confidence 0.5, lift 0.83, count 2, median 7.5 days)", all.ToString());
    }

    [Fact]
    public void What_is_bought_together_has_no_order()
    {
        PurchaseHistory history = PurchaseHistory.From([Bought("1", "a", 0), Bought("1", "b", 0), Bought("2", "a", 0), Bought("2", "b", 0.25)]);
        DirectedRuleOptions options = new() { MinSupport = SupportThreshold.FromCount(1) };
        Assert.Equal(1, Assert.Single(DirectedRuleMiner.Mine(history, options)).Counts.N11);
        options.WholeDays = true;
        Assert.Empty(DirectedRuleMiner.Mine(history, options));
    }

    [Fact]
    public void The_last_day_is_observed_to_its_end()
    {
        DateTime march = new(2024, 3, 1);
        PurchaseHistory history = PurchaseHistory.From(
        [
            new Purchase { Customer = "1", Product = "a", Time = march }, new Purchase { Customer = "1", Product = "b", Time = march.AddDays(30).AddHours(10) },
            new Purchase { Customer = "2", Product = "c", Time = march.AddDays(31) },
        ]);
        DirectedRuleOptions options = new()
        {
            MinSupport = SupportThreshold.FromCount(1), Window = TimeSpan.FromDays(30), WholeDays = true, ObservedUntil = march.AddDays(30),
        };
        Assert.Equal(new RuleCounts(n11: 1, n10: 0, n01: 0, n00: 0), Assert.Single(DirectedRuleMiner.Mine(history, options)).Counts);
        options.WholeDays = false;
        Assert.Empty(DirectedRuleMiner.Mine(history, options));
    }

    [Fact]
    public void Who_gave_A_back_in_the_morning_does_not_hold_it_in_the_afternoon()
    {
        PurchaseHistory history = PurchaseHistory.From(
        [
            new Purchase { Customer = "1", Product = "a", Time = Start, HeldUntil = Start.AddDays(1).AddHours(2) },
            Bought("1", "b", 1 + (9 / 24.0)),
            new Purchase { Customer = "2", Product = "a", Time = Start, HeldUntil = Start.AddDays(1).AddHours(2) },
            Bought("2", "b", 1 + (1 / 24.0)),
        ]);
        DirectedRuleOptions options = new() { MinSupport = SupportThreshold.FromCount(1), WhileHeld = true, WholeDays = true };
        Assert.Equal(new RuleCounts(n11: 1, n10: 1, n01: 0, n00: 0), Assert.Single(DirectedRuleMiner.Mine(history, options)).Counts);
    }

    [Fact]
    public void Days_are_those_of_the_zone()
    {
        // Ten in the morning and five in the afternoon of one day in the west; in UTC the second is tomorrow.
        PurchaseHistory history = PurchaseHistory.From(
        [
            new Purchase { Customer = "1", Product = "a", Time = new DateTime(2024, 1, 1, 18, 0, 0) },
            new Purchase { Customer = "1", Product = "b", Time = new DateTime(2024, 1, 2, 1, 0, 0) },
        ]);
        DirectedRuleOptions options = new() { MinSupport = SupportThreshold.FromCount(1), WholeDays = true };
        Assert.Equal("a", Assert.Single(DirectedRuleMiner.Mine(history, options)).Antecedent);
        options.TimeZone = TimeZoneInfo.CreateCustomTimeZone("west", TimeSpan.FromHours(-8), "west", "west");
        Assert.Empty(DirectedRuleMiner.Mine(history, options));
        options.WholeDays = false;
        Assert.Single(DirectedRuleMiner.Mine(history, options));
    }

    [Fact]
    public void Threads_change_nothing_and_one_rule_too_many_stops_the_run()
    {
        PurchaseHistory history = PurchaseHistory.From(
            Enumerable.Range(0, 400).Select(i => Bought($"{i % 40}", $"{(i * 7) % 23}", (i * 13) % 50)));
        DirectedRuleOptions options = new() { MinSupport = SupportThreshold.FromCount(2), MaxThreads = 1 };
        DirectedRuleSet one = DirectedRuleMiner.Mine(history, options);
        options.MaxThreads = 4;
        Assert.Equal(Lines(one), Lines(DirectedRuleMiner.Mine(history, options)));
        options.MaxRules = one.Count;
        Assert.Equal(one.Count, DirectedRuleMiner.Mine(history, options).Count);
        options.MaxRules--;
        Assert.Equal("MaxRules", Assert.Throws<MiningLimitException>(() => DirectedRuleMiner.Mine(history, options)).LimitName);
    }

    [Fact]
    public void Bad_options_and_purchases_without_times_are_refused()
    {
        PurchaseHistory undated = PurchaseHistory.From([new Purchase { Customer = "1", Product = "a" }]);
        Assert.Contains("None of the 1 purchases has a time", Assert.Throws<ArgumentException>(() => DirectedRuleMiner.Mine(undated)).Message, StringComparison.Ordinal);
        DirectedRuleOptions options = new()
        {
            MinConfidence = 2, MinLift = double.NaN, Window = TimeSpan.FromHours(-1), MaxRules = 0, MaxThreads = 0,
        };
        Assert.Equal(5, options.Validate().Count);
        Assert.Single(new DirectedRuleOptions { WholeDays = true, Window = TimeSpan.FromHours(30) }.Validate());
        Assert.Throws<ArgumentException>(() => DirectedRuleMiner.Mine(undated, options));
        Assert.Empty(DirectedRuleMiner.Mine(PurchaseHistory.From([])));
    }

    private static Purchase Bought(string customer, string product, double day) => new() { Customer = customer, Product = product, Time = Start.AddDays(day) };

    private static Purchase ToPurchase((int Customer, int Product, int Time, int Held) drawn) => new()
    {
        Customer = $"c{drawn.Customer}",
        Product = $"p{drawn.Product}",
        Time = Start.AddHours(12 * drawn.Time),
        HeldUntil = drawn.Held == 0 ? null : Start.AddHours(12 * (drawn.Time + drawn.Held)),
    };

    private static string[] Lines(DirectedRuleSet rules) =>
        [.. rules.Select(rule => Line(rule.Antecedent, rule.Consequent, rule.Counts, rule.ConsequentCount, rule.ReverseCount, rule.MedianDays))];

    private static string Line(string antecedent, string consequent, RuleCounts counts, int withB, int reverse, double median) =>
        string.Create(CultureInfo.InvariantCulture, $"{antecedent} -> {consequent}: {counts} b={withB} reverse={reverse} median={median}");

    /// <summary>The definition, written out for every pair of products and every customer.</summary>
    private static string[] BruteForce(PurchaseHistory history, DirectedRuleOptions options)
    {
        DateTime end = At(options.ObservedUntil ?? history.LastTime!.Value);
        Purchase[][] customers =
        [
            .. history.Customers.Select(id => history.PurchasesOf(new CustomerId(id)).Where(purchase => AtOf(purchase) <= end).ToArray())
                .Where(purchases => purchases.Length > 0),
        ];
        string[] products = [.. history.Products];
        long minCount = options.MinSupport.ToCount(customers.Length);
        var rules = new List<(RuleCounts Counts, int WithB, int Reverse, double Median, string A, string B)>();
        foreach (string a in products)
        {
            foreach (string b in products.Where(other => other != a))
            {
                double[] delays = [.. customers.Select(customer => Delay(customer, a, b)).OfType<double>().Order()];
                int withA = customers.Count(customer => Antecedents(customer, a).Length > 0);
                int withB = customers.Count(customer => customer.Any(purchase => purchase.Product == b));
                if (delays.Length >= minCount && delays.Length >= (double)options.MinConfidence * withA - 1e-9
                    && (double)customers.Length * delays.Length / ((double)withA * withB) >= options.MinLift - 1e-9)
                {
                    double median = (delays[(delays.Length - 1) / 2] + delays[delays.Length / 2]) / 2;
                    Purchase[][] never = [.. customers.Where(customer => !customer.Any(purchase => purchase.Product == a))];
                    int n01 = never.Count(customer => customer.Any(purchase => purchase.Product == b));
                    rules.Add((new RuleCounts(delays.Length, withA - delays.Length, n01, never.Length - n01), withB, customers.Count(customer => Delay(customer, b, a) is not null), median, a, b));
                }
            }
        }

        return
        [
            .. rules.OrderByDescending(rule => Math.Round((double)rule.Counts.N11 / rule.Counts.N1x, 9))
                .ThenByDescending(rule => rule.Counts.N11)
                .ThenBy(rule => rule.A, StringComparer.Ordinal).ThenBy(rule => rule.B, StringComparer.Ordinal)
                .Select(rule => Line(rule.A, rule.B, rule.Counts, rule.WithB, rule.Reverse, rule.Median)),
        ];

        DateTime At(DateTime time) => options.WholeDays
            ? TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(time, DateTimeKind.Utc), options.TimeZone ?? TimeZoneInfo.Utc).Date
            : time;

        DateTime AtOf(Purchase purchase) => At(purchase.Time!.Value);

        Purchase[] Counted(Purchase[] customer, string product)
        {
            Purchase[] all = [.. customer.Where(purchase => purchase.Product == product)];
            return options.FirstPurchasesOnly && all.Length > 0 ? [.. all.Where(purchase => AtOf(purchase) == all.Min(AtOf))] : all;
        }

        Purchase[] Antecedents(Purchase[] customer, string product) =>
        [
            .. Counted(customer, product).Where(purchase =>
                !options.FullyObservedOnly || options.Window is null || AtOf(purchase) + options.Window <= end),
        ];

        // From the earliest A with a B in its window to the first B after it.
        double? Delay(Purchase[] customer, string a, string b)
        {
            foreach (Purchase first in Antecedents(customer, a).OrderBy(AtOf))
            {
                Purchase[] followers =
                [
                    .. Counted(customer, b)
                        .Where(second => AtOf(second) > AtOf(first))
                        .Where(second => options.Window is null || AtOf(second) - AtOf(first) <= options.Window)
                        .Where(second => !options.WhileHeld || first.HeldUntil is null || second.Time < first.HeldUntil)
                        .OrderBy(AtOf),
                ];
                if (followers.Length > 0)
                {
                    return (AtOf(followers[0]) - AtOf(first)).TotalDays;
                }
            }

            return null;
        }
    }
}
