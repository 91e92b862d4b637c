using System.Runtime.Intrinsics;
using CrossSell.Benchmarks.Baselines;
using CrossSell.ContactPolicy;
using CrossSell.Ledger;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Tests.ContactPolicy.Index;

public sealed class ContactIndexTests
{
    private static readonly DateOnly First = DateOnly.FromDateTime(Cases.Day0.DateTime);

    /// <summary>Either index by one name, so that both are held to the same oracle; places are half hours or days from the first.</summary>
    private sealed record Subject(ContactRule Rule, Func<int, int, IndexAnswer> Check, Func<int, int, IndexAnswer> Reserve, Func<int, int, bool> Release, Action<int, int> Add, Action<int> Forget, int Window);

    private static Subject Days(int limit, int window)
    {
        ContactRule rule = ContactRule.AtMost(limit).WithinDays(window);
        var index = DayContactIndex.For(rule, customers: 3, First);
        return new(rule, (c, p) => index.Check(c, First.AddDays(p)), (c, p) => index.TryReserve(c, First.AddDays(p)), (c, p) => index.Release(c, First.AddDays(p)), (c, p) => index.Add(c, First.AddDays(p)), p => index.Forget(First.AddDays(p)), window);
    }

    private static Subject Instants(int limit, int window)
    {
        ContactRule rule = ContactRule.AtMost(limit).Within(TimeSpan.FromDays(window));
        var index = InstantContactIndex.For(rule, customers: 3, Cases.Day0);
        return new(rule, (c, p) => index.Check(c, Cases.Day(p)), (c, p) => index.TryReserve(c, Cases.Day(p)), (c, p) => index.Release(c, Cases.Day(p)), (c, p) => index.Add(c, Cases.Day(p)), p => index.Forget(Cases.Day(p)), window);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_answer_is_that_of_the_rule_and_the_rule_is_asked_only_where_slots_ran_out(bool days)
    {
        int answered = 0;
        int asked = 0;
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            Subject index = days ? Days(random.Next(5), random.Next(1, 9)) : Instants(random.Next(5), random.Next(1, 9));
            var told = new List<int>[] { [], [], [] };
            bool[] full = new bool[3];
            int first = 0;
            for (int step = 0; step < 60; step++)
            {
                int customer = random.Next(3);
                int place = first + random.Next(-3, 25);
                bool mustKnow = place >= first && !full[customer] && told[customer].Count(p => p > first - index.Window) < DayContactIndex.Slots;
                switch (random.Next(8))
                {
                    case 0 when place >= 0 && place > first - index.Window:
                        full[customer] |= told[customer].Count(p => p > first - index.Window) >= DayContactIndex.Slots;
                        index.Add(customer, place);
                        told[customer].Add(place);
                        break;
                    case 1 when told[customer].Count > 0 && !full[customer]:
                        int taken = told[customer][random.Next(told[customer].Count)];
                        if (index.Release(customer, taken))
                        {
                            told[customer].Remove(taken);
                        }
                        else
                        {
                            Assert.True(taken <= first - index.Window);
                        }

                        break;
                    case 2:
                        first += random.Next(4);
                        index.Forget(first);
                        break;
                    default:
                        IndexAnswer answer = random.Next(2) == 0 ? index.Check(customer, place) : index.Reserve(customer, place);
                        bool admits = Naive(index.Rule, told[customer], place);
                        Assert.False(mustKnow && answer == IndexAnswer.AskRules);
                        Assert.True(answer == IndexAnswer.AskRules || (answer == IndexAnswer.Admitted) == admits, $"seed {seed}, step {step}: {answer}");
                        (answered, asked) = answer == IndexAnswer.AskRules ? (answered, asked + 1) : (answered + 1, asked);
                        // What was only checked is reserved now, so that the model knows what the index knows.
                        if (answer == IndexAnswer.Admitted && Reserved(index, customer, place, told))
                        {
                            told[customer].Add(place);
                        }

                        break;
                }
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
        Assert.True(answered > asked, $"{answered} answered, {asked} asked");
    }

    [Fact]
    public async Task Under_any_number_of_threads_no_more_are_admitted_than_the_limit_allows()
    {
        var days = DayContactIndex.For(ContactRule.AtMost(3).WithinDays(7), 50, First);
        var instants = InstantContactIndex.For(ContactRule.AtMost(3).Within(TimeSpan.FromDays(7)), 50, Cases.Day0);
        int[] admitted = new int[2];

        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            var random = new Random(thread);
            for (int i = 0; i < 20_000; i++)
            {
                int customer = random.Next(50);
                int day = random.Next(4);
                _ = days.TryReserve(customer, First.AddDays(day)) == IndexAnswer.Admitted ? Interlocked.Increment(ref admitted[0]) : 0;
                _ = instants.TryReserve(customer, Cases.Day(day)) == IndexAnswer.Admitted ? Interlocked.Increment(ref admitted[1]) : 0;
            }
        })));

        Assert.Equal([150, 150], admitted);
    }

    [Fact]
    public void Packed_numbers_are_read_back_as_written_and_their_neighbours_stay() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            byte[] record = new byte[8 * PackedSlots.Words + 1];
            record[^1] = 7;
            long[] expected = new long[4];
            for (int write = 0; write < 12; write++)
            {
                int slot = random.Next(4);
                expected[slot] = random.Next(4) == 0 ? PackedSlots.Most : random.NextInt64(PackedSlots.Most >> random.Next(48));
                PackedSlots.Write(ref record[0], slot, expected[slot]);
                Vector256<long> read = PackedSlots.Read(ref record[0]);
                Assert.Equal(PackedSlots.ReadScalar(ref record[0]), read);
                Assert.Equal(expected, Enumerable.Range(0, 4).Select(i => read[i]));
            }

            Assert.Equal(7, record[^1]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public async Task Taking_and_giving_back_at_once_never_holds_more_than_the_limit()
    {
        // All customers share few groups, so that changes of others come between a look and its change.
        var instants = InstantContactIndex.For(ContactRule.AtMost(2).Within(TimeSpan.FromDays(7)), 3, Cases.Day0);
        var days = DayContactIndex.For(ContactRule.AtMost(2).WithinDays(7), 3, First);
        int[] held = new int[6];
        int most = 0;

        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            var random = new Random(thread);
            for (int i = 0; i < 20_000; i++)
            {
                int customer = random.Next(3);
                bool timed = random.Next(2) == 0;
                ref int count = ref held[timed ? customer : 3 + customer];
                if ((timed ? instants.TryReserve(customer, Cases.Day(thread)) : days.TryReserve(customer, First.AddDays(thread))) == IndexAnswer.Admitted)
                {
                    int now = Interlocked.Increment(ref count);
                    int seen;
                    while (now > (seen = Volatile.Read(ref most)) && Interlocked.CompareExchange(ref most, now, seen) != seen)
                    {
                    }

                    Interlocked.Decrement(ref count);
                    Assert.True(timed ? instants.Release(customer, Cases.Day(thread)) : days.Release(customer, First.AddDays(thread)));
                }
            }
        })));

        Assert.InRange(most, 1, 2);
        Assert.All(held, count => Assert.Equal(0, count));
        Assert.All(Enumerable.Range(0, 3), customer => Assert.Equal(IndexAnswer.Admitted, instants.Check(customer, Cases.Day(3))));
    }

    [Fact]
    public void Rules_that_do_not_fit_are_refused_with_the_reason()
    {
        ContactRule fits = ContactRule.AtMost(4).WithinDays(7);

        Assert.Equal(7, DayContactIndex.For(fits, 7, First).Count);
        foreach ((ContactRule rule, string why) in new[]
        {
            (ContactRule.AtMost(5).WithinDays(7), "limit is 5"), (ContactRule.AtMost(1).Within(TimeSpan.FromDays(7)), "window is 7d"), (ContactRule.AtMost([new("A", 1)]).WithinDays(7), "by class"),
            (fits.ReservingForPriority(1, 1), "heavier"), (fits.Counting(CountUnit.Offer), "offers"), (fits.PerHousehold(), "Household"),
        })
        {
            Assert.Contains(why, Assert.Throws<ArgumentException>(() => DayContactIndex.For(rule, 1, First)).Message, StringComparison.Ordinal);
        }

        Assert.Throws<ArgumentException>(() => InstantContactIndex.For(fits, 1, Cases.Day0));
    }

    [Fact]
    public void Four_contacts_of_a_customer_take_a_twelfth_and_a_sixth_of_a_dictionary_of_lists_and_no_call_allocates()
    {
        const int Customers = 20_000;
        long start = GC.GetAllocatedBytesForCurrentThread();
        var days = DayContactIndex.For(ContactRule.AtMost(4).WithinDays(30), Customers, First);
        long ofDays = GC.GetAllocatedBytesForCurrentThread() - start;
        var instants = InstantContactIndex.For(ContactRule.AtMost(4).Within(TimeSpan.FromDays(30)), Customers, Cases.Day0);
        long ofInstants = GC.GetAllocatedBytesForCurrentThread() - start - ofDays;
        string[] names = [.. Enumerable.Range(0, Customers).Select(i => FormattableString.Invariant($"C{i:00000000}"))];
        start = GC.GetAllocatedBytesForCurrentThread();
        var naive = new NaiveContactCaps(4, TimeSpan.FromDays(30), Customers);
        foreach (string name in names)
        {
            for (int c = 0; c < 4; c++)
            {
                naive.Add(name, Cases.Day(c).UtcDateTime);
            }
        }

        long ofNaive = GC.GetAllocatedBytesForCurrentThread() - start;
        start = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            _ = days.Check(i, First);
            _ = days.TryReserve(i, First);
            _ = instants.Check(i, Cases.Day0);
            _ = instants.TryReserve(i, Cases.Day0);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - start);
        // The dictionary's keys belong to it: an object's header, the length and nine characters are 40 bytes each.
        ofNaive += 40 * Customers;
        Assert.True(ofNaive >= 12 * ofDays, $"{ofNaive} and {ofDays} bytes");
        Assert.True(ofNaive >= 6 * ofInstants, $"{ofNaive} and {ofInstants} bytes");
    }

    [Fact]
    public void Days_that_were_forgotten_and_customers_with_too_many_contacts_are_for_the_rules()
    {
        var index = DayContactIndex.For(ContactRule.AtMost(4).WithinDays(7), 1, First);
        foreach (int day in new[] { 0, 1, 2, 3, 4 })
        {
            index.Add(0, First.AddDays(day));
        }

        Assert.Equal(IndexAnswer.AskRules, index.Check(0, First.AddDays(30)));
        index.Clear(0);
        Assert.Equal(IndexAnswer.Admitted, index.Check(0, First.AddDays(30)));
        index.Forget(First.AddDays(5));
        index.Forget(First.AddDays(2));
        Assert.Equal((IndexAnswer.AskRules, First.AddDays(5)), (index.Check(0, First.AddDays(4)), index.FirstDay));
        Assert.Equal(IndexAnswer.AskRules, index.Check(0, First.AddDays(70_000)));
    }

    private static bool Reserved(Subject index, int customer, int place, List<int>[] told) =>
        Count(index, customer, place) > told[customer].Count(p => p == place) || index.Reserve(customer, place) == IndexAnswer.Admitted;

    // How often a place is held, found by giving all of it back and taking it again.
    private static int Count(Subject index, int customer, int place)
    {
        int held = 0;
        while (index.Release(customer, place))
        {
            held++;
        }

        for (int i = 0; i < held; i++)
        {
            index.Add(customer, place);
        }

        return held;
    }

    private static bool Naive(ContactRule rule, List<int> places, int place)
    {
        Contact candidate = Cases.Contact(Cases.Day(place));
        return NaiveAdmission.Admits(rule, Cases.Context(candidate, [.. places.Select(p => Cases.Contact(Cases.Day(p)))]), candidate.At, candidate.LocalDate);
    }
}
