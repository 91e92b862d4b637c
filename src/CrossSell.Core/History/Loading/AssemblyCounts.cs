namespace CrossSell;

/// <summary>What building left out, for the report.</summary>
internal sealed class AssemblyCounts
{
    public long Duplicates { get; set; }

    public long ReturnsMatched { get; set; }

    public long ReturnsUnmatched { get; set; }

    public long PurchasesReturned { get; set; }
}
