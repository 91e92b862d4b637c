namespace CrossSell.Tests.Potential;

public class RhythmTests
{
    private static readonly DateTime _start = new(2026, 1, 1);

    [Fact]
    public void Occasions_are_days_and_gaps_lie_between_them()
    {
        CustomerRhythms rhythms = Rhythms(200, ("A", "p", 0, 10), ("A", "q", 0, 5), ("A", "p", 10, 20), ("A", "p", 40, 40), ("A", "p", 41, 60), ("B", "p", 7, 1));

        Assert.Equal([4, 1], rhythms.Occasions.ToArray());
        Assert.Equal(10, rhythms.MedianGapDays[0]);
        Assert.True(double.IsNaN(rhythms.MedianGapDays[1]));
        Assert.Equal(40, rhythms.MeanRepeatSpend[0]);
        Assert.True(double.IsNaN(rhythms.MeanRepeatSpend[1]));
        Assert.Equal(new PurchasePattern(3, 41, 200), rhythms.PatternOf(0));
        Assert.Equal(new PurchasePattern(0, 0, 193), rhythms.PatternOf(1));
        Assert.Equal(159, rhythms.DaysSinceLast(0));
    }

    [Fact]
    public void Nothing_of_the_instant_of_looking_or_later_counts()
    {
        CustomerRhythms rhythms = Rhythms(40, ("A", "p", 0, 10), ("A", "p", 40, 40), ("B", "p", 60, 1));

        Assert.Equal([1, 0], rhythms.Occasions.ToArray());
        Assert.Null(rhythms.PatternOf(1));
        Assert.True(double.IsNaN(rhythms.DaysSinceLast(1)));
    }

    [Fact]
    public void A_product_with_an_end_is_a_subscription_unless_the_catalogue_says_otherwise()
    {
        var builder = new PurchaseHistoryBuilder();
        builder.Add(new Purchase { Customer = "A", Product = "contract", Time = _start, HeldUntil = _start.AddDays(30) });
        builder.Add(new Purchase { Customer = "B", Product = "contract", Time = _start });
        builder.Add(new Purchase { Customer = "C", Product = "trip", Time = _start, HeldUntil = _start.AddDays(10) });
        builder.Add(new Purchase { Customer = "D", Product = "toaster", Time = _start });
        ProductCatalog catalog = new([
            new Product { Id = new("contract") }, new Product { Id = new("toaster") }, new Product { Id = new("trip"), Kind = ProductKind.Repurchasable },
        ]);
        CustomerRhythms rhythms = CustomerRhythms.Of(builder.Build(), _start.AddDays(100), catalog);

        Assert.Equal([0, 0, 1, 1], rhythms.Occasions.ToArray());
        Assert.Equal([_start.AddDays(30).Ticks, long.MaxValue, long.MinValue, long.MinValue], rhythms.HeldUntil.ToArray());
        CustomerActivities activities = DormancyRule.Default.Judge(rhythms);
        Assert.Equal([CustomerActivity.Lost, CustomerActivity.Active, CustomerActivity.Dormant, CustomerActivity.Dormant], activities.States.ToArray());
        Assert.Equal(_start.AddDays(30).Ticks, activities.Since[0]);
        Assert.Equal([RhythmSource.Subscription, RhythmSource.Subscription, RhythmSource.LeastDays, RhythmSource.LeastDays], activities.Sources.ToArray());
    }

    // Own median gap 40 days, so dormant after 120 and lost after 240 days without a purchase; exactly on the day still the better state.
    [Theory]
    [InlineData(120, CustomerActivity.Active)]
    [InlineData(121, CustomerActivity.Dormant)]
    [InlineData(240, CustomerActivity.Dormant)]
    [InlineData(241, CustomerActivity.Lost)]
    public void Who_has_not_bought_for_three_own_gaps_is_dormant_and_for_six_lost(int days, CustomerActivity expected)
    {
        CustomerRhythms rhythms = Rhythms(80 + days, ("A", "p", 0, 1), ("A", "p", 40, 1), ("A", "p", 80, 1));
        CustomerActivities activities = DormancyRule.Default.Judge(rhythms);

        Assert.Equal(expected, activities.States[0]);
        Assert.Equal(120, activities.LimitDays[0]);
        Assert.Equal(RhythmSource.Own, activities.Sources[0]);
        Assert.Equal(1, activities.CountOf(expected));
        Assert.Equal(expected switch { CustomerActivity.Dormant => _start.AddDays(200).Ticks, CustomerActivity.Lost => _start.AddDays(320).Ticks, _ => long.MinValue }, activities.Since[0]);
    }

