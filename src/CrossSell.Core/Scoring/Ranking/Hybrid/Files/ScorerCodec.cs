namespace CrossSell;

/// <summary>Writes the ways of scoring that a model file can hold, and reads them back.</summary>
/// <remarks>Of a sparse row the partners are written as differences of 7 bits and more: about 5.3 bytes a weight.</remarks>
internal static class ScorerCodec
{
    private const byte Sparse = 1;
    private const byte Dense = 2;
    private const byte Vector = 3;

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
            default:
                throw new NotSupportedException($"Part '{scorer.Name}' is a {scorer.GetType().Name}; a model file holds {nameof(ItemItemScorer)} and {nameof(ProductVectorScorer)}. Fit the ranking without it to save the model.");
        }
    }

    /// <exception cref="InvalidDataException">The kind is none of these.</exception>
    /// <exception cref="ArgumentException">The numbers are not those of a scorer.</exception>
    public static IProductScorer Read(BinaryReader reader)
    {
        byte kind = reader.ReadByte();
        string name = reader.ReadString();
        if (kind == Vector)
        {
            return new ProductVectorScorer(name, (ScoreCause)reader.ReadInt32(), Numbers.ReadFloats(reader));
        }

        var combination = (ScoreCombination)reader.ReadInt32();
        OwnedWeighting owned = (reader.ReadBoolean() ? OwnedWeighting.LogBaskets : OwnedWeighting.Binary).WithDecay(reader.ReadDouble());
        if (kind == Dense)
        {
            int products = reader.ReadInt32();
            return ItemItemScorer.Dense(name, products, Numbers.ReadFloats(reader), combination, owned);
        }

        if (kind != Sparse)
        {
            throw new InvalidDataException($"a part is of kind {kind}");
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

    private static void WriteItems(BinaryWriter writer, ItemItemScorer items)
    {
        writer.Write(items.IsDense ? Dense : Sparse);
        writer.Write(items.Name);
        writer.Write((int)items.Combination);
        writer.Write(items.Owned.CountsBaskets);
        writer.Write(items.Owned.HalfLifeDays);
        if (items.IsDense)
        {
            writer.Write(items.ProductCount);
            Numbers.Write(writer, items.Weights.Span);
            return;
        }

        int[] starts = new int[items.ProductCount + 1];
        for (int product = 0; product < items.ProductCount; product++)
        {
            starts[product + 1] = starts[product] + items.PartnersOf(product).Length;
        }

        Numbers.Write(writer, starts);
        writer.Write(starts[^1]);
        for (int product = 0; product < items.ProductCount; product++)
        {
            int before = -1;
            foreach (int partner in items.PartnersOf(product))
            {
                writer.Write7BitEncodedInt(partner - before - 1);
                before = partner;
            }
        }

        Numbers.Write(writer, items.Weights.Span);
    }
}
