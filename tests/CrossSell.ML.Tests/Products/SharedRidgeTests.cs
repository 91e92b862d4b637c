using CrossSell.ML.Tests.Hybrid;

namespace CrossSell.ML.Tests.Products;

/// <summary>The strength of the next product's model, chosen once for several trainings on the same purchases.</summary>
public sealed class SharedRidgeTests
{
    [Fact]
    public void A_strength_taken_again_gives_the_weights_that_choosing_it_gave()
    {
        PurchaseMatrix purchases = new PlantedAttributes(400, seed: 31, hasTimes: false).Matrix();
        HistoryFeatures features = HistoryFeatures.Of(purchases);
        ProductTrainingRows rows = ProductTrainingRows.LeavingOneOut(purchases, features);
        var trainer = new ProductPropensityTrainer();
        double? ridge = null;

        ProductPropensity chosen = trainer.Train(rows, features, ref ridge, CancellationToken.None);
        double? first = ridge;
        ProductPropensity again = trainer.Train(rows, features, ref ridge, CancellationToken.None);
        double? strong = 100 * first;
        ProductPropensity stronger = trainer.Train(rows, features, ref strong, CancellationToken.None);

        Assert.InRange(first!.Value, 1, 300);
        Assert.Equal(first, ridge);
        Assert.Equal(chosen.Effects, again.Effects);
        Assert.Equal(trainer.Train(rows, features).Effects, again.Effects);
        Assert.NotEqual(chosen.Effects, stronger.Effects);
        Assert.Equal(100 * first, strong);
    }
}
