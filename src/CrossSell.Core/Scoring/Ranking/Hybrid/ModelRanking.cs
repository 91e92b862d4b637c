namespace CrossSell;

/// <summary>The ranking of a model, and which of the model's products each of its places is.</summary>
internal sealed class ModelRanking
{
    private readonly int[] _productOf;
    private readonly int[] _placeOf;

    /// <param name="ranking">The ranking.</param>
    /// <param name="productOf">For each place of the ranking a product of the model, each once.</param>
    /// <param name="products">How many products the model has.</param>
    /// <exception cref="InvalidDataException">The places are not those of different products.</exception>
    public ModelRanking(HybridRanking ranking, int[] productOf, int products)
    {
        Ranking = ranking;
        _productOf = productOf;
        _placeOf = new int[products];
        Array.Fill(_placeOf, -1);
        for (int place = 0; place < productOf.Length; place++)
        {
            if ((uint)productOf[place] >= (uint)products || _placeOf[productOf[place]] >= 0 || productOf.Length != ranking.ProductCount)
            {
                throw new InvalidDataException($"place {place} of the ranking, of {ranking.ProductCount}, is product {productOf[place]}, of {products}");
            }

            _placeOf[productOf[place]] = place;
        }
    }

    public HybridRanking Ranking { get; }

    /// <summary>Learns the ranking of a model from a history.</summary>
    /// <exception cref="PropensityTrainingException">There is nothing to learn from.</exception>
    /// <param name="trainer">Who learns.</param>
    /// <param name="about">History, customers, contacts and who learns what these say; what products are is read off the content.</param>
    /// <param name="content">The model's products.</param>
    /// <param name="cancellationToken">Ends the training.</param>
    public static ModelRanking Learn(IRankingTrainer trainer, RankingTrainingData about, ModelContent content, CancellationToken cancellationToken)
    {
        PurchaseHistory history = about.History;
        if (history.Customers.Count == 0)
        {
            throw new PropensityTrainingException("The purchases name no customers, so nothing can be learned about who buys what; load the customer column.");
        }

        var products = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int p = 0; p < content.Products.Count; p++)
        {
            products.Add(content.Products[p].Id.Value, p);
        }

        int[] productOf = [.. history.Products.Select(id => products[id])];
        string?[] categories = Array.ConvertAll(productOf, product => content.Products[product].Category);
        RankingTrainingData data = about with
        {
            Offered = Array.ConvertAll(productOf, product => content.ForSale[product]),
            Repeatable = Array.ConvertAll(productOf, product => content.Products[product].Kind == ProductKind.Repurchasable),
            Categories = Array.TrueForAll(categories, string.IsNullOrEmpty) ? null : categories,
        };
        HybridRanking ranking = trainer.Train(data, cancellationToken);
        return ranking.ProductCount == productOf.Length
            ? new ModelRanking(ranking, productOf, content.Products.Count)
            : throw new InvalidOperationException($"{trainer.GetType().Name} ranks {ranking.ProductCount} products, and the history has {productOf.Length}.");
    }

    public ReadOnlySpan<int> Products => _productOf;

    /// <summary>The model's product at a place of the ranking.</summary>
    public int ProductOf(int place) => _productOf[place];

    /// <summary>The place of a product of the model; -1 when the ranking does not know it.</summary>
    public int PlaceOf(int product) => _placeOf[product];

    /// <summary>The best offers as the model names products.</summary>
    /// <param name="customer">What the customer has bought.</param>
    /// <param name="barred">Products of the model that are not offered either, as bits.</param>
    /// <param name="best">Where they go.</param>
    public int Recommend(in CustomerPurchases customer, ReadOnlySpan<ulong> barred, Span<ScoredProduct> best)
    {
        const int OnStack = 64;
        Span<RankedProduct> ranked = best.Length <= OnStack ? stackalloc RankedProduct[best.Length] : new RankedProduct[best.Length];
        int found = Ranking.Recommend(customer, PlacesOf(barred), ranked);
        for (int i = 0; i < found; i++)
        {
            best[i] = new ScoredProduct(_productOf[ranked[i].Product], -1, ranked[i].Probability);
        }

        return found;
    }

    /// <summary>Somebody who has bought some products of the model, once each, at an unknown time.</summary>
    public CustomerPurchases Basket(ReadOnlySpan<int> products)
    {
        int[] places = [.. products.ToArray().Select(product => _placeOf[product]).Where(place => place >= 0).Order()];
        int[] once = new int[places.Length];
        Array.Fill(once, 1);
        return new CustomerPurchases(places, once, [], [], 0);
    }

    private ReadOnlySpan<int> PlacesOf(ReadOnlySpan<ulong> products)
    {
        Span<int> places = ScoreScratch.For(_placeOf.Length).Touched;
        int found = 0;
        for (int word = 0; word < products.Length; word++)
        {
            for (ulong bits = products[word]; bits != 0; bits &= bits - 1)
            {
                int product = (word << 6) + System.Numerics.BitOperations.TrailingZeroCount(bits);
                if (product < _placeOf.Length && _placeOf[product] >= 0)
                {
                    places[found++] = _placeOf[product];
                }
            }
        }

        return places[..found];
    }
}
