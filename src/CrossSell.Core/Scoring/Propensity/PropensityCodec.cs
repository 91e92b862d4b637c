namespace CrossSell;

/// <summary>Writes what was learned of propensity as a section of a model file, and reads it back: data only, nothing that runs.</summary>
internal static class PropensityCodec
{
    /// <param name="writer">Where to.</param>
    /// <param name="propensity">What was learned.</param>
    /// <param name="asColumns">Whether effects are columns that are used where they lie, and not lists.</param>
    public static void Write(BinaryWriter writer, ProductPropensity propensity, bool asColumns)
    {
        writer.Write((int)propensity.Link);
        writer.Write(propensity.Horizon?.Ticks ?? 0);
        WriteHistory(writer, propensity.History);
        writer.Write(propensity.Fields.Count);
        foreach (PropensityField field in propensity.Fields)
        {
            writer.Write(field.Name);
            writer.Write((int)field.Kind);
            writer.Write(field.IsProtected);
            writer.Write(field.Source is not null);
            if (field.Source is { } source)
            {
                WriteFeature(writer, source);
            }

            Numbers.Write(writer, (double[])[.. field.Cuts]);
            WriteTexts(writer, field.Levels);
        }

        writer.Write(propensity.Products.Count);
        foreach (ProductPropensityFacts facts in propensity.Products)
        {
            writer.Write(facts.Product.Value);
            writer.Write(facts.Buyers);
            writer.Write(facts.Candidates);
            writer.Write(facts.IsLearned);
        }

        Numbers.Write(writer, propensity.Intercepts);
        if (asColumns)
        {
            Numbers.WriteColumn(writer, propensity.EffectNumbers.Span);
            Numbers.WriteColumn(writer, propensity.MeanEffectNumbers.Span);
        }
        else
        {
            Numbers.Write(writer, propensity.EffectNumbers.Span);
            Numbers.Write(writer, propensity.MeanEffectNumbers.Span);
        }

        Numbers.Write(writer, propensity.RuleSlopes);
        Numbers.Write(writer, propensity.RuleMeans);
        WriteTexts(writer, propensity.Notes);
        GC.KeepAlive(propensity);
    }

    /// <param name="reader">Where from.</param>
    /// <param name="asColumns">As it was written.</param>
    /// <exception cref="InvalidDataException">The numbers contradict each other.</exception>
    public static ProductPropensity Read(BinaryReader reader, bool asColumns)
    {
        var link = (PropensityLink)reader.ReadInt32();
        long horizon = reader.ReadInt64();
        HistoryFeatures history = ReadHistory(reader);
        var fields = new PropensityField[ReadCount(reader, 18)];
        for (int f = 0; f < fields.Length; f++)
        {
            string name = reader.ReadString();
            var kind = (CustomerColumnKind)reader.ReadInt32();
            bool isProtected = reader.ReadBoolean();
            HistoryFeature? source = reader.ReadBoolean() ? ReadFeature(reader) : null;
            double[] cuts = Numbers.ReadDoubles(reader);
            string[] levels = ReadTexts(reader);
            fields[f] = kind == CustomerColumnKind.Categorical ? PropensityField.OfLevels(name, levels, isProtected) : PropensityField.OfNumbers(name, kind, cuts, source, isProtected);
        }

        var products = new ProductPropensityFacts[ReadCount(reader, 10)];
        for (int p = 0; p < products.Length; p++)
        {
            products[p] = new ProductPropensityFacts(new ProductId(reader.ReadString()), reader.ReadInt32(), reader.ReadInt32(), reader.ReadBoolean());
        }

        var propensity = new ProductPropensity
        {
            Link = link,
            Horizon = horizon == 0 ? null : new TimeSpan(horizon),
            History = history,
            Fields = fields,
            Products = products,
            Intercepts = Numbers.ReadDoubles(reader),
            Effects = [],
            MeanEffects = [],
            EffectNumbers = asColumns ? Numbers.ReadColumn<double>(reader) : Numbers.ReadDoubles(reader),
            MeanEffectNumbers = asColumns ? Numbers.ReadColumn<double>(reader) : Numbers.ReadDoubles(reader),
            RuleSlopes = Numbers.ReadDoubles(reader),
            RuleMeans = Numbers.ReadDoubles(reader),
            Notes = ReadTexts(reader),
        };
        return propensity.Validate() is { Count: > 0 } faults ? throw new InvalidDataException(faults[0]) : propensity;
    }

    private static void WriteHistory(BinaryWriter writer, HistoryFeatures history)
    {
        writer.Write(history.Columns.Count);
        foreach (HistoryFeature column in history.Columns)
        {
            WriteFeature(writer, column);
        }

        WriteTexts(writer, [.. history.Repurchasable.Order(StringComparer.Ordinal)]);
        string[] categorised = [.. history.Categories.Keys.Order(StringComparer.Ordinal)];
        WriteTexts(writer, categorised);
        WriteTexts(writer, [.. categorised.Select(id => history.Categories[id])]);
    }

    private static HistoryFeatures ReadHistory(BinaryReader reader)
    {
        var columns = new HistoryFeature[ReadCount(reader, 5)];
        for (int c = 0; c < columns.Length; c++)
        {
            columns[c] = ReadFeature(reader);
        }

        HashSet<string> repurchasable = new(ReadTexts(reader), StringComparer.Ordinal);
        string[] ids = ReadTexts(reader);
        string[] categories = ReadTexts(reader);
        return ids.Length == categories.Length
            ? new HistoryFeatures(columns, repurchasable, ids.Zip(categories).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal))
            : throw new InvalidDataException($"{ids.Length} products have {categories.Length} categories");
    }

    private static void WriteFeature(BinaryWriter writer, HistoryFeature feature)
    {
        writer.Write((int)feature.Kind);
        writer.Write(feature.Subject ?? "");
    }

    private static HistoryFeature ReadFeature(BinaryReader reader)
    {
        var kind = (HistoryFeatureKind)reader.ReadInt32();
        string subject = reader.ReadString();
        return Enum.IsDefined(kind) ? new HistoryFeature(kind, subject.Length == 0 ? null : subject) : throw new InvalidDataException($"the kind of a column is {kind:D}");
    }

    private static void WriteTexts(BinaryWriter writer, IReadOnlyList<string> texts)
    {
        writer.Write(texts.Count);
        foreach (string text in texts)
        {
            writer.Write(text);
        }
    }

    private static string[] ReadTexts(BinaryReader reader)
    {
        var texts = new string[ReadCount(reader, 1)];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = reader.ReadString();
        }

        return texts;
    }

    private static int ReadCount(BinaryReader reader, int leastBytesEach) => ModelCodec.ReadCount(reader, leastBytesEach);
}
