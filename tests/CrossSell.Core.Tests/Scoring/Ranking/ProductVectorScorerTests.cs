namespace CrossSell.Tests.Scoring.Ranking;

public sealed class ProductVectorScorerTests
{
    [Fact]
    public void Everybody_gets_the_same_numbers_and_they_name_their_cause()
    {
        var scorer = new ProductVectorScorer("trend", ScoreCause.Trend, [3, 0, 5]);
        var scores = new float[3];
        var contributions = new List<ScoreContribution>();

        scorer.Score(default, scores);
        scorer.Explain(default, 2, contributions);

        Assert.Equal([3, 0, 5], scores);
        Assert.Equal([new ScoreContribution(ScoreCause.Trend, -1, 5)], contributions);
    }

    [Fact]
    public void Numbers_that_rest_on_the_customer_or_are_none_are_refused()
    {
        Assert.Contains("not on OwnedProduct", Assert.Throws<ArgumentException>(() => new ProductVectorScorer("x", ScoreCause.OwnedProduct, [1])).Message, StringComparison.Ordinal);
        Assert.Contains("product 1 of 'x' is NaN", Assert.Throws<ArgumentException>(() => new ProductVectorScorer("x", ScoreCause.Trend, [1, float.NaN])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProductVectorScorer("x", ScoreCause.Trend, [1]).Explain(default, 1, []));
    }
}
