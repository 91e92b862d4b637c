using CrossSell.ContactPolicy;
using CrossSell.Ledger;

namespace CrossSell.Tests.ContactPolicy.Index;

/// <summary>Reserves for many customers at once.</summary>
public sealed class BatchReserveTests
{
    private static readonly DateOnly First = DateOnly.FromDateTime(Cases.Day0.DateTime);

    [Fact]
    public void A_batch_answers_as_one_by_one_a_customer_who_stands_twice_asks_twice()
    {
        var one = DayContactIndex.For(ContactRule.AtMost(1).WithinDays(7), 100, First);
        var batch = DayContactIndex.For(ContactRule.AtMost(1).WithinDays(7), 100, First);
        var instants = InstantContactIndex.For(ContactRule.AtMost(1).Within(TimeSpan.FromDays(7)), 100, Cases.Day0);
        int[] customers = [.. Enumerable.Range(0, 130).Select(i => i * 7 % 100)];
        var answers = new IndexAnswer[130];
        var timed = new IndexAnswer[130];

        batch.TryReserve(customers, First, answers);
        instants.TryReserve(customers, Cases.Day0, timed);

        Assert.Equal(customers.Select(c => one.TryReserve(c, First)), answers);
        Assert.Equal(answers, timed);
        Assert.Equal(100, answers.Count(a => a == IndexAnswer.Admitted));
        Assert.Throws<ArgumentException>(() => batch.TryReserve(customers, First, new IndexAnswer[129]));
        Assert.Throws<ArgumentOutOfRangeException>(() => instants.Check(100, Cases.Day0));
        Assert.Throws<IndexOutOfRangeException>(() => batch.Check(-1, First));
    }

    [Fact]
    public void Batches_answer_as_one_by_one_while_time_passes_and_who_has_too_many_contacts_is_for_the_rules()
    {
        // Large enough for pages of 2 MB.
        const int Customers = 600_000;
        ContactRule rolling = ContactRule.AtMost(2).Within(TimeSpan.FromDays(3));
        var one = InstantContactIndex.For(rolling, Customers, Cases.Day0);
        var batch = InstantContactIndex.For(rolling, Customers, Cases.Day0);
        var oneByDays = DayContactIndex.For(ContactRule.AtMost(2).WithinDays(3), Customers, First);
        var batchByDays = DayContactIndex.For(ContactRule.AtMost(2).WithinDays(3), Customers, First);
        int[] seen = new int[3];
        var random = new Random(5);
        int[] known = [.. Enumerable.Range(0, 300).Select(_ => random.Next(Customers))];
        for (int day = 0; day < 40; day++)
        {
            int[] asked = [.. Enumerable.Range(0, 200).Select(_ => known[random.Next(known.Length)])];
            // Contacts noted ahead of time lie behind what is asked, and fill the slots of some.
            foreach (int customer in asked.Take(20))
            {
                DateTimeOffset ahead = Cases.Day(day + random.Next(1, 4));
                one.Add(customer, ahead);
                batch.Add(customer, ahead);
                oneByDays.Add(customer, First.AddDays(day + 2));
                batchByDays.Add(customer, First.AddDays(day + 2));
            }

            if (day % 3 == 0)
            {
                one.Forget(Cases.Day(day - 1));
                batch.Forget(Cases.Day(day - 1));
                oneByDays.Forget(First.AddDays(day - 1));
                batchByDays.Forget(First.AddDays(day - 1));
            }

            var answers = new IndexAnswer[asked.Length];
            batch.TryReserve(asked, Cases.Day(day), answers);
            Assert.Equal(asked.Select(customer => one.TryReserve(customer, Cases.Day(day))), answers);
            batchByDays.TryReserve(asked, First.AddDays(day), answers);
            Assert.Equal(asked.Select(customer => oneByDays.TryReserve(customer, First.AddDays(day))), answers);
            Assert.All(asked, customer => Assert.Equal(one.Check(customer, Cases.Day(day)), batch.Check(customer, Cases.Day(day))));
            foreach (IndexAnswer answer in answers)
            {
                seen[(int)answer]++;
            }
        }

        Assert.All(seen, times => Assert.True(times > 20, string.Join(' ', seen)));
        batch.TryReserve([3], Cases.Day(-30), new IndexAnswer[1]);
        Assert.Equal(IndexAnswer.AskRules, batch.Check(3, Cases.Day(-30)));
    }
}
