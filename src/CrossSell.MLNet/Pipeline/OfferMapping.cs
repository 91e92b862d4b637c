using Microsoft.ML.Transforms;

namespace CrossSell.MLNet.Pipeline;

/// <summary>Offers by the model that the row brings along; found by name when ML.NET reads a model file.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class OfferMapping : CustomMappingFactory<ModelBasketRow, OfferRow>
{
    public const string Contract = "CrossSell.Offers";

    public override Action<ModelBasketRow, OfferRow> GetMapping() => static (basket, offer) =>
    {
        (CrossSellModel model, int count) = ModelText.Read(basket.Model);
        Offers.Fill(model, count, basket, offer);
    };
}
