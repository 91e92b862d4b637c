namespace CrossSell;

/// <summary>Writes the ways of scoring that a model file can hold, and reads them back.</summary>
/// <remarks>
/// Weights between products are columns that are used where they lie: 4 bytes a weight, and 4 more for its partner where rows are sparse. Earlier releases wrote them as lists
/// (kinds 1 and 2), with partners as differences of 7 bits and more; those are read still, and copied.
/// </remarks>
internal static class ScorerCodec
{
    private const byte Sparse = 1;
    private const byte Dense = 2;
    private const byte Vector = 3;
    private const byte Factors = 4;
    private const byte Timing = 5;
    private const byte Repurchase = 6;
    private const byte Propensity = 7;
    private const byte Category = 8;
    private const byte SparseColumns = 9;
    private const byte DenseColumns = 10;
    private const int MostFactors = 4_096;

    /// <exception cref="NotSupportedException">The scorer is of another kind.</exception>
    public static void Write(BinaryWriter writer, IProductScorer scorer)
    {
        switch (scorer)
        {
            case ItemItemScorer items:
                WriteItems(writer, items);
                break;
            case ProductVectorScorer vector:
                writer.Write(Vector);
                writer.Write(vector.Name);
                writer.Write((int)vector.Cause);
                Numbers.Write(writer, vector.Scores.Span);
                break;
            case FactorScorer factors:
                writer.Write(Factors);
                writer.Write(factors.Name);
                Write(writer, factors.Owned);
                writer.Write(factors.ProductCount);
                writer.Write(factors.Alpha);
                writer.Write(factors.Regularization);
                Numbers.Write(writer, factors.Factors.Span);
                break;
            case TimingScorer timing:
                writer.Write(Timing);
                writer.Write(timing.Name);
                writer.Write(timing.Horizon.Ticks);
                TimingCodec.Write(writer, timing.Timing);
                break;
            case RepurchaseScorer again:
                writer.Write(Repurchase);
                writer.Write(again.Name);
                Numbers.Write(writer, again.Shapes.Span);
                Numbers.Write(writer, again.MeanGaps.Span);
                Numbers.Write(writer, again.Stops.Span);
                writer.Write(again.CustomerShape);
                writer.Write(again.HorizonDays);
                break;
            case CategoryScorer category:
                writer.Write(Category);
                writer.Write(category.Name);
                Numbers.Write(writer, category.Categories.Span);
                Numbers.Write(writer, category.WithinCategory.Span);
                Numbers.Write(writer, category.Shares.Span);
                writer.Write(category.Strength);
                break;
            case PropensityScorer propensity:
                writer.Write(Propensity);
                writer.Write(propensity.Name);
                FactSchemaCodec.Write(writer, propensity.Schema);
                PropensityCodec.Write(writer, propensity.Propensity, asColumns: false);
                writer.Write(propensity.ByFacts is not null);
                if (propensity.ByFacts is { } byFacts)
                {
                    PropensityCodec.Write(writer, byFacts, asColumns: false);
                }

                break;
            default:
                throw new NotSupportedException($"Part '{scorer.Name}' is a {scorer.GetType().Name}; a model file holds {nameof(ItemItemScorer)}, {nameof(ProductVectorScorer)}, {nameof(FactorScorer)}, {nameof(TimingScorer)}, {nameof(RepurchaseScorer)}, {nameof(CategoryScorer)} and {nameof(PropensityScorer)}. Fit the ranking without it to save the model.");
        }
    }

    /// <exception cref="InvalidDataException">The kind is none of these.</exception>
    /// <exception cref="ArgumentException">The numbers are not those of a scorer.</exception>
    public static IProductScorer Read(BinaryReader reader)
    {
        byte kind = reader.ReadByte();
        string name = reader.ReadString();
        return kind switch
        {
            Sparse or Dense => ReadItems(reader, kind, name),
            SparseColumns or DenseColumns => ReadItemColumns(reader, kind, name),
            Vector => new ProductVectorScorer(name, (ScoreCause)reader.ReadInt32(), Numbers.ReadFloats(reader)),
            Factors => ReadFactors(reader, name),
            Timing => ReadTiming(reader),
            Repurchase => new RepurchaseScorer(Numbers.ReadDoubles(reader), Numbers.ReadDoubles(reader), Numbers.ReadDoubles(reader), reader.ReadDouble(), reader.ReadDouble()),
            Propensity => ReadPropensity(reader),
            Category => new CategoryScorer(Numbers.ReadInts(reader), Numbers.ReadFloats(reader), Numbers.ReadDoubles(reader), reader.ReadDouble()),
            _ => throw new InvalidDataException($"a part is of kind {kind}"),
        };
    }

