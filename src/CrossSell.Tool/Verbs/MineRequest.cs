using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>A checked command line of <c>crosssell mine</c>; null means the default.</summary>
internal sealed record MineRequest
{
    public required string Input { get; init; }

    public InputFormat? Format { get; init; }

    public TransactionUnit? Unit { get; init; }

    public required CsvPurchaseOptions Reading { get; init; }

    public required SupportThreshold MinSupport { get; init; }

    public decimal? MinConfidence { get; init; }

    public double? MinLift { get; init; }

    public int? MaxLength { get; init; }

    public int? MaxConsequent { get; init; }

    public long? MaxItemsets { get; init; }

    public int? MaxRules { get; init; }

    public int? Threads { get; init; }

    public MineResult What { get; init; }

    public ItemsetKind Kind { get; init; }

    public required IReadOnlyList<RuleMeasure> Measures { get; init; }

    public string? Output { get; init; }

    public RecordFormat OutputFormat { get; init; }
}
