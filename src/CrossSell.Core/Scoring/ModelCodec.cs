using System.Globalization;
using System.Text;
using CrossSell.Mining;

namespace CrossSell;

/// <summary>Writes what a model knows as sections, and reads it back: data only, nothing that runs.</summary>
internal static class ModelCodec
{
    private const string ModelSection = "model";
    private const string ProductsSection = "products";
    private const string RulesSection = "rules";
    private const string ScorerSection = "scorer";
    private const string PropensitySection = "propensity";
    private const string RankingSection = "ranking";
    private const string TimingSection = "timing";
    private const int SectionVersion = 1;

    // Columns that are used where they lie, and beside them what they compile to. Version 1 is read still, and compiled.
    private const int FlatRulesVersion = 2;
    private const int RuleColumns = 5;

    // Version 2 has effects as columns that are used where they lie; version 1 is read still, and copied.
    private const int PropensityVersion = 2;

    // Who reads version 1 alone would pass the section over that it does not know, and score by rules what was learned otherwise.
    private const int ModelVersionWithPropensity = 2;
    private const int ModelVersionWithRanking = 3;

    public static IReadOnlyList<FileSection> Encode(ModelContent content, CompiledScorer scorer) =>
    [
        new FileSection(ModelSection, VersionOf(content), Write(writer =>
        {
            writer.Write((int)content.Unit);
            writer.Write(content.Transactions);
        })),
        new FileSection(ProductsSection, SectionVersion, Write(writer => WriteProducts(writer, content))),
        new FileSection(RulesSection, FlatRulesVersion, WriteRules(content.Rules)),
        new FileSection(ScorerSection, SectionVersion, scorer.ToSection()),
        .. content.Propensity is { } propensity ? [new FileSection(PropensitySection, PropensityVersion, Write(writer => PropensityCodec.Write(writer, propensity, asColumns: true)))] : Array.Empty<FileSection>(),
        .. content.Ranking is { } ranking ? [new FileSection(RankingSection, RankingCodec.VersionOf(ranking), Write(writer => RankingCodec.Write(writer, ranking)))] : Array.Empty<FileSection>(),

        // An earlier release passes it over and makes the same offers, without their moments.
        .. content.Timing is { } timing ? [new FileSection(TimingSection, SectionVersion, Write(timing.Write))] : Array.Empty<FileSection>(),
    ];

    /// <exception cref="ModelFormatException">A section is missing, from a later release, or does not hold what it must.</exception>
    public static (ModelContent Content, CompiledScorer Scorer) Decode(IReadOnlyList<FileSection> sections, string source)
    {
        using SectionReader model = Open(sections, ModelSection, source, ModelVersionWithRanking);
        using SectionReader products = Open(sections, ProductsSection, source);
        FileSection rules = Find(sections, RulesSection, source, FlatRulesVersion);
        FileSection? scorer = rules.Version == FlatRulesVersion ? Find(sections, ScorerSection, source) : null;
        try
        {
            var unit = (TransactionUnit)model.ReadInt32();
            int transactions = model.ReadInt32();
            ModelContent content = ReadProducts(products, unit, transactions) with { Rules = ReadRules(rules), Propensity = ReadPropensity(sections, source) };
            content = content with { Ranking = ReadRanking(sections, source, content.Products.Count), Timing = ReadTiming(sections, source, content.Products.Count) };
            return !IsConsistent(content) ? throw new InvalidDataException("its numbers contradict each other")
                : (content, scorer is null ? new CompiledScorer(content) : CompiledScorer.FromSection(content, scorer.Content));
        }
        catch (Exception problem) when (problem is EndOfStreamException or InvalidDataException or ArgumentException or FormatException or OverflowException)
        {
            throw new ModelFormatException(source, $"its checksums are right, but {problem.Message.TrimEnd('.')}; it was not written by a CrossSell release", problem);
        }
    }

