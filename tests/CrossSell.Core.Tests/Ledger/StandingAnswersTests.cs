using CrossSell.Ledger;

namespace CrossSell.Core.Tests.Ledger;

public sealed class StandingAnswersTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    // A declines; B corrects A; C corrects B. D stands alone, at the instant of A.
    private static readonly OfferResponse[] s_answers =
    [
        Answer("C", 3, "B"), Answer("A", 1), Answer("D", 1), Answer("B", 2, "A"),
    ];

    [Fact]
    public void Of_a_chain_of_corrections_the_last_stands() =>
        Assert.Equal(["D", "C"], StandingAnswers.Of(s_answers).Select(answer => answer.Id));

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "A D")]
    [InlineData(2, "D B")]
    [InlineData(3, "D C")]
    public void At_an_instant_later_corrections_are_not_yet_known(int hours, string standing) =>
        Assert.Equal(standing, string.Join(' ', StandingAnswers.Until(s_answers, s_noon.AddHours(hours)).Select(answer => answer.Id)));

    [Fact]
    public void An_answer_of_the_last_instant_that_there_is_counts() =>
        Assert.Single(StandingAnswers.Of([Answer("A", 0) with { At = DateTimeOffset.MaxValue }]));

    private static OfferResponse Answer(string id, int hours, string? supersedes = null) => new()
    {
        Id = id, OfferId = "O", Customer = new CustomerId("C-1"), Product = new ProductId("home"), Kind = OfferResponseKind.Declined, Conversation = "talk", At = s_noon.AddHours(hours), Supersedes = supersedes,
    };
}
