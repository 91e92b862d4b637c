using CrossSell.Ledger;

namespace CrossSell.Tests.Potential;

/// <summary>Classes as of earlier instants against somebody who reads every purchase by hand, and against histories that end there.</summary>
public class ClassHistoryTests
{
    private static readonly DateTime _first = new(2022, 1, 1);
    private static readonly ProductCatalog _catalog = new([new Product { Id = new("tea"), Kind = ProductKind.Repurchasable }, new Product { Id = new("policy") }]);

    [Fact]
    public void A_year_of_spend_is_what_a_pencil_adds_up_at_any_instant()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            Purchase[] all = Purchases(seed);
            PurchaseHistory history = PurchaseHistory.From(all);
            foreach (DateTime at in Days())
            {
                var spend = YearlySpend.Of(history, at, _catalog);
                Assert.All(Enumerable.Range(0, history.Customers.Count), c => Assert.Equal(ByHand(all, history.Customers[c], at), spend.OfCustomer(c), 1e-9));
            }
        }
    }

    [Fact]
    public void What_came_later_changes_no_class()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            Purchase[] all = Purchases(seed);
            PurchaseHistory history = PurchaseHistory.From(all);
            foreach (DateTime at in Days())
            {
                PurchaseHistory known = PurchaseHistory.From(all.Where(p => !(p.Time > at)));
                ValueClassSnapshot then = Snapshot(history, at);
                ValueClassSnapshot alone = Snapshot(known, at);
                Assert.Equal(alone.Rule, then.Rule);
                for (int c = 0; c < history.Customers.Count; c++)
                {
                    int place = known.Customers.IndexOf(history.Customers[c]);
                    Assert.Equal(place < 0 ? null : alone.EffectiveOf(place), then.EffectiveOf(c));
                    Assert.Equal(place < 0 ? double.NaN : alone.Yields[place], then.Yields[c]);
                }
            }
        }
    }

    [Fact]
    public void Moves_are_the_customers_counted_one_by_one()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            PurchaseHistory history = PurchaseHistory.From(Purchases(seed));
            (ValueClassSnapshot before, ValueClassSnapshot after) = (Snapshot(history, _first.AddDays(400)), Snapshot(history, _first.AddDays(900)));
            var moves = ValueClassMoves.Between(before, after);
            (int up, int down, int same, int came) = (0, 0, 0, 0);
            var seen = new Dictionary<(ValueClass?, ValueClass?), (int Count, double Before, double After)>();
            for (int c = 0; c < history.Customers.Count; c++)
            {
                if (after.EffectiveOf(c) is not { } to)
                {
                    continue;
                }

                if (before.EffectiveOf(c) is { } from)
                {
                    (up, down, same) = (up + (to < from ? 1 : 0), down + (to > from ? 1 : 0), same + (to == from ? 1 : 0));
                }
                else
                {
                    came++;
                }

                (int count, double had, double has) = seen.GetValueOrDefault((before.EffectiveOf(c), to));
                seen[(before.EffectiveOf(c), to)] = (count + 1, had + (double.IsNaN(before.Yields[c]) ? 0 : before.Yields[c]), has + after.Yields[c]);
            }

            Assert.Equal((up, down, same, came), (moves.Climbed.Customers, moves.Fell.Customers, moves.Stayed.Customers, moves.Joined.Customers));
            Assert.Equal(seen.Count, moves.Moves.Count());
            Assert.All(seen, way =>
            {
                ValueClassMove move = moves[way.Key.Item1, way.Key.Item2];
                Assert.Equal(way.Value.Count, move.Customers);
                Assert.Equal(way.Value.Before, move.YieldBefore, 1e-9);
                Assert.Equal(way.Value.After - way.Value.Before, move.Change, 1e-9);
            });
        }
    }

    [Fact]
    public void The_ledger_puts_lower_from_its_day_on_and_no_earlier()
    {
        PurchaseHistory history = PurchaseHistory.From([new Purchase { Customer = "1", Product = "tea", Time = _first, Revenue = 5 }]);
        ClassChange demoted = new() { Customer = new("1"), At = At(100), From = "O", To = "C", Reason = "declined" };
        ClassChange lifted = demoted with { At = At(200), From = "C", To = null, Reason = "bought" };
        ValueClass? Effective(int day) => ValueClassSnapshot.Of(history, At(day), rule: new ValueClassRule(100, 50, 0), changes: _ => [lifted, demoted]).EffectiveOf(0);

        Assert.Equal([ValueClass.O, ValueClass.C, ValueClass.C, ValueClass.O], new[] { 99, 100, 199, 200 }.Select(Effective));
        Assert.Null(ValueClassSnapshot.Of(history, At(-1), rule: new ValueClassRule(100, 50, 0)).EffectiveOf(0));
        Assert.Equal("C", ValueClassHistory.ContactClassAt([demoted, demoted with { To = "O" }, demoted], At(100)));
    }

    [Fact]
    public void Facts_of_an_earlier_day_hold_nothing_later()
    {
        var facts = new CustomerFacts(new CustomerId("1"))
        {
            Holdings = [new Ownership(new("a")), new Ownership(new("b")) { From = At(10) }, new Ownership(new("c")) { From = At(11), Source = OwnershipSource.Competitor }],
            HoldingsAsOf = At(50),
            Offers = [Offer("o1", 1), Offer("o2", 9), Offer("o3", 11)],
            Responses = [Answer("o1", 5), Answer("o2", 20)],
            ClassChanges = [new ClassChange { Customer = new("1"), At = At(10), To = "C", Reason = "x" }, new ClassChange { Customer = new("1"), At = At(30), To = "B", Reason = "y" }],
            Holds = [new Hold { Id = "h", Customer = new("1"), Kind = "death", From = At(12) }],
        };
        CustomerFacts then = facts.AsOf(At(10));

        Assert.Equal(["a", "b"], then.Holdings.Select(h => h.Product.Value));
        Assert.Equal(At(10), then.HoldingsAsOf);
        Assert.Equal([("o1", OfferState.Declined), ("o2", OfferState.Presented)], then.Offers.Select(o => (o.Id, o.State)));
        Assert.Equal(["o1"], then.Responses.Select(r => r.OfferId));
        Assert.Equal("C", Assert.Single(then.ClassChanges).To);
        Assert.Empty(then.Holds);
    }

    [Fact]
    public void Instants_that_do_not_follow_one_another_and_other_customers_are_refused()
    {
        ValueClassSnapshot one = ValueClassSnapshot.Of(At(1), [1, 2], [1, 2]);
        Assert.Contains("the first must be before the second", Assert.Throws<ArgumentException>(() => ValueClassMoves.Between(one, one)).Message, StringComparison.Ordinal);
        Assert.Contains("There are 1", Assert.Throws<ArgumentException>(() => ValueClassMoves.Between(one, ValueClassSnapshot.Of(At(2), [1], [1]))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ValueClassSnapshot.Of(At(1), [double.NaN], [1]));
        Assert.Throws<ArgumentException>(() => ValueClassSnapshot.Of(At(1), [1], [1, 2]));
    }

    private static DateTimeOffset At(int day) => new(_first.AddDays(day), TimeSpan.Zero);

    private static IEnumerable<DateTime> Days() => new[] { 0, 200, 365, 400, 731, 1_200 }.Select(day => _first.AddDays(day));

    // The potential of a customer is known from what he bought up to then; of every third it is not known.
    private static ValueClassSnapshot Snapshot(PurchaseHistory history, DateTime at) => ValueClassSnapshot.Of(
        history, new DateTimeOffset(at, TimeSpan.Zero), _catalog, known => [.. Enumerable.Range(0, known.Customers.Count).Select(c => Potential(known, c))]);

    private static double Potential(PurchaseHistory known, int customer)
    {
        (_, int length) = known.RowsOf(customer).GetOffsetAndLength(known.Count);
        return known.Customers[customer][^1] % 3 == 0 ? double.NaN : 40 + (7 * (length % 9));
    }

    private static double ByHand(Purchase[] all, string customer, DateTime at)
    {
        Purchase[] known = [.. all.Where(p => !(p.Time > at))];
        Purchase[] own = [.. known.Where(p => p.Customer == customer)];
        bool IsContract(string product) => product != "tea" && Array.Exists(known, p => p.Product == product && p.HeldUntil is not null);
        bool hasRevenue = Array.Exists(known, p => p.Revenue > 0);
        return own.Length == 0 ? double.NaN : own.Where(p => IsContract(p.Product) ? p.HeldUntil is null || p.HeldUntil > at : p.Time is null || p.Time > at.AddDays(-365)).Sum(p => hasRevenue ? p.Revenue ?? 0 : 1);
    }

    private static Purchase[] Purchases(int seed)
    {
        var random = new Random(seed);
        string[] products = ["tea", "policy", "account", "jam"];
        return
        [
            .. Enumerable.Range(0, 150).Select(_ =>
            {
                DateTime? time = random.Next(30) == 0 ? null : _first.AddDays(random.Next(1_200));
                string product = products[random.Next(4)];
                return new Purchase
                {
                    Customer = $"c{random.Next(25)}", Product = product, Time = time, Revenue = seed % 4 == 0 ? null : random.Next(-5, 60),
                    HeldUntil = product != "jam" && time is { } begin && random.Next(3) > 0 ? begin.AddDays(random.Next(1, 900)) : null,
                };
            }).Append(new Purchase { Customer = "c0", Product = "jam", Time = _first, Revenue = 1 }),
        ];
    }

    private static Offer Offer(string id, int day) => new() { Id = id, Customer = new("1"), Product = new("p"), EquivalenceSet = "p", CreatedAt = At(day), State = OfferState.Declined };

    private static OfferResponse Answer(string offer, int day) => new()
    {
        Id = $"r-{offer}", OfferId = offer, Customer = new("1"), Product = new("p"), Kind = OfferResponseKind.Declined, Conversation = "c", At = At(day),
    };
}
