using CrossSell.Data;

namespace CrossSell;

/// <summary>Reads what a campaign is planned and measured with. docs/formats.md tells the columns.</summary>
/// <remarks>Thread-safe: every call reads on its own. A file is taken whole or not at all: all its faults are told together.</remarks>
public static class CsvCampaign
{
    /// <summary>
    /// Loads candidates: <c>customer,product,propensity</c> and, optional, <c>class,zone,household,account,hour</c>; a row for each customer and product, in any order. The score of a
    /// recommendation file is taken for the propensity.
    /// </summary>
    /// <param name="stream">The file's bytes; it stays open.</param>
    /// <param name="sourceName">What messages call the source.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <exception cref="LedgerFormatException">The file has faults; all of them are told together.</exception>
    /// <exception cref="PurchaseFormatException">The file is no whole text: empty, binary, cut off, a quote never closed.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static IReadOnlyList<CampaignTarget> LoadCandidates(Stream stream, string sourceName, CsvLedgerOptions? options = null) =>
        CsvLedger.Load(stream, sourceName, options, CandidateReader.Candidates);

    /// <summary>Loads purchases to measure a campaign by: <c>customer,at,product,revenue,margin</c>, of which the first is needed; a row without a margin has its revenue as margin.</summary>
    /// <inheritdoc cref="LoadCandidates"/>
    public static IReadOnlyList<CampaignPurchase> LoadPurchases(Stream stream, string sourceName, CsvLedgerOptions? options = null) =>
        CsvLedger.Load(stream, sourceName, options, CandidateReader.Purchases);
}
