namespace CrossSell.Mining;

/// <summary>Sequences of baskets: for each customer what he bought first, what next, and so on.</summary>
/// <remarks>
/// Flat arrays: 4 bytes an item, 12 a basket, 4 a sequence. Items are numbered as in <see cref="Transactions"/>. An item counts once in a basket, and may come again
/// in later ones. Immutable, therefore safe for any number of threads.
/// </remarks>
public sealed class SequenceDatabase
{
    private readonly int[] _starts;
    private readonly long[] _times;
    private readonly Transactions _baskets;

    private SequenceDatabase(int[] starts, long[] times, Transactions baskets, bool hasTimes)
    {
        _starts = starts;
        _times = times;
        _baskets = baskets;
        HasTimes = hasTimes;
    }

    /// <summary>The number of sequences, empty ones included: the n of every rule.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>The number of baskets in all sequences.</summary>
    public int BasketCount => _baskets.Count;

    /// <summary>Whether the baskets have times; otherwise they have only an order.</summary>
    public bool HasTimes { get; }

    /// <summary>The text of each item, by index.</summary>
    public IReadOnlyList<string> ItemIds => _baskets.ItemIds;

    /// <summary>The sequences of a history's customers: their dated purchases in order of time. Anonymous rows and rows without a time are left out.</summary>
    /// <param name="history">The history; its products become the items, with the same numbers. A customer without dated purchases has an empty sequence.</param>
    /// <param name="unit">What stands at one place of a sequence.</param>
    /// <param name="timeZone">
    /// The zone in which days begin and end, for a history whose times are in UTC, as those read with a zone are; null for UTC, the date that stands in the
    /// history's times. Plays a part only with <see cref="SequenceUnit.Day"/>.
    /// </param>
    /// <exception cref="ArgumentException">No row of the history has a time.</exception>
    public static SequenceDatabase From(PurchaseHistory history, SequenceUnit unit = SequenceUnit.Day, TimeZoneInfo? timeZone = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (unit is not (SequenceUnit.Day or SequenceUnit.Instant))
        {
            throw new ArgumentOutOfRangeException(nameof(unit), unit, "The unit must be Day or Instant.");
        }

        if (history.Count > 0 && history.LastTime is null)
        {
            throw new ArgumentException($"None of the {history.Count} purchases has a time; sequences need to know what came first.", nameof(history));
        }

        HistoryColumns columns = history.Columns;
        CalendarDays days = new(timeZone);
        List<int> starts = [0];
        List<int> basketStarts = [0];
        List<int> items = [];
        List<long> times = [];
        List<(long Time, int Item)> ofCustomer = [];
        for (int customer = 0; customer + 1 < columns.CustomerStarts.Length; customer++)
        {
            ofCustomer.Clear();
            for (int row = columns.CustomerStarts[customer]; row < columns.CustomerStarts[customer + 1]; row++)
            {
                if (columns.Times is { } all && all[row] != RawRows.NoTime)
                {
                    ofCustomer.Add((unit == SequenceUnit.Day ? days.Of(all[row]) : all[row], columns.Products[row]));
                }
            }

            // Rows of a customer come in order of time, but where clocks go back over midnight a day comes twice.
            ofCustomer.Sort();
            for (int at = 0; at < ofCustomer.Count; at++)
            {
                if (at == 0 || ofCustomer[at].Time != ofCustomer[at - 1].Time)
                {
                    if (times.Count > 0)
                    {
                        basketStarts.Add(items.Count);
                    }

                    times.Add(ofCustomer[at].Time);
                }

                items.Add(ofCustomer[at].Item);
            }

            starts.Add(times.Count);
        }

        if (times.Count > 0)
        {
            basketStarts.Add(items.Count);
        }

        Transactions baskets = Transactions.FromEncoded([.. basketStarts], [.. items], history.Products);
        return new SequenceDatabase([.. starts], [.. times], baskets, hasTimes: true);
    }

    /// <summary>Numbers the items of sequences given as text. The baskets of a sequence come in order and have no times; a window can count baskets only.</summary>
    /// <param name="sequences">The baskets of each sequence. An empty basket keeps its place.</param>
    /// <exception cref="ArgumentException">An item id is null or empty.</exception>
    public static SequenceDatabase Create(IEnumerable<IEnumerable<IReadOnlyCollection<string>>> sequences)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        List<int> starts = [0];
        List<IReadOnlyCollection<string>> baskets = [];
        foreach (IEnumerable<IReadOnlyCollection<string>> sequence in sequences)
        {
            ArgumentNullException.ThrowIfNull(sequence, nameof(sequences));
            baskets.AddRange(sequence);
            starts.Add(baskets.Count);
        }

        return new SequenceDatabase([.. starts], [], Transactions.Create(baskets), hasTimes: false);
    }

    /// <summary>The number of baskets in a sequence.</summary>
    /// <param name="sequence">0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sequence.</exception>
    public int LengthOf(int sequence) => _starts[CheckedOf(sequence) + 1] - _starts[sequence];

    /// <summary>The items of one basket, strictly ascending.</summary>
    /// <param name="sequence">0 to <see cref="Count"/> - 1.</param>
    /// <param name="place">0 to <see cref="LengthOf"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sequence or place.</exception>
    public ReadOnlySpan<int> BasketOf(int sequence, int place)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(place);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, LengthOf(sequence));
        return _baskets[_starts[sequence] + place];
    }

    /// <summary>The time of a basket in ticks.</summary>
    internal long TimeOf(int sequence, int place) => _times[_starts[sequence] + place];

    private int CheckedOf(int sequence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sequence, Count);
        return sequence;
    }
}
