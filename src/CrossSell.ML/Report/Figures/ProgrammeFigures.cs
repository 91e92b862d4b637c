using CrossSell.Ledger;

namespace CrossSell.ML.Report;

/// <summary>Programme gaps by seller, and by segment where segments were given.</summary>
internal static class ProgrammeFigures
{
    /// <summary>The group of those to whom nobody has sold.</summary>
    public const string Nobody = "none";

    public static ProgrammeGaps Of(Study s, CancellationToken cancellation) => ProgrammeGaps.Of(
        s.Book.History,
        s.Book.Catalog,
        s.Book.At,
        new ProgrammeOptions
        {
            Sellers = s.Book.History.Sellers.Count > 0 ? ProgrammeGaps.SellersOf(s.Book.History, s.Book.At, Nobody) : null,
            Segments = s.Segments,
            Offers = Offers(s),
            MaxThreads = s.Options.MaxThreads,
        },
        cancellation);

    // What was offered is known where anybody's offers are.
    private static Offer[]? Offers(Study s)
    {
        if (s.Options.Facts is null)
        {
            return null;
        }

        Offer[] offers = [.. Enumerable.Range(0, s.Book.Customers).SelectMany(c => s.FactsOf(c)?.Offers ?? [])];
        return offers.Length == 0 ? null : offers;
    }
}
