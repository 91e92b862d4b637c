namespace CrossSell;

/// <summary>What every scorer checks of its arguments.</summary>
internal static class ScoreVector
{
    public static void Require(ReadOnlySpan<float> scores, IProductScorer scorer)
    {
        if (scores.Length != scorer.ProductCount)
        {
            throw new ArgumentException($"'{scorer.Name}' scores {scorer.ProductCount} products; there is room for {scores.Length}.", nameof(scores));
        }
    }

    /// <summary>Refuses products that the scorer does not know: a dense row would be read past its end.</summary>
    public static void RequireKnown(in CustomerPurchases customer, IProductScorer scorer)
    {
        foreach (int product in customer.Products)
        {
            if ((uint)product >= (uint)scorer.ProductCount)
            {
                throw new ArgumentException($"The customer has product {product}, and '{scorer.Name}' knows {scorer.ProductCount} products, from 0.", nameof(customer));
            }
        }
    }

    public static void RequireProduct(int product, IProductScorer scorer)
    {
        if ((uint)product >= (uint)scorer.ProductCount)
        {
            throw new ArgumentOutOfRangeException(nameof(product), product, $"'{scorer.Name}' scores {scorer.ProductCount} products, from 0.");
        }
    }
}
