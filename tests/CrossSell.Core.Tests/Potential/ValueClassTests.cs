using CrossSell.ContactPolicy;
using CrossSell.Ledger;
using CrossSell.Tests.ContactPolicy;

namespace CrossSell.Tests.Potential;

public class ValueClassTests
{
    private static readonly ValueClassRule _rule = new(highYield: 1_000, goodYield: 300, openPotential: 500);
    private static readonly DateTimeOffset _start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1_000, 0, ValueClass.A)]
    [InlineData(999, 5_000, ValueClass.B)]
    [InlineData(300, 300, ValueClass.B)]
    [InlineData(299, 799, ValueClass.O)]
    [InlineData(299, 798, ValueClass.C)]
    [InlineData(0, double.NaN, ValueClass.O)]
    [InlineData(double.NaN, 500, ValueClass.O)]
    [InlineData(double.NaN, 499, ValueClass.C)]
    public void Classes_are_told_by_yield_and_open_potential(double yield, double potential, ValueClass expected) => Assert.Equal(expected, _rule.ClassOf(yield, potential));

    [Fact]
    public void Quantiles_give_classes_of_the_shares_asked_for()
    {
        double[] yields = [.. Enumerable.Range(0, 1_000).Select(i => (double)i)];
        double[] potentials = [.. yields.Select((y, i) => y + ((i * 7) % 1_000))];
        ValueClassRule rule = ValueClassRule.ByQuantiles(yields, potentials, 0.2, 0.3, 0.5);
        int Count(ValueClass c) => yields.Where((y, i) => rule.ClassOf(y, potentials[i]) == c).Count();

        Assert.Equal([200, 300], [Count(ValueClass.A), Count(ValueClass.B)]);
        Assert.InRange(Count(ValueClass.O), 248, 252);
    }

    [Theory]
    [InlineData(ValueClass.O, "C", ValueClass.C)]
    [InlineData(ValueClass.A, "B", ValueClass.B)]
    [InlineData(ValueClass.C, "O", ValueClass.C)]
    [InlineData(ValueClass.B, null, ValueClass.B)]
    [InlineData(ValueClass.B, "vip", ValueClass.B)]
    [InlineData(ValueClass.B, "3", ValueClass.B)]
    [InlineData(ValueClass.B, "c", ValueClass.B)]
    public void The_effective_class_is_the_worse_one(ValueClass value, string? contact, ValueClass expected) => Assert.Equal(expected, ValueClassRule.EffectiveOf(value, contact));

    [Fact]
    public void B_and_O_are_the_potential_customers() =>
        Assert.Equal([ValueClass.B, ValueClass.O], Enum.GetValues<ValueClass>().Where(ValueClassRule.IsPotential));

    [Fact]
    public void Only_an_O_becomes_C_by_declining_and_only_after_the_third_conversation()
    {
        foreach ((string value, ValueClass expected) in new[] { ("O", ValueClass.C), ("A", ValueClass.A), ("B", ValueClass.B) })
        {
            var responses = new List<OfferResponse>();
            var changes = new List<ClassChange>();
            ClassRule rule = ContactClassRule.Default.ToClassRule();
            string current = value;
            for (int k = 1; k <= 3; k++)
            {
                OfferResponse declined = Declined(k);
                responses.Add(declined);
                if (ContactClassRule.Default.Judge(declined.Customer, responses, current, DeclineTable.Default, declined.At) is { } change)
                {
                    changes.Add(change);
                    current = change.To!;
                }

                Assert.Equal(k < 3 ? Enum.Parse<ValueClass>(value) : expected, ValueClassRule.EffectiveOf(Enum.Parse<ValueClass>(value), current));
            }

            Assert.Single(changes);
            Assert.NotNull(rule);
        }
    }

    [Fact]
    public void The_history_is_one_line_of_judgements_and_changes()
    {
        ClassChange demoted = new() { Customer = new("1"), At = _start.AddDays(30), From = "O", To = "C", Reason = "declined in 3 conversations" };
        ClassChange restored = demoted with { At = _start.AddDays(90), From = "C", To = "O", Reason = "bought" };
        IReadOnlyList<ValueClassChange> line = ValueClassHistory.Of([(_start.AddDays(120), ValueClass.B), (_start, ValueClass.O)], [restored, demoted]);

        // The contact class O is worse than the value class B: it goes on holding until the ledger takes it away.
        Assert.Equal([(null, ValueClass.O), (ValueClass.O, ValueClass.C), (ValueClass.C, ValueClass.O)], line.Select(c => (c.From, c.To)));
        Assert.Equal(["judged O by yield and potential", "declined in 3 conversations", "bought"], line.Select(c => c.Reason));
        ClassChange cleared = restored with { At = _start.AddDays(130), From = "O", To = null, Reason = "cleared" };
        Assert.Equal(ValueClass.B, ValueClassHistory.Of([(_start.AddDays(120), ValueClass.B)], [demoted, restored, cleared])[^1].To);
    }

    [Fact]
    public void Whom_the_ledger_has_put_lower_may_be_contacted_less()
    {
        PolicySet policy = Cases.Policy(ContactRule.AtMost([new("A", 3), new("B", 3), new("O", 2), new("C", 0)]).Within(TimeSpan.FromDays(30)));
        bool Admits(string? contactClass) =>
            policy.Admits(Cases.Context(Cases.Contact(Cases.Day(5)) with { CustomerClass = ValueClassRule.EffectiveOf(ValueClass.O, contactClass).ToString() }, Cases.Contact(Cases.Day(0))));

        Assert.True(Admits(null));
        Assert.True(Admits("A"));
        Assert.False(Admits("C"));
    }

    [Fact]
    public void Thresholds_and_shares_that_cannot_be_are_refused()
    {
        Assert.Contains("good yield at most high yield", Assert.Throws<ArgumentException>(() => new ValueClassRule(1, 2, 0)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => ValueClassRule.ByQuantiles([1, 2], [1, 2], 0.8, 0.3));
        Assert.Throws<ArgumentException>(() => ValueClassRule.ByQuantiles([double.NaN], [1]));
        Assert.Throws<ArgumentException>(() => ValueClassRule.ByQuantiles([1, 2], [1]));
    }

    private static OfferResponse Declined(int k) => new()
    {
        Id = $"r{k}", OfferId = $"o{k}", Customer = new("1"), Product = new($"p{k}"), Kind = OfferResponseKind.Declined, Reason = DeclineReason.NoNeed, Conversation = $"c{k}", At = _start.AddDays(10 * k),
    };
}