    // A model has propensity or a ranking, or neither.
    private static int VersionOf(ModelContent content) => content.Ranking is not null ? ModelVersionWithRanking : content.Propensity is not null ? ModelVersionWithPropensity : SectionVersion;

    private static int VersionOf(IReadOnlyList<FileSection> sections) => sections.First(s => string.Equals(s.Name, ModelSection, StringComparison.Ordinal)).Version;

    private static ModelRanking? ReadRanking(IReadOnlyList<FileSection> sections, string source, int products)
    {
        if (VersionOf(sections) != ModelVersionWithRanking)
        {
            return null;
        }

        using SectionReader reader = Open(sections, RankingSection, source, RankingCodec.LatestVersion);
        int version = sections.First(section => string.Equals(section.Name, RankingSection, StringComparison.Ordinal)).Version;
        return RankingCodec.Read(reader, products, version);
    }

    private static ModelTiming? ReadTiming(IReadOnlyList<FileSection> sections, string source, int products)
    {
        if (!sections.Any(section => string.Equals(section.Name, TimingSection, StringComparison.Ordinal)))
        {
            return null;
        }

        using SectionReader reader = Open(sections, TimingSection, source);
        return ModelTiming.Read(reader, products);
    }

    private static ProductPropensity? ReadPropensity(IReadOnlyList<FileSection> sections, string source)
    {
        if (VersionOf(sections) != ModelVersionWithPropensity)
        {
            return null;
        }

        FileSection section = Find(sections, PropensitySection, source, PropensityVersion);
        using SectionReader reader = Open(section);
        return PropensityCodec.Read(reader, asColumns: section.Version == PropensityVersion);
    }

    private static void WriteProducts(BinaryWriter writer, ModelContent content)
    {
        writer.Write(content.Products.Count);
        for (int p = 0; p < content.Products.Count; p++)
        {
            Product product = content.Products[p];
            writer.Write(product.Id.Value);
            writer.Write(content.Counts[p]);
            writer.Write(content.ForSale[p]);
            writer.Write((int)product.Kind);
            writer.Write(product.Category ?? "");
            writer.Write(product.Margin?.ToString(CultureInfo.InvariantCulture) ?? "");
            writer.Write(product.Name.Default);
            IReadOnlyList<string> languages = product.Name.Languages;
            writer.Write(languages.Count);
            foreach (string language in languages)
            {
                writer.Write(language);
                writer.Write(product.Name.In(language));
            }
        }
    }

    private static ModelContent ReadProducts(BinaryReader reader, TransactionUnit unit, int transactions)
    {
        int count = ReadCount(reader, leastBytesEach: 18);
        var products = new Product[count];
        var counts = new int[count];
        var forSale = new bool[count];
        for (int p = 0; p < count; p++)
        {
            var id = new ProductId(reader.ReadString());
            counts[p] = reader.ReadInt32();
            forSale[p] = reader.ReadBoolean();
            var kind = (ProductKind)reader.ReadInt32();
            string category = reader.ReadString();
            string margin = reader.ReadString();
            var name = new LocalizedText(reader.ReadString());
            for (int languages = ReadCount(reader, leastBytesEach: 2); languages > 0; languages--)
            {
                name = name.With(reader.ReadString(), reader.ReadString());
            }

            products[p] = new Product
            {
                Id = id,
                Kind = kind,
                Category = category.Length == 0 ? null : category,
                Margin = margin.Length == 0 ? null : decimal.Parse(margin, CultureInfo.InvariantCulture),
                Name = name,
            };
        }

        return new ModelContent { Products = products, Counts = counts, ForSale = forSale, Unit = unit, Transactions = transactions, Rules = RuleBook.Empty };
    }

    private static byte[] WriteRules(RuleBook rules) => FlatSection.Write(
        [FlatColumn.Of(rules.AntecedentStarts), FlatColumn.Of(rules.Antecedents), FlatColumn.Of(rules.Consequents), FlatColumn.Of(rules.Both), FlatColumn.Of(rules.WithAntecedent)]);

