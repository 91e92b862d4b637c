using System.Globalization;
using CrossSell.ML.Tests.Hybrid;

namespace CrossSell.ML.Tests.Ranking.Categories;

/// <summary>Category affinity beside its definition word for word.</summary>
public sealed class CategoryAffinityTests
{
    private const int Products = 20;
    private static readonly string?[] s_categories = [.. Enumerable.Range(0, Products).Select(p => p % 7 == 6 ? null : $"g{p % 4}")];
    private static readonly PurchaseMatrix s_purchases = RandomPurchases.Make(80, Products, seed: 3).WithCategories(s_categories);

    [Theory]
    [InlineData(0.5)]
    [InlineData(8)]
    public void Scores_are_what_their_definition_says_and_contributions_add_up(double strength)
    {
        IProductScorer scorer = new CategoryAffinityTrainer { Strength = strength }.Train(s_purchases);
        double all = Enumerable.Range(0, Products).Where(p => s_categories[p] is not null).Sum(p => s_purchases.BuyersOf(p).Length);
        float[] scores = new float[Products];
        for (int customer = -1; customer < s_purchases.Customers.Count; customer++)
        {
            int[] owned = customer < 0 ? [] : s_purchases[customer].Products.ToArray();
            var who = new CustomerPurchases(owned, [.. owned.Select(_ => 1)], [], [], 0);
            scorer.Score(who, scores);
            int[] counted = [.. owned.Where(p => s_categories[p] is not null)];
            for (int p = 0; p < Products; p++)
            {
                double inCategory = Enumerable.Range(0, Products).Where(q => s_categories[q] is not null && s_categories[q] == s_categories[p]).Sum(q => s_purchases.BuyersOf(q).Length);
                double expected = s_categories[p] is null ? 0
                    : (counted.Count(q => s_categories[q] == s_categories[p]) + (strength * inCategory / all)) / (counted.Length + strength) * s_purchases.BuyersOf(p).Length / inCategory;
                Assert.Equal(expected, scores[p], 1e-6);
                var said = new List<ScoreContribution>();
                scorer.Explain(who, p, said);
                Assert.Equal(expected, said.Sum(contribution => contribution.Amount), 1e-7);
                Assert.All(said.Where(contribution => contribution.Product >= 0), contribution => Assert.Equal(s_categories[p], s_categories[contribution.Product]));
            }
        }
    }

    [Fact]
    public void The_strength_is_small_where_customers_keep_to_a_category_and_great_where_they_do_not()
    {
        var loyal = new PurchaseMatrixBuilder();
        var fickle = new PurchaseMatrixBuilder();
        for (int customer = 0; customer < 60; customer++)
        {
            for (int k = 0; k < 4; k++)
            {
                loyal.Add($"{customer}", $"{((customer % 3) * 6) + ((customer + k) % 6):00}");
                fickle.Add($"{customer}", $"{((customer * 5) + (k * 7)) % 18:00}");
            }
        }

        Assert.True(Strength(loyal) <= 1);
        Assert.True(Strength(fickle) >= 10);

        static double Strength(PurchaseMatrixBuilder builder)
        {
            PurchaseMatrix purchases = builder.Build();
            return ((CategoryScorer)new CategoryAffinityTrainer().Train(purchases.WithCategories([.. purchases.Products.Select(id => $"g{int.Parse(id, CultureInfo.InvariantCulture) / 6}")]))).Strength;
        }
    }

    [Fact]
    public void Bad_settings_and_purchases_without_categories_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new CategoryAffinityTrainer { Strength = 0 }.Train(s_purchases));
        Assert.Contains("no categories", Assert.Throws<InvalidOperationException>(() => new CategoryAffinityTrainer().Train(s_purchases.WithCategories(null))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => s_purchases.WithCategories(["a"]));
        Assert.Throws<ArgumentException>(() => new CategoryScorer([0, 3], [1, 1], [0.5], 1));
    }

    [Fact]
    public void A_catalogue_with_categories_gives_the_order_one_part_more_and_the_file_keeps_it()
    {
        var market = new PlantedAttributes(300, seed: 41);
        ProductCatalog catalog = new([.. market.History.Products.Select(id => new Product { Id = new ProductId(id), Category = $"g{int.Parse(id[1..], CultureInfo.InvariantCulture) / 8}" })]);
        CrossSellModel model = new CrossSellPipelineBuilder().RankBy(new HybridTrainer(new HybridOptions { Parts = [new CategoryAffinityTrainer(), new PopularityTrainer()] })).Build().Fit(market.History, catalog);
        CrossSellModel all = new CrossSellPipelineBuilder().RankBy(new HybridTrainer()).Build().Fit(market.History, catalog);

        Assert.Contains(model.Ranking!.Weights, weight => weight is { Part: "category" } && weight.Weight != 0);
        Assert.Contains(all.Ranking!.Notes, note => note.Contains("category", StringComparison.Ordinal));
        Assert.Equal(model.ToBytes(), CrossSellModel.FromBytes(model.ToBytes()).ToBytes());
        var customer = new CustomerId(PlantedAttributes.Id(7));
        Recommendation offer = model.Recommend(customer, 1)[0];
        OfferExplanation why = model.Explain(customer, offer.Product);
        Assert.Equal(why.Logit, why.BaseLogit + why.Contributions.Sum(contribution => contribution.Contribution), 1e-9);
    }
}
