namespace CrossSell;

/// <summary>Writes a ranking as a section of a model file, and reads it back: data only, nothing that runs.</summary>
internal static class RankingCodec
{
    /// <summary>The version that holds weights between products as columns. 1 holds such parts, as lists, and numbers of products alone; 2 parts of every kind; 3 what is known of customers.</summary>
    public const int LatestVersion = 4;

    private const int VersionWithCustomers = 3;

    /// <summary>The least version that holds a ranking: who reads version 1 alone then says that a later release wrote it.</summary>
    public static int VersionOf(ModelRanking model) => model.Ranking.Features.Parts.Any(part => part.Scorer is ItemItemScorer) ? LatestVersion
        : model.Ranking.Features.Facts is not null || model.Ranking.Attributes is not null || model.Ranking.Propensity is not null || model.Ranking.Warm.Trees is not null ? VersionWithCustomers
        : model.Ranking.Features.Parts.All(part => part.Scorer is ProductVectorScorer) ? 1 : 2;

    public static void Write(BinaryWriter writer, ModelRanking model)
    {
        HybridRanking ranking = model.Ranking;
        HybridFeatures features = ranking.Features;
        Numbers.Write(writer, model.Products);
        Numbers.Write(writer, features.Offered);
        Numbers.Write(writer, features.Repeatable);
        writer.Write(features.CandidatesOfEach);
        writer.Write(features.RecentDays);
        writer.Write(features.Parts.Count);
        foreach (HybridPart part in features.Parts)
        {
            writer.Write(part.Scale);
            ScorerCodec.Write(writer, part.Scorer);
        }

        writer.Write(features.Columns.Count);
        foreach (HybridColumn column in features.Columns)
        {
            writer.Write(column.Part);
            writer.Write(column.Name);
            writer.Write((int)column.Cause);
            writer.Write(column.Proposes);
            Numbers.Write(writer, column.Values);
        }

        Write(writer, ranking.Warm);
        Write(writer, ranking.Cold);
        writer.Write(ranking.Slope);
        writer.Write(ranking.Shift);
        writer.Write(ranking.Horizon?.Ticks ?? 0);
        writer.Write(ranking.Notes.Count);
        foreach (string note in ranking.Notes)
        {
            writer.Write(note);
        }

        if (VersionOf(model) < VersionWithCustomers)
        {
            return;
        }

        writer.Write(features.Facts is not null);
        if (features.Facts is { } facts)
        {
            FactSchemaCodec.Write(writer, facts);
        }

        writer.Write(ranking.Attributes is not null);
        if (ranking.Attributes is { } attributes)
        {
            Write(writer, attributes);
        }

        writer.Write(ranking.Warm.Trees is not null);
        if (ranking.Warm.Trees is { } trees)
        {
            (int[] starts, int[] asked, float[] thresholds, int[] left, int[] right, double[] values, double[] covers) = trees.Arrays;
            Numbers.Write(writer, starts);
            Numbers.Write(writer, asked);
            Numbers.Write(writer, thresholds);
            Numbers.Write(writer, left);
            Numbers.Write(writer, right);
            Numbers.Write(writer, values);
            Numbers.Write(writer, covers);
        }
    }

    /// <exception cref="InvalidDataException">The numbers contradict each other.</exception>
    /// <exception cref="ArgumentException">They are not those of a ranking.</exception>
    public static ModelRanking Read(BinaryReader reader, int products, int version)
    {
        int[] productOf = Numbers.ReadInts(reader);
        bool[] offered = Numbers.ReadAnswers(reader);
        bool[] repeatable = Numbers.ReadAnswers(reader);
        int candidates = reader.ReadInt32();
        double recentDays = reader.ReadDouble();
        var parts = new HybridPart[ModelCodec.ReadCount(reader, 10)];
        for (int i = 0; i < parts.Length; i++)
        {
            double scale = reader.ReadDouble();
            parts[i] = new HybridPart(ScorerCodec.Read(reader), scale);
        }

        var columns = new HybridColumn[ModelCodec.ReadCount(reader, 10)];
        for (int i = 0; i < columns.Length; i++)
        {
            string part = reader.ReadString();
            string name = reader.ReadString();
            var cause = (ScoreCause)reader.ReadInt32();
            bool proposes = reader.ReadBoolean();
            columns[i] = Enum.IsDefined(cause) ? new HybridColumn(part, name, cause, Numbers.ReadDoubles(reader), proposes) : throw new InvalidDataException($"column '{name}' rests on {cause:D}");
        }

        HybridModel warm = ReadModel(reader);
        HybridModel cold = ReadModel(reader);
        (double slope, double shift, long horizon) = (reader.ReadDouble(), reader.ReadDouble(), reader.ReadInt64());
        string[] notes = new string[ModelCodec.ReadCount(reader, 1)];
        for (int i = 0; i < notes.Length; i++)
        {
            notes[i] = reader.ReadString();
        }

        // Rankings of earlier versions knew nothing of customers but their purchases.
        CustomerFactSchema? facts = version >= VersionWithCustomers && reader.ReadBoolean() ? FactSchemaCodec.Read(reader) : null;
        HybridModel? attributes = version >= VersionWithCustomers && reader.ReadBoolean() ? ReadModel(reader) : null;
        if (version >= VersionWithCustomers && reader.ReadBoolean())
        {
            warm = warm with { Trees = new HybridTrees(Numbers.ReadInts(reader), Numbers.ReadInts(reader), Numbers.ReadFloats(reader), Numbers.ReadInts(reader), Numbers.ReadInts(reader), Numbers.ReadDoubles(reader), Numbers.ReadDoubles(reader)) };
        }

        var features = new HybridFeatures(parts, columns, offered, repeatable, candidates, recentDays, facts);
        var ranking = new HybridRanking(features, warm, cold, slope, shift, horizon == 0 ? null : new TimeSpan(horizon), notes, attributes);
        return new ModelRanking(ranking, productOf, products);
    }

    private static void Write(BinaryWriter writer, HybridModel model)
    {
        writer.Write(model.Intercept);
        writer.Write(model.Terms.Count);
        foreach (HybridTerm term in model.Terms)
        {
            writer.Write(term.Mean);
            writer.Write(term.Deviation);
            writer.Write(term.Weight);
        }
    }

    private static HybridModel ReadModel(BinaryReader reader)
    {
        double intercept = reader.ReadDouble();
        var terms = new HybridTerm[ModelCodec.ReadCount(reader, 3 * sizeof(double))];
        for (int i = 0; i < terms.Length; i++)
        {
            terms[i] = new HybridTerm(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
        }

        return new HybridModel(intercept, terms);
    }
}
