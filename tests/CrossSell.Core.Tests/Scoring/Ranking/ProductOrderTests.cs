using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Tests.Scoring.Ranking;

public sealed class ProductOrderTests
{
    [Fact]
    public void The_best_are_those_that_sorting_everything_gives() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new System.Random(seed);
            string[] ids = [.. Enumerable.Range(0, random.Next(1, 60)).Select(i => random.Next(2) == 0 ? $"{i * 7}" : $"x{i}é")];
            IdTable products = Matrix(ids).Products;
            var order = ProductOrder.Of(products);
            float[] scores = [.. products.Select(_ => random.Next(8) switch { 0 => float.NegativeInfinity, 1 => float.NaN, int score => score })];
            int[] owned = [.. Enumerable.Range(0, products.Count).Where(_ => random.Next(5) == 0)];
            bool[] offered = random.Next(2) == 0 ? [] : [.. products.Select(_ => random.Next(4) > 0)];
            var best = new int[random.Next(1, 20)];

            int found = order.Top(scores, owned, best, offered);

            int[] expected = [.. Enumerable.Range(0, products.Count)
                .Where(p => float.IsFinite(scores[p]) && !owned.Contains(p) && (offered.Length == 0 || offered[p]))
                .OrderByDescending(p => scores[p]).ThenBy(p => products[p], StringComparer.Ordinal).Take(best.Length)];
            Assert.Equal(expected, best[..found]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Of_equal_scores_the_id_that_is_first_by_code_points_comes_first()
    {
        IdTable products = Matrix(["9", "10", "a"]).Products;
        var best = new int[3];

        ProductOrder.Of(products).Top([1, 1, 1], [], best);

        Assert.Equal(["10", "9", "a"], best.Select(product => products[product]));
    }

    [Fact]
    public void Columns_of_another_length_are_refused() =>
        Assert.Contains("2 products, 1 scores", Assert.Throws<ArgumentException>(() => ProductOrder.Of(Matrix(["a", "b"]).Products).Top([1], [], new int[1])).Message, StringComparison.Ordinal);

    private static PurchaseMatrix Matrix(IEnumerable<string> products)
    {
        var builder = new PurchaseMatrixBuilder();
        foreach (string product in products)
        {
            builder.Add("c", product);
        }

        return builder.Build();
    }
}
