using System.Data.Common;
using CrossSell.Data;
using CrossSell.Mining;

namespace CrossSell;

/// <summary>A partition of <see cref="PartitionedMiner"/> that stays in its database: only items, itemsets and counts come out, never a basket.</summary>
/// <remarks>
/// <para>
/// Counting is left to the database: pairs by one self-join over the frequent items, longer itemsets by joins with the candidates, some hundred at a time. The
/// statements are WITH, JOIN, UNION ALL, GROUP BY and parameters named <c>@p0</c>, without temporary tables; they are tested with SQLite. That is for baskets
/// that may not leave; where they may, reading them and counting in memory is many times faster.
/// </para>
/// <para>
/// Items are equal where the database holds them for equal, so its comparison must tell ids apart as exactly as CrossSell does. One that takes <c>Milk</c> and
/// <c>milk</c> for one is refused; the query then has to name another collation, in SQLite <c>select basket, item collate binary</c>.
/// </para>
/// <para>Not thread-safe, as connections are not: partitions of one run need a connection each. The connection stays open and is the caller's to dispose.</para>
/// </remarks>
public sealed class DbItemsetPartition : IItemsetPartition
{
    private readonly ItemsetQueries _queries;
    private readonly int? _transactionCount;
    private Dictionary<string, object>? _valueOf;
    private bool _isCounted;

    /// <summary>Names the baskets.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="query">
    /// A SELECT of two columns, basket and item: <c>select basket_id, item_id from purchases where day = '2024-03-31'</c>. It becomes part of every statement, so it
    /// must never hold text from outside. Equal rows count once; rows without basket or item are left out.
    /// </param>
    /// <param name="transactionCount">
    /// The number of all baskets, when there are empty ones, which no row tells: at least that of the rows, with which it is compared. Null to count those of the rows.
    /// </param>
    /// <exception cref="ArgumentException">The query is empty or the number is negative.</exception>
    public DbItemsetPartition(DbConnection connection, string query, int? transactionCount = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentException.ThrowIfNullOrWhiteSpace(query);
        ArgumentOutOfRangeException.ThrowIfNegative(transactionCount ?? 0, nameof(transactionCount));
        _queries = new ItemsetQueries(connection, query);
        _transactionCount = transactionCount;
    }

    /// <inheritdoc/>
    /// <exception cref="DbException">The database fails.</exception>
    /// <exception cref="InvalidDataException">The rows have more baskets than the number that was given.</exception>
    public async Task<int> CountTransactionsAsync(CancellationToken cancellation = default)
    {
        if (_transactionCount is { } told && _isCounted)
        {
            return told;
        }

        int baskets = await _queries.CountBasketsAsync(cancellation).ConfigureAwait(false);
        if (_transactionCount < baskets)
        {
            throw new InvalidDataException(
                $"The query has {baskets} baskets, but transactionCount is {_transactionCount}; it must be the number of all baskets, empty ones included.");
        }

        _isCounted = true;
        return _transactionCount ?? baskets;
    }

    /// <inheritdoc/>
    /// <exception cref="DbException">The database fails.</exception>
    /// <exception cref="InvalidDataException">
    /// An item is no text, whole number or other value that can be an id, two values have one text, the database does not tell ids apart that differ, or the rows
    /// have more baskets than the number that was given.
    /// </exception>
    /// <exception cref="ArgumentException">The options are not valid, or ask for closed or maximal itemsets.</exception>
    /// <exception cref="InvalidOperationException">There are more itemsets than the options allow.</exception>
    public async Task<Itemsets> MineAsync(MiningOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is { Count: > 0 } failures)
        {
            throw new ArgumentException(string.Join(' ', failures), nameof(options));
        }

        if (options.Kind != ItemsetKind.All || options.MinLength > 1)
        {
            throw new ArgumentException($"Kind is {options.Kind} and MinLength {options.MinLength}; a partition finds All from 1 on.", nameof(options));
        }

        int transactions = await CountTransactionsAsync(cancellation).ConfigureAwait(false);
        int minCount = (int)Math.Min(int.MaxValue, options.MinSupport.ToCount(transactions));
        List<(object Item, int Count)> items = await _queries.CountItemsAsync(cancellation).ConfigureAwait(false);
        _valueOf = await ValuesAsync(items, cancellation).ConfigureAwait(false);
        string[] ids = [.. items.Select(item => DbText.Of(item.Item)!)];
        ItemsetsBuilder found = new(ids, transactions);
        List<int[]> level = [];
        for (int item = 0; item < ids.Length; item++)
        {
            if (items[item].Count >= minCount)
            {
                Add(found, [item], items[item].Count, options);
                level.Add([item]);
            }
        }

        for (int length = 2; level.Count > 1 && length <= (options.MaxLength ?? int.MaxValue); length++)
        {
            List<(int[] Items, int Count)> next = length == 2
                ? await PairsAsync(ids, minCount, cancellation).ConfigureAwait(false)
                : await CountAsync(CandidateLevel.Next(level), ids, cancellation).ConfigureAwait(false);
            level.Clear();
            foreach ((int[] itemset, int count) in next.Where(counted => counted.Count >= minCount))
            {
                Add(found, itemset, count, options);
                level.Add(itemset);
            }
        }

