using CrossSell.Data;
using CrossSell.Ledger;

namespace CrossSell;

/// <summary>Reads what is known of customers beside their purchases: holdings, offers, answers, contacts, permissions, objections. docs/formats.md tells the columns.</summary>
/// <remarks>
/// Thread-safe: every call reads on its own. O(fields). Files may be packed by gzip, headers are English or German. A file is taken whole or not at all: all its
/// faults are told together.
/// </remarks>
public static class CsvLedger
{
    /// <summary>Loads holdings: <c>customer,product,from,until,source,reference</c>, of which the first two are needed.</summary>
    /// <param name="stream">The file's bytes; it stays open.</param>
    /// <param name="sourceName">What messages call the source.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <exception cref="LedgerFormatException">The file has faults; all of them are told together.</exception>
    /// <exception cref="PurchaseFormatException">The file is no whole text: empty, binary, cut off, a quote never closed.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static IReadOnlyList<HoldingRow> LoadHoldings(Stream stream, string sourceName, CsvLedgerOptions? options = null) =>
        Load(stream, sourceName, options, HoldingReader.Read);

    /// <summary>Loads answers to offers: <c>customer,product,at,answer,reason,until</c> and more, of which the first three are needed; an answer that is not stated is a decline.</summary>
    /// <remarks>An answer without an id gets one from customer, product and instant, one without an offer names its own id as that of the offer.</remarks>
    /// <inheritdoc cref="LoadHoldings"/>
    public static IReadOnlyList<OfferResponse> LoadAnswers(Stream stream, string sourceName, CsvLedgerOptions? options = null) =>
        Load(stream, sourceName, options, AnswerReader.Read);

    /// <summary>Loads offers: <c>offer,customer,product,at,state</c> and more, of which the first four are needed.</summary>
    /// <inheritdoc cref="LoadHoldings"/>
    public static IReadOnlyList<Offer> LoadOffers(Stream stream, string sourceName, CsvLedgerOptions? options = null) =>
        Load(stream, sourceName, options, OfferReader.Read);

    /// <summary>Loads contacts that were made: <c>customer,channel,at,state</c> and more, of which the first three are needed.</summary>
    /// <remarks>A contact without a key gets one from customer, channel and instant, so that reading a file twice gives the same contacts.</remarks>
    /// <inheritdoc cref="LoadHoldings"/>
    public static IReadOnlyList<ContactRow> LoadContacts(Stream stream, string sourceName, CsvLedgerOptions? options = null) =>
        Load(stream, sourceName, options, ContactReader.Read);

    /// <summary>Loads permissions: <c>customer,channel,granted,from</c> and more, all four needed.</summary>
    /// <inheritdoc cref="LoadHoldings"/>
    public static IReadOnlyList<Consent> LoadConsents(Stream stream, string sourceName, CsvLedgerOptions? options = null) =>
        Load(stream, sourceName, options, PermissionReader.Consents);

    /// <summary>Loads objections: <c>customer,contact_point,channel,purpose</c>; one of the first two is needed in every row.</summary>
    /// <inheritdoc cref="LoadHoldings"/>
    public static IReadOnlyList<ObjectionRow> LoadObjections(Stream stream, string sourceName, CsvLedgerOptions? options = null) =>
        Load(stream, sourceName, options, PermissionReader.Objections);

    internal static List<T> Load<T>(Stream stream, string sourceName, CsvLedgerOptions? options, Func<RecordTable, List<T>> read)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(sourceName);
        options ??= new CsvLedgerOptions();
        OptionFaults.ThrowIfAny(options.Validate());
        var faults = new List<BadRow>();
        using var table = new RecordTable(stream, sourceName, options, faults);
        List<T> rows = read(table);
        return faults.Count == 0 ? rows : throw new LedgerFormatException(faults);
    }
}
