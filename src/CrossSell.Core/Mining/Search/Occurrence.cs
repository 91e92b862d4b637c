namespace CrossSell.Mining.Search;

/// <summary>One place where an item stands in a row, packed into a word: the row's start above, the item's position below.</summary>
internal static class Occurrence
{
    /// <summary>How many occurrences ahead the rows are fetched into the cache; about one memory latency of work.</summary>
    public const int Ahead = 8;

    public static int Start(long occurrence) => (int)(occurrence >> 32);

    public static int End(long occurrence) => (int)occurrence;
}
