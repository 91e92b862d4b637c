using CrossSell.ML.Unknowns;

namespace CrossSell.ML;

/// <summary>Asks for attributes that are missing: for each value that they could have, what the models then say of every offer.</summary>
/// <remarks>
/// How probable a value is, is its share among the customers of whom it is known, drawn from the peers' share towards that of all. Numbers and dates are asked for in a
/// few bands with about equally many customers, each told by its median; of names only the most frequent ones count. Immutable but for what it remembers of the last
/// customers; thread-safe.
/// </remarks>
public sealed class AttributeQuestions
{
    private const int CustomersOfChunk = 2_048;
    private const double Prior = 20;

    private readonly CustomerTable _customers;
    private readonly AttributeOffer[] _offers;
    private readonly CustomerGroups? _peers;
    private readonly AttributeAnswers[] _columns;
    private Chunk? _last;

    /// <summary>Questions about some columns.</summary>
    /// <param name="customers">What is known of the customers.</param>
    /// <param name="columns">The columns that could be asked for; those of which every value is known, or none, lead to no question.</param>
    /// <param name="offers">The offers; at least one.</param>
    /// <param name="peers">Customers who are alike; null when all are.</param>
    /// <param name="mostAnswers">The most values that are told apart. Default: 5. At least 2.</param>
    /// <exception cref="ArgumentException">There is no such column, there are no offers, a margin or a cost is out of range, or peers are not one for each customer.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mostAnswers"/> is below 2.</exception>
    public AttributeQuestions(CustomerTable customers, IEnumerable<string> columns, IReadOnlyList<AttributeOffer> offers, CustomerGroups? peers = null, int mostAnswers = 5)
    {
        ArgumentNullException.ThrowIfNull(customers);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(offers);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostAnswers, 2);
        _customers = customers;
        _offers = [.. offers];
        _peers = peers;
        if (_offers.Length == 0 || Array.Exists(_offers, o => !double.IsFinite(o.Margin) || !double.IsFinite(o.Cost) || o.Cost < 0))
        {
            throw new ArgumentException($"There are {_offers.Length} offers; at least one is needed, each with a finite margin and a cost of 0 or more.", nameof(offers));
        }

        if (peers is not null && peers.Count != customers.Count)
        {
            throw new ArgumentException($"There are {peers.Count} peers for {customers.Count} customers; each customer needs one.", nameof(peers));
        }

        _columns = [.. columns.Select(Column).Where(c => c.MissingCount > 0 && c.MissingCount < c.Count).Select(c => AttributeAnswers.Of(c, peers, Prior, mostAnswers)).Where(a => a.Texts.Length > 1)];
    }

    /// <summary>The questions for one customer: one for each of the columns whose value is not known. Customers asked for one after another are worked out together.</summary>
    /// <param name="customer">The customer's row.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such customer.</exception>
    public IEnumerable<UnknownFact> Of(int customer)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)customer, (uint)_customers.Count, nameof(customer));
        int number = customer / CustomersOfChunk;
        Chunk? chunk = Volatile.Read(ref _last);
        if (chunk?.Number != number)
        {
            chunk = new Chunk(number, Work(number));
            Volatile.Write(ref _last, chunk);
        }

        return chunk.Facts[customer % CustomersOfChunk];
    }

    private List<UnknownFact>[] Work(int number)
    {
        int first = number * CustomersOfChunk;
        int end = Math.Min(_customers.Count, first + CustomersOfChunk);
        List<UnknownFact>[] facts = [.. Enumerable.Range(first, end - first).Select(_ => new List<UnknownFact>())];
        string[] needed = [.. _offers.SelectMany(o => o.Model.Columns).Distinct(StringComparer.Ordinal)];
        foreach (AttributeAnswers column in _columns)
        {
            int[] rows = [.. Enumerable.Range(first, end - first).Where(column.Column.IsMissing)];
            if (rows.Length == 0)
            {
                continue;
            }

            CustomerTable missing = _customers.Select(rows);
            double[][][] values = [.. Enumerable.Range(0, column.Texts.Length).Select(a => Values(column.With(missing, needed, a), rows))];
            for (int i = 0; i < rows.Length; i++)
            {
                int place = i;
                facts[rows[i] - first].Add(new UnknownFact(column.Column.Name,
                    [.. column.Texts.Select((text, a) => new FactAnswer(text, column.Probability(a, _peers?.Codes[rows[place]] ?? 0), [.. values[a].Select(offer => offer[place])]))]));
            }
        }

        return facts;
    }

    /// <summary>For each offer and row the expected margin less the cost; 0 where it may not be made.</summary>
    private double[][] Values(CustomerTable table, int[] rows) =>
    [
        .. _offers.Select(offer => offer.Model.Predict(table).Select((p, i) => offer.MayBeOffered is { } may && !may(rows[i]) ? 0 : (p * offer.Margin) - offer.Cost).ToArray()),
    ];

    private CustomerColumn Column(string name) => _customers.TryGetColumn(name, out CustomerColumn? column)
        ? column
        : throw new ArgumentException($"There is no column '{name}'; the table has {string.Join(", ", _customers.Columns.Take(20).Select(c => $"'{c.Name}'"))}.");

    private sealed record Chunk(int Number, List<UnknownFact>[] Facts);
}