    private static PropensityScorer ReadPropensity(BinaryReader reader)
    {
        CustomerFactSchema schema = FactSchemaCodec.Read(reader);
        ProductPropensity whole = PropensityCodec.Read(reader, asColumns: false);
        return new PropensityScorer(whole, reader.ReadBoolean() ? PropensityCodec.Read(reader, asColumns: false) : null, schema);
    }

    private static TimingScorer ReadTiming(BinaryReader reader)
    {
        var horizon = new TimeSpan(reader.ReadInt64());
        return new TimingScorer(TimingCodec.Read(reader), horizon);
    }

    private static FactorScorer ReadFactors(BinaryReader reader, string name)
    {
        OwnedWeighting owned = ReadWeighting(reader);
        (int products, double alpha, double regularization) = (reader.ReadInt32(), reader.ReadDouble(), reader.ReadDouble());
        float[] factors = Numbers.ReadFloats(reader);

        // Folding a customer in takes a square of the factors' number: what contradicts that is refused before it is made.
        return products > 0 && factors.Length % products == 0 && factors.Length / products <= MostFactors
            ? new FactorScorer(name, products, factors, alpha, regularization, owned)
            : throw new InvalidDataException($"{factors.Length} factors do not fit {products} products of at most {MostFactors} each");
    }

    private static ItemItemScorer ReadItems(BinaryReader reader, byte kind, string name)
    {
        var combination = (ScoreCombination)reader.ReadInt32();
        OwnedWeighting owned = ReadWeighting(reader);
        if (kind == Dense)
        {
            int products = reader.ReadInt32();
            return ItemItemScorer.Dense(name, products, Numbers.ReadFloats(reader), combination, owned);
        }

        int[] starts = Numbers.ReadInts(reader);
        int[] partners = new int[ModelCodec.ReadCount(reader, 1)];
        for (int product = 0, at = 0; product + 1 < starts.Length; product++)
        {
            for (int before = -1; at < starts[product + 1] && at < partners.Length; at++)
            {
                partners[at] = before = before + 1 + reader.Read7BitEncodedInt();
            }
        }

        return ItemItemScorer.Sparse(name, starts, partners, Numbers.ReadFloats(reader), combination, owned);
    }

    private static void Write(BinaryWriter writer, OwnedWeighting owned)
    {
        writer.Write(owned.CountsBaskets);
        writer.Write(owned.HalfLifeDays);
    }

    private static OwnedWeighting ReadWeighting(BinaryReader reader) => (reader.ReadBoolean() ? OwnedWeighting.LogBaskets : OwnedWeighting.Binary).WithDecay(reader.ReadDouble());

    private static ItemItemScorer ReadItemColumns(BinaryReader reader, byte kind, string name)
    {
        var combination = (ScoreCombination)reader.ReadInt32();
        OwnedWeighting owned = ReadWeighting(reader);
        return kind == DenseColumns
            ? ItemItemScorer.DenseIn(name, reader.ReadInt32(), Numbers.ReadColumn<float>(reader), combination, owned)
            : ItemItemScorer.SparseIn(name, Numbers.ReadColumn<int>(reader), Numbers.ReadColumn<int>(reader), Numbers.ReadColumn<float>(reader), combination, owned);
    }

    private static void WriteItems(BinaryWriter writer, ItemItemScorer items)
    {
        writer.Write(items.IsDense ? DenseColumns : SparseColumns);
        writer.Write(items.Name);
        writer.Write((int)items.Combination);
        Write(writer, items.Owned);
        if (items.IsDense)
        {
            writer.Write(items.ProductCount);
        }
        else
        {
            Numbers.WriteColumn(writer, items.Starts.Span);
            Numbers.WriteColumn(writer, items.Partners.Span);
        }

        Numbers.WriteColumn(writer, items.Weights.Span);
        GC.KeepAlive(items);
    }
}
