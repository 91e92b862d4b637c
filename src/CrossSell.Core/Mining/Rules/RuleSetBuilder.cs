using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace CrossSell.Mining;

/// <summary>
/// Makes a <see cref="RuleSet"/> of rules that were found elsewhere: by another program, or by this one on another day. It works wherever a mined one does.
/// </summary>
/// <remarks>
/// <para>
/// Every rule is checked as it comes: its counts must be possible, an itemset must have the same count in all rules, and no rule may come twice. A rule that
/// is refused leaves no trace. Items are numbered as <see cref="Transactions"/> numbers them, so rules that were written out and read back are the same
/// <see cref="RuleSet"/>, in the same order.
/// </para>
/// <para>Adding takes O(items of the rule) and some 80 bytes; <see cref="Build"/> O(rules log rules). Not thread-safe.</para>
/// </remarks>
public sealed class RuleSetBuilder
{
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly GivenItemsets _itemsets = new();
    private readonly HashSet<long> _pairs = [];
    private readonly List<(int Antecedent, int Consequent, int Both)> _rules = [];
    private readonly HashSet<string> _items = new(StringComparer.Ordinal);

    /// <summary>Begins without rules.</summary>
    /// <param name="transactionCount">How many transactions were mined, empty ones included: the n of every measure.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public RuleSetBuilder(int transactionCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(transactionCount);
        TransactionCount = transactionCount;
        _itemsets.Add([], transactionCount);
    }

    /// <summary>How many transactions were mined.</summary>
    public int TransactionCount { get; }

    /// <summary>How many rules have been added.</summary>
    public int Count => _rules.Count;

    /// <summary>How far a given support, confidence or lift may be from the one that follows from whole counts, as a share of it.</summary>
    /// <value>Default: 0.001, enough for numbers of four digits. 0 or more, below 1. Full doubles always fit.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a value outside of this range.</exception>
    public double Tolerance
    {
        get;
        set => field = value is >= 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"{nameof(Tolerance)} must be 0 or more and below 1.");
    } = 0.001;

    /// <summary>Adds a rule by its counts.</summary>
    /// <param name="antecedent">The ids of the items that are there already; may be empty.</param>
    /// <param name="consequent">The ids of the items that follow; at least one.</param>
    /// <param name="counts">How many transactions hold both sides, one, or neither; they add up to <see cref="TransactionCount"/>.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The rule cannot be taken; the message names it and says why.</exception>
    public RuleSetBuilder Add(IReadOnlyCollection<string> antecedent, IReadOnlyCollection<string> consequent, RuleCounts counts) =>
        TryAdd(antecedent, consequent, counts, out string? expected) ? this : throw Refuse(antecedent, consequent, expected);

    /// <summary>Adds a rule by its measures: the counts are the whole numbers next to what they say.</summary>
    /// <param name="antecedent">The ids of the items that are there already; may be empty.</param>
    /// <param name="consequent">The ids of the items that follow; at least one.</param>
    /// <param name="support">The share of all transactions that hold both sides, above 0, at most 1.</param>
    /// <param name="confidence">Of the transactions with the antecedent, the share with the consequent, above 0, at most 1.</param>
    /// <param name="lift">Above 0; null when the count of the consequent is known by <see cref="TryAddItemset"/> or by another rule.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The rule cannot be taken; the message names it and says why.</exception>
    public RuleSetBuilder Add(
        IReadOnlyCollection<string> antecedent, IReadOnlyCollection<string> consequent, double support, double confidence, double? lift) =>
        TryAdd(antecedent, consequent, support, confidence, lift, out string? expected) ? this : throw Refuse(antecedent, consequent, expected);

    /// <summary>Adds a rule by its counts, or says why not.</summary>
    /// <param name="antecedent">The ids of the items that are there already; may be empty.</param>
    /// <param name="consequent">The ids of the items that follow; at least one.</param>
    /// <param name="counts">How many transactions hold both sides, one, or neither.</param>
    /// <param name="expected">What was expected instead, as the end of a sentence; null when the rule was added.</param>
    public bool TryAdd(
        IReadOnlyCollection<string> antecedent, IReadOnlyCollection<string> consequent, RuleCounts counts, [NotNullWhen(false)] out string? expected)
    {
        expected = Encode(antecedent, consequent, out GivenRule rule);
        if (expected is null && counts.N != TransactionCount)
        {
            expected = Text($"counts that add up to the {TransactionCount} transactions; {counts} add up to {counts.N}");
        }

        expected ??= Record(rule, counts.N11, counts.N1x, counts.Nx1);
        return expected is null;
    }

    /// <summary>Adds a rule by its measures, or says why not.</summary>
    /// <param name="antecedent">The ids of the items that are there already; may be empty.</param>
    /// <param name="consequent">The ids of the items that follow; at least one.</param>
    /// <param name="support">The share of all transactions that hold both sides, above 0, at most 1.</param>
    /// <param name="confidence">Of the transactions with the antecedent, the share with the consequent, above 0, at most 1.</param>
    /// <param name="lift">Above 0; null when the count of the consequent is known already.</param>
    /// <param name="expected">What was expected instead, as the end of a sentence; null when the rule was added.</param>
    public bool TryAdd(
        IReadOnlyCollection<string> antecedent,
        IReadOnlyCollection<string> consequent,
        double support,
        double confidence,
        double? lift,
        [NotNullWhen(false)] out string? expected)
    {
        expected = Encode(antecedent, consequent, out GivenRule rule);
        if (expected is null)
        {
            var derived = new GivenMeasures(TransactionCount, Tolerance, Known(rule.Both), Known(rule.Antecedent), Known(rule.Consequent));
            expected = derived.Solve(support, confidence, lift) ?? Record(rule, derived.Both, derived.Antecedent, derived.Consequent);
        }

        return expected is null;
    }

    /// <summary>Tells how many transactions hold a set of items, where rules alone do not say it.</summary>
    /// <param name="items">The ids; an item that stands in no rule becomes an item of the result, too.</param>
    /// <param name="count">From 1 to <see cref="TransactionCount"/>.</param>
    /// <param name="expected">What was expected instead, as the end of a sentence; null when the set was taken.</param>
    public bool TryAddItemset(IReadOnlyCollection<string> items, int count, [NotNullWhen(false)] out string? expected)
    {
        ArgumentNullException.ThrowIfNull(items);
        expected = GivenRule.TryEncode(_codes, items, out int[] ascending);
        if (expected is null && (count < 1 || count > TransactionCount))
        {
            expected = Text($"a count from 1 to the {TransactionCount} transactions; it is {count}");
        }

        expected ??= Contradiction(ascending, count);
        if (expected is null)
        {
            NumberOf(ascending, count);
        }

        return expected is null;
    }

    /// <summary>Adds an item that may stand in no rule, so that it has its place among <see cref="RuleSet.ItemIds"/>.</summary>
    /// <param name="item">Its id; one that is there already stays once.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The id is null or empty.</exception>
    public RuleSetBuilder AddItem(string item)
    {
        ArgumentException.ThrowIfNullOrEmpty(item);
        _items.Add(item);
        _codes.TryAdd(item, _codes.Count);
        return this;
    }

    /// <summary>The rules added so far, in the order that every <see cref="RuleSet"/> has. The builder can go on afterwards.</summary>
    public RuleSet Build()
    {
        // A refused rule may have left codes behind: only items of sets that were taken are in the result.
        string[] idOf = [.. _codes.Keys];
        bool[] used = new bool[idOf.Length];
        for (int set = 0; set < _itemsets.Count; set++)
        {
            foreach (int code in _itemsets.ItemsOf(set))
            {
                used[code] = true;
            }
        }

        string[] ids = [.. idOf.Where((id, code) => used[code] || _items.Contains(id))];
        Array.Sort(ids, ItemIdOrder.Instance);
        int[] indexOf = new int[idOf.Length];
        for (int index = 0; index < ids.Length; index++)
        {
            indexOf[_codes[ids[index]]] = index;
        }

        var table = new RuleTable();
        foreach ((int antecedent, int consequent, int both) in _rules)
        {
            table.Add(
                Indexes(antecedent, indexOf), Indexes(consequent, indexOf),
                _itemsets.CountOf(both), _itemsets.CountOf(antecedent), _itemsets.CountOf(consequent));
        }

        return new RuleSet(table, Array.AsReadOnly(ids), TransactionCount);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static ArgumentException Refuse(IReadOnlyCollection<string> antecedent, IReadOnlyCollection<string> consequent, string expected) =>
        new($"The rule {{{string.Join(", ", antecedent)}}} => {{{string.Join(", ", consequent)}}} cannot be taken: expected {expected}.");

    private string? Encode(IReadOnlyCollection<string> antecedent, IReadOnlyCollection<string> consequent, out GivenRule rule)
    {
        ArgumentNullException.ThrowIfNull(antecedent);
        ArgumentNullException.ThrowIfNull(consequent);
        return GivenRule.TryEncode(_codes, antecedent, consequent, out rule);
    }

    private string? Record(GivenRule rule, long both, long antecedent, long consequent)
    {
        if (both < 1)
        {
            return Text($"at least one transaction with both sides; there are {both}");
        }

        string? expected = Contradiction(rule.Antecedent, antecedent) ?? Contradiction(rule.Consequent, consequent) ?? Contradiction(rule.Both, both);
        if (expected is not null)
        {
            return expected;
        }

        int left = NumberOf(rule.Antecedent, (int)antecedent);
        int right = NumberOf(rule.Consequent, (int)consequent);
        if (!_pairs.Add(((long)left << 32) | (uint)right))
        {
            return "each rule once; this one was given before";
        }

        _rules.Add((left, right, NumberOf(rule.Both, (int)both)));
        return null;
    }

    private string? Contradiction(ReadOnlySpan<int> items, long count) => Known(items) is int known && known != count
        ? Text($"the same count of {{{Names(items)}}} everywhere; it is {count} here and was {known} before")
        : null;

    private int? Known(ReadOnlySpan<int> items) => _itemsets.Find(items) is >= 0 and int set ? _itemsets.CountOf(set) : null;

    private int NumberOf(ReadOnlySpan<int> items, int count) => _itemsets.Find(items) is >= 0 and int set ? set : _itemsets.Add(items, count);

    private string Names(ReadOnlySpan<int> items)
    {
        HashSet<int> codes = [.. items];
        return string.Join(", ", _codes.Where(pair => codes.Contains(pair.Value)).Select(pair => pair.Key));
    }

    private int[] Indexes(int set, int[] indexOf)
    {
        ReadOnlySpan<int> codes = _itemsets.ItemsOf(set);
        int[] indexes = new int[codes.Length];
        for (int i = 0; i < indexes.Length; i++)
        {
            indexes[i] = indexOf[codes[i]];
        }

        Array.Sort(indexes);
        return indexes;
    }
}