        return found.Build(cancellation);
    }

    /// <inheritdoc/>
    /// <exception cref="DbException">The database fails.</exception>
    /// <exception cref="InvalidDataException">
    /// An item is no text, whole number or other value that can be an id, two values have one text, the database does not tell ids apart that differ, or the rows
    /// have more baskets than the number that was given.
    /// </exception>
    public async Task<int[]> CountAsync(Itemsets candidates, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        Dictionary<string, object> valueOf = _valueOf ?? await ValuesAsync(await _queries.CountItemsAsync(cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        _valueOf = valueOf;
        int[] counts = new int[candidates.Count];
        int[] known =
        [
            .. Enumerable.Range(0, candidates.Count).Where(place => candidates[place].Items.All(valueOf.ContainsKey)),
        ];
        foreach (IGrouping<int, int> ofLength in known.GroupBy(place => candidates[place].Length))
        {
            int[] places = [.. ofLength];
            object[][] values = [.. places.Select(place => candidates[place].Items.Select(id => valueOf[id]).ToArray())];
            int[] ofPlaces = await _queries.CountAsync(values, cancellation).ConfigureAwait(false);
            for (int i = 0; i < places.Length; i++)
            {
                counts[places[i]] = ofPlaces[i];
            }
        }

        return counts;
    }

    private async Task<List<(int[] Items, int Count)>> CountAsync(List<int[]> candidates, string[] ids, CancellationToken cancellation)
    {
        object[][] values = [.. candidates.Select(candidate => candidate.Select(item => _valueOf![ids[item]]).ToArray())];
        int[] counts = await _queries.CountAsync(values, cancellation).ConfigureAwait(false);
        return [.. candidates.Zip(counts)];
    }

    private async Task<List<(int[] Items, int Count)>> PairsAsync(string[] ids, int minCount, CancellationToken cancellation)
    {
        Dictionary<string, int> indexOf = [];
        for (int item = 0; item < ids.Length; item++)
        {
            indexOf.Add(ids[item], item);
        }

        List<(int[], int)> pairs = [];
        foreach ((object left, object right, int count) in await _queries.CountPairsAsync(minCount, cancellation).ConfigureAwait(false))
        {
            int[] pair = [IndexOf(left), IndexOf(right)];
            Array.Sort(pair);
            pairs.Add((pair, count));
        }

        pairs.Sort((x, y) => x.Item1.AsSpan().SequenceCompareTo(y.Item1));
        return pairs;

        // Another spelling of an item that was counted under the first.
        int IndexOf(object item) => indexOf.TryGetValue(DbText.Of(item) ?? "", out int index) ? index : throw NotToldApart($"{item}", "another id");
    }

    private async Task<Dictionary<string, object>> ValuesAsync(List<(object Item, int Count)> items, CancellationToken cancellation)
    {
        Dictionary<string, object> values = Values(items);

        // Which spellings a comparison has thrown together, no portable statement tells; whether it heeds case, one that occurs nowhere does.
        (string Id, string Other) probe = values.Where(value => value.Value is string).Select(value => (value.Key, Recased(value.Key)))
            .Where(pair => !values.ContainsKey(pair.Item2))
            .OrderByDescending(pair => pair.Key.Any(char.IsAsciiLetter)).FirstOrDefault();
        return probe.Id is not null && await _queries.CountRowsOfAsync(probe.Other, cancellation).ConfigureAwait(false) > 0
            ? throw NotToldApart(probe.Other, $"'{probe.Id}'")
            : values;
    }

    private static string Recased(string id) => id.ToUpperInvariant() is var upper && upper != id ? upper : id.ToLowerInvariant();

    private static InvalidDataException NotToldApart(string item, string from) => new(
        $"The database does not tell the item '{item}' from {from}; ids must differ where one character does. Name a collation in the query that compares exactly, such as 'item collate binary' in SQLite.");

    private static Dictionary<string, object> Values(List<(object Item, int Count)> items)
    {
        Dictionary<string, object> values = new(StringComparer.Ordinal);
        foreach ((object item, _) in items)
        {
            string id = DbText.Of(item) is { Length: > 0 } text
                ? text
                : throw new InvalidDataException($"The item {item} is a {item.GetType().Name}; it must be a text, a whole number or another value that can be an id.");
            if (!values.TryAdd(id, item))
            {
                throw new InvalidDataException($"The item '{id}' stands there as a {values[id].GetType().Name} and as a {item.GetType().Name}; one id must be one value.");
            }
        }

        return values;
    }

    private static void Add(ItemsetsBuilder found, int[] itemset, int count, MiningOptions options)
    {
        if (found.Count == options.MaxItemsets)
        {
            throw new InvalidOperationException($"The partition has more itemsets than MaxItemsets = {options.MaxItemsets} allows; raise the minimum support or MaxItemsets.");
        }

        found.Add(itemset, count);
    }
}
