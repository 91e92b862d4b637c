using Microsoft.ML.Data;

namespace CrossSell.MLNet.Pipeline;

/// <summary>From a row's products to its offers.</summary>
internal static class Offers
{
    public static void Fill(CrossSellModel model, int count, BasketRow basket, OfferRow offer)
    {
        var products = new List<ProductId>();
        foreach (ReadOnlyMemory<char> id in basket.Products.GetValues())
        {
            if (!id.Span.IsWhiteSpace())
            {
                products.Add(new ProductId(id.ToString()));
            }
        }

        IReadOnlyList<Recommendation> found = model.RecommendWith(products, count);
        offer.Recommendations = new VBuffer<ReadOnlyMemory<char>>(found.Count, [.. found.Select(offered => offered.Product.Value.AsMemory())]);
        offer.Scores = new VBuffer<float>(found.Count, [.. found.Select(offered => (float)offered.Score)]);
    }
}