    [Fact]
    public void Short_gaps_do_not_make_anybody_dormant_before_the_least_days()
    {
        CustomerRhythms rhythms = Rhythms(92, ("A", "p", 0, 1), ("A", "p", 1, 1), ("A", "p", 2, 1));

        Assert.Equal(CustomerActivity.Active, DormancyRule.Default.Judge(rhythms).States[0]);
        Assert.Equal(CustomerActivity.Lost, (DormancyRule.Default with { LeastDays = 10 }).Judge(rhythms).States[0]);
    }

    [Fact]
    public void With_few_purchases_the_segment_speaks_and_with_few_rhythms_in_it_the_book()
    {
        List<(string, string, int, double)> rows = [("A", "p", 100, 1), ("B", "p", 100, 1), ("C", "p", 100, 1), ("C", "p", 101, 1)];
        for (int k = 0; k < 5; k++)
        {
            rows.AddRange([($"x{k}", "p", 0, 1), ($"x{k}", "p", 60, 1), ($"x{k}", "p", 120, 1), ($"y{k}", "p", 0, 1), ($"y{k}", "p", 100, 1), ($"y{k}", "p", 200, 1)]);
        }

        CustomerRhythms rhythms = Rhythms(300, [.. rows]);
        CustomerGroups segments = CustomerGroups.Of(rhythms.Customers.Select(id => id switch { "A" => "x", "B" => "y", "C" => "z", _ => id[..1] }));
        CustomerActivities activities = (DormancyRule.Default with { LeastRhythms = 5 }).Judge(rhythms, segments);
        int Place(string id) => rhythms.Customers.IndexOf(id);

        Assert.Equal((180, RhythmSource.Segment), (activities.LimitDays[Place("A")], activities.Sources[Place("A")]));
        Assert.Equal((300, RhythmSource.Segment), (activities.LimitDays[Place("B")], activities.Sources[Place("B")]));
        Assert.Equal((240, RhythmSource.Book), (activities.LimitDays[Place("C")], activities.Sources[Place("C")]));
    }

    [Fact]
    public void The_rhythms_are_the_same_for_any_number_of_threads()
    {
        List<(string, string, int, double)> rows = [];
        for (int c = 0; c < 9_000; c++)
        {
            rows.AddRange(Enumerable.Range(0, c % 4).Select(k => ($"c{c}", "p", (c % 7) + (k * (1 + (c % 13))), (double)k)));
        }

        PurchaseHistory history = History([.. rows]);
        CustomerRhythms one = CustomerRhythms.Of(history, _start.AddDays(50), maxThreads: 1);
        CustomerRhythms many = CustomerRhythms.Of(history, _start.AddDays(50), maxThreads: 8);

        Assert.Equal(one.Occasions.ToArray(), many.Occasions.ToArray());
        Assert.Equal(one.MedianGapDays.ToArray(), many.MedianGapDays.ToArray());
        Assert.Equal(one.MeanRepeatSpend.ToArray(), many.MeanRepeatSpend.ToArray());
    }

    [Fact]
    public void A_rule_that_cannot_be_says_everything_that_is_wrong()
    {
        DormancyRule rule = new() { LeastDays = -1, Factor = 0, LostFactor = 0.5, LeastOccasions = 1, LeastRhythms = 0 };

        Assert.Equal(5, rule.Validate().Count);
        Assert.Throws<ArgumentException>(() => rule.Judge(Rhythms(10, ("A", "p", 0, 1))));
        Assert.Contains("1 segments for 2 customers", Assert.Throws<ArgumentException>(
            () => DormancyRule.Default.Judge(Rhythms(10, ("A", "p", 0, 1), ("B", "p", 0, 1)), CustomerGroups.OneOf(1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_stand_in_ordinal_order_and_unknown_ones_together()
    {
        CustomerGroups groups = CustomerGroups.Of(["b", null, "B", "b"]);

        Assert.Equal(["B", "b", "unknown"], groups.Names);
        Assert.Equal([1, 2, 0, 1], groups.Codes.ToArray());
    }

    private static CustomerRhythms Rhythms(int days, params (string Customer, string Product, int Day, double Revenue)[] rows) =>
        CustomerRhythms.Of(History(rows), _start.AddDays(days));

    private static PurchaseHistory History((string Customer, string Product, int Day, double Revenue)[] rows)
    {
        var builder = new PurchaseHistoryBuilder();
        foreach ((string customer, string product, int day, double revenue) in rows)
        {
            builder.Add(new Purchase { Customer = customer, Product = product, Time = _start.AddDays(day).AddHours(9), Revenue = revenue });
        }

        return builder.Build();
    }
}
