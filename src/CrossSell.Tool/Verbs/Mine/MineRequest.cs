using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>A checked command line of <c>crosssell mine</c>; null means the default.</summary>
internal sealed record MineRequest
{
    public required string Input { get; init; }

    public InputFormat? Format { get; init; }

    public TransactionUnit? Unit { get; init; }

    public required CsvPurchaseOptions Reading { get; init; }

    /// <summary>Null only where the best rules are asked for, with as little support as they need.</summary>
    public SupportThreshold? MinSupport { get; init; }

    public decimal? MinConfidence { get; init; }

    public double? MinLift { get; init; }

    /// <summary>The longest time of a rule in time; null for any.</summary>
    public TimeSpan? Window { get; init; }

    /// <summary>The zone in which the days of rules in time begin and end; null for UTC.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    public int? MaxLength { get; init; }

    public int? MaxAntecedent { get; init; }

    public int? MaxConsequent { get; init; }

    public long? MaxItemsets { get; init; }

    public int? MaxRules { get; init; }

    public int? Threads { get; init; }

    public MineResult What { get; init; }

    public ItemsetKind Kind { get; init; }

    public required IReadOnlyList<RuleMeasure> Measures { get; init; }

    /// <summary>The file for the result; null for standard output, or for none where a page is asked for.</summary>
    public string? Output { get; init; }

    /// <summary>The page asked for, or null.</summary>
    public PageRequest? Page { get; init; }

    /// <summary>The language of what is written for people.</summary>
    public required PageTexts Texts { get; init; }

    /// <summary>The file of products, or null.</summary>
    public ProductsRequest? Products { get; init; }

    /// <summary>Rules at and across levels; null for products alone.</summary>
    public HierarchyRequest? Levels { get; init; }

    /// <summary>The age at which a purchase counts half; null where all count the same.</summary>
    public TimeSpan? HalfLife { get; init; }

    /// <summary>The least margin to be expected of an offer that suits well; null for any.</summary>
    public double? MinMargin { get; init; }

    /// <summary>Whether the result is written beside the page.</summary>
    public bool WritesResult => Page is null || Output is not null;

    /// <summary>Which rules are wanted.</summary>
    public required WantedRules Selection { get; init; }

    /// <summary>Whether rules are chosen among all that were made, rather than by the search itself.</summary>
    public bool ChoosesLate => Selection.ChoosesLate || (Levels is not null && Selection.Top is not null);

    /// <summary>The option that asks what a customer buys after what; null when none does.</summary>
    public string? InTime => What switch { MineResult.Directed => "--directed", MineResult.Sequential => "--sequential", _ => null };

    /// <summary>Options that the user gave and that only the format csv has.</summary>
    public IReadOnlyList<string> CsvOnly { get; init; } = [];

    public RecordFormat OutputFormat { get; init; }

    /// <summary>The settings as a page tells them.</summary>
    public IReadOnlyList<(string Name, string Value)> Told(int transactions, PageTexts texts)
    {
        var options = new RuleOptions();
        var told = new List<(string, string)>();
        Add(MinSupport is not null && HalfLife is null, texts.MinSupport, texts.Whole(MinSupport?.ToCount(transactions) ?? 0));
        Add(MinSupport is not null && HalfLife is not null, texts.MinSupport, $"{MinSupport}");
        Add(HalfLife is not null, "--half-life", texts.Number(HalfLife?.TotalDays));
        Add(Levels is not null, Levels?.Path is null ? "--by-category" : "--hierarchy", "");
        Add(Levels?.MinInterest is not null, "--min-interest", texts.Number(Levels?.MinInterest));
        Add(true, texts.MinConfidence, texts.RoundPercent((double)(MinConfidence ?? (Selection.Top is null ? options.MinConfidence : 0))));
        Add(MinLift is > 0, texts.MinLift, texts.Number(MinLift));
        Add(MaxLength is not null, texts.MaxLength, texts.Whole(MaxLength ?? 0));
        Add(MaxAntecedent is not null, "--max-antecedent", texts.Whole(MaxAntecedent ?? 0));
        Add(MaxConsequent > 1, texts.MaxConsequent, texts.Whole(MaxConsequent ?? 1));
        told.AddRange(Selection.Told);
        return told;

        void Add(bool given, string name, string value)
        {
            if (given)
            {
                told.Add((name, value));
            }
        }
    }
}
