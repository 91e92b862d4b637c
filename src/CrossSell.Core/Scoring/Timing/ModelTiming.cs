namespace CrossSell;

/// <summary>The timing of a model, which of the model's products each of its places is, and which moments are compared.</summary>
internal sealed class ModelTiming
{
    private readonly int[] _productOf;
    private readonly int[] _placeOf;

    /// <param name="timing">When products are bought.</param>
    /// <param name="productOf">For each place of the timing a product of the model, each once.</param>
    /// <param name="products">How many products the model has.</param>
    /// <param name="moments">Which moments are compared; kept.</param>
    /// <exception cref="InvalidDataException">The places are not those of different products, or the moments are out of range.</exception>
    public ModelTiming(ProductTiming timing, int[] productOf, int products, MomentOptions moments)
    {
        if (productOf.Length != timing.ProductCount)
        {
            throw new InvalidDataException($"the timing has {timing.ProductCount} products, and {productOf.Length} are named");
        }

        if (moments.Validate() is { Count: > 0 } failures)
        {
            throw new InvalidDataException(failures[0]);
        }

        Timing = timing;
        Moments = moments;
        _productOf = productOf;
        _placeOf = new int[products];
        Array.Fill(_placeOf, -1);
        for (int place = 0; place < productOf.Length; place++)
        {
            if ((uint)productOf[place] >= (uint)products || _placeOf[productOf[place]] >= 0)
            {
                throw new InvalidDataException($"place {place} of the timing is product {productOf[place]}, of {products}");
            }

            _placeOf[productOf[place]] = place;
        }
    }

    public ProductTiming Timing { get; }

    public MomentOptions Moments { get; }

    public ReadOnlySpan<int> Products => _productOf;

    /// <summary>The model's product at a place of the timing.</summary>
    public int ProductOf(int place) => _productOf[place];

    /// <summary>The place of a product of the model; -1 when the timing does not know it.</summary>
    public int PlaceOf(int product) => _placeOf[product];

    /// <summary>Learns the timing of a model from a history; null where no purchase of a customer has a time, or nobody bought on a second day.</summary>
    public static ModelTiming? Learn(IProductTimingTrainer trainer, MomentOptions moments, PurchaseHistory history, IReadOnlyList<Product> products, CancellationToken cancellationToken)
    {
        if (history.LastTime is null || history.Customers.Count == 0)
        {
            return null;
        }

        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int p = 0; p < products.Count; p++)
        {
            places.Add(products[p].Id.Value, p);
        }

        ProductTiming timing = trainer.Train(history, cancellationToken);
        if (timing.FirstHazards.Concat(timing.RepeatHazards).Concat(timing.Hazards).All(hazard => hazard == 0))
        {
            return null;
        }

        return timing.Validate() is not { Count: > 0 } faults && timing.ProductCount == history.Products.Count
            ? new ModelTiming(timing, [.. history.Products.Select(id => places[id])], products.Count, moments.Copy())
            : throw new InvalidOperationException($"{trainer.GetType().Name} timed {timing.ProductCount} products, and the history has {history.Products.Count}. {string.Join(' ', timing.Validate())}");
    }

    public void Write(BinaryWriter writer)
    {
        Numbers.Write(writer, _productOf);
        writer.Write(Moments.WithinDays);
        writer.Write(Moments.WindowDays);
        TimingCodec.Write(writer, Timing);
    }

    /// <exception cref="InvalidDataException">The numbers contradict each other.</exception>
    public static ModelTiming Read(BinaryReader reader, int products)
    {
        int[] productOf = Numbers.ReadInts(reader);
        var moments = new MomentOptions { WithinDays = reader.ReadInt32(), WindowDays = reader.ReadInt32() };
        return new ModelTiming(TimingCodec.Read(reader), productOf, products, moments);
    }
}