    private static RuleBook ReadRules(FileSection section)
    {
        if (section.Version == FlatRulesVersion)
        {
            FlatSection.FlatReader flat = FlatSection.Read(section.Content, RuleColumns);
            return new RuleBook(flat.Next<int>(), flat.Next<int>(), flat.Next<int>(), flat.Next<int>(), flat.Next<int>());
        }

        using SectionReader reader = Open(section);
        int[][] columns = [.. Enumerable.Range(0, RuleColumns).Select(_ => Numbers.ReadInts(reader))];
        return new RuleBook(columns[0], columns[1], columns[2], columns[3], columns[4]);
    }

    /// <summary>Everything that scoring relies on without looking: a file that passes cannot make it read outside its arrays.</summary>
    private static bool IsConsistent(ModelContent content)
    {
        int products = content.Products.Count;
        RuleBook rules = content.Rules;
        bool shape = Enum.IsDefined(content.Unit)
            && content.Transactions >= 0
            && content.Products.All(p => Enum.IsDefined(p.Kind))
            && content.Products.Select(p => p.Id).Distinct().Count() == products
            && (content.Propensity is null || content.Propensity.Products.Select(facts => facts.Product).SequenceEqual(content.Products.Select(p => p.Id)))
            && Array.TrueForAll(content.Counts, c => c >= 0 && c <= content.Transactions)
            && rules.AntecedentStarts.Length == rules.Count + 1
            && rules.Both.Length == rules.Count
            && rules.WithAntecedent.Length == rules.Count
            && rules.AntecedentStarts[0] == 0
            && rules.AntecedentStarts[^1] == rules.Antecedents.Length
            && AreBelow(rules.Antecedents, products)
            && AreBelow(rules.Consequents, products);
        for (int r = 0; shape && r < rules.Count; r++)
        {
            shape = rules.AntecedentStarts[r] < rules.AntecedentStarts[r + 1]
                && rules.AntecedentStarts[r + 1] <= rules.Antecedents.Length
                && rules.Both[r] >= 0
                && rules.Both[r] <= rules.WithAntecedent[r]
                && rules.WithAntecedent[r] > 0
                && rules.WithAntecedent[r] <= content.Transactions
                && rules.Both[r] <= content.Counts[rules.Consequents[r]]
                && (r == 0 || rules.Confidence(r - 1) >= rules.Confidence(r));
        }

        return shape;
    }

    private static bool AreBelow(FlatArray<int> numbers, int bound)
    {
        bool below = true;
        foreach (int number in numbers.Span)
        {
            below &= (uint)number < (uint)bound;
        }

        GC.KeepAlive(numbers.Owner);
        return below;
    }

    private static ReadOnlyMemory<byte> Write(Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        write(writer);
        writer.Flush();
        return stream.ToArray();
    }

    private static SectionReader Open(IReadOnlyList<FileSection> sections, string name, string source, int latest = SectionVersion) => Open(Find(sections, name, source, latest));

    private static SectionReader Open(FileSection section) => SectionReader.Of(section.Content);

    private static FileSection Find(IReadOnlyList<FileSection> sections, string name, string source, int latest = SectionVersion)
    {
        FileSection section = sections.FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.Ordinal))
            ?? throw new ModelFormatException(source, $"it has no section '{name}'");
        return section.Version >= 1 && section.Version <= latest
            ? section
            : throw new ModelFormatException(source, $"section '{name}' has version {section.Version}, and this release reads up to version {latest}; a later release wrote it");
    }

    // A count is checked against the bytes that are left, so that a wrong one cannot ask for gigabytes.
    internal static int ReadCount(BinaryReader reader, int leastBytesEach)
    {
        int count = reader.ReadInt32();
        long left = reader.BaseStream.Length - reader.BaseStream.Position;
        return count >= 0 && count <= left / leastBytesEach ? count : throw new InvalidDataException($"a count of {count} does not fit the {left} bytes that follow");
    }
}
