using CrossSell.Mining.Counting;
using CrossSell.Mining.Search;

namespace CrossSell.Mining;

/// <summary>Makes the rules of itemsets, on all threads: slices of itemsets are given out, the rules of all threads joined and sorted.</summary>
internal sealed class RuleMaking
{
    // Enough to be worth giving out, few enough that threads end together. A long itemset has very many rules: the search itself looks whether the run goes on.
    private const int Slice = 2048;

    private readonly Itemsets _itemsets;
    private readonly Transactions? _transactions;
    private readonly RuleOptions _options;
    private readonly MiningRun _run;
    private readonly List<(int Length, int From, int To)> _slices = [];
    private long _rules;

    private RuleMaking(Itemsets itemsets, Transactions? transactions, RuleConstraints constraints, RuleOptions options, TopDemand? top, CancellationToken cancellation)
    {
        _itemsets = itemsets;
        _transactions = transactions;
        _options = options;
        Constraints = constraints;
        Top = top;
        MinConfidence = new ExactRatio(options.MinConfidence);
        MinLift = new ExactRatio(options.MinLift);
        Limits = [.. options.MeasureLimits];
        _run = new MiningRun(options.ForItemsets(), progress: null, cancellation) { FoundSoFar = () => itemsets.CountsByLength };
        for (int length = constraints.MinAntecedent + 1; length <= Math.Min(itemsets.LongestLength, constraints.MaxLength ?? int.MaxValue); length++)
        {
            _run.AddMemory(itemsets.CountOfLength(length) * (length + 1L) * sizeof(int));
            for (int from = 0; from < itemsets.CountOfLength(length); from += Slice)
            {
                _slices.Add((length, from, Math.Min(from + Slice, itemsets.CountOfLength(length))));
            }
        }
    }

    public RuleConstraints Constraints { get; }

    /// <summary>The best rules only; null for all.</summary>
    public TopDemand? Top { get; }

    public ExactRatio MinConfidence { get; }

    public ExactRatio MinLift { get; }

    public MeasureLimit[] Limits { get; }

    public int TransactionCount => _itemsets.TransactionCount;

    /// <summary>Whether all parts of the itemsets are among them.</summary>
    public bool IsComplete => _transactions is null;

    /// <param name="itemsets">What rules are made of.</param>
    /// <param name="transactions">Where parts that are not among the itemsets are counted; null when all are.</param>
    /// <param name="constraints">Items and lengths.</param>
    /// <param name="options">Thresholds and limits.</param>
    /// <param name="top">How many of the best; null for all.</param>
    /// <param name="cancellation">Ends the run.</param>
    public static RuleSet Make(
        Itemsets itemsets, Transactions? transactions, RuleConstraints constraints, RuleOptions options, TopDemand? top, CancellationToken cancellation) =>
        new RuleMaking(itemsets, transactions, constraints, options, top, cancellation).Make();

    /// <summary>Counts rules found against the limit.</summary>
    public void AddRules(int more)
    {
        if (Interlocked.Add(ref _rules, more) > _options.MaxRules)
        {
            throw new MiningLimitException(nameof(RuleOptions.MaxRules), _options.MaxRules, "there are more rules", _itemsets.CountsByLength);
        }
    }

    private RuleSet Make()
    {
        ItemsetIndex found = new(_itemsets, _run);
        KnownCounts known = new(found, _transactions is null ? null : CountMissing(found), TransactionCount);
        RuleSearch[] searches = Search(() => new RuleSearch(this, known, missing: null, _run));
        RuleTable rules = RuleTable.Join([.. searches.Select(search => search.Rules.Found)], _run);
        int[] order = Top is TopDemand top ? TopRules.Order(rules, top, TransactionCount, _run) : RuleSorter.Sort(rules, _run);
        return new RuleSet(rules, order, _itemsets.ItemIds, TransactionCount) { IsWeighted = _itemsets.IsWeighted };
    }

    /// <summary>Counts the antecedents and consequents that are not among the itemsets, each once.</summary>
    private ItemsetIndex CountMissing(ItemsetIndex found)
    {
        KnownCounts known = new(found, counted: null, TransactionCount);
        RuleSearch[] searches = Search(() => new RuleSearch(this, known, new ItemsetCollection(_run), _run));
        ItemsetCollection missing = searches.Length > 0 ? searches[0].Missing! : new ItemsetCollection(_run);
        foreach (RuleSearch search in searches.Skip(1))
        {
            missing.AddAll(search.Missing!);
        }

        int[] counts = CandidateCounting.Count(_transactions!, missing.Starts, missing.Items, _run);
        return new ItemsetIndex(ByLength(missing, counts), _run);
    }

    private RuleSearch[] Search(Func<RuleSearch> start)
    {
        List<RuleSearch> searches = [];
        Workers.Run(_run, _slices.Count, _ =>
        {
            RuleSearch search = start();
            lock (searches)
            {
                searches.Add(search);
            }

            return new Worker(this, search);
        });
        return [.. searches];
    }

    private Itemsets ByLength(ItemsetCollection sets, int[] counts)
    {
        _run.AddMemory((sets.Items.Length + (long)counts.Length) * sizeof(int));
        int longest = 0;
        for (int set = 0; set < sets.Count; set++)
        {
            longest = Math.Max(longest, sets[set].Length);
        }

        List<int>[] items = [.. Enumerable.Range(0, longest).Select(_ => new List<int>())];
        List<int>[] countsOfLength = [.. Enumerable.Range(0, longest).Select(_ => new List<int>())];
        for (int set = 0; set < sets.Count; set++)
        {
            items[sets[set].Length - 1].AddRange(sets[set]);
            countsOfLength[sets[set].Length - 1].Add(counts[set]);
        }

        return new Itemsets(
            [.. items.Select(ofLength => ofLength.ToArray())], [.. countsOfLength.Select(ofLength => ofLength.ToArray())], _itemsets.ItemIds, TransactionCount);
    }

    private sealed class Worker(RuleMaking making, RuleSearch search) : IWorker
    {
        public void Do(int task)
        {
            making._run.ThrowIfStopped();
            (int length, int from, int to) = making._slices[task];
            for (int ordinal = from; ordinal < to; ordinal++)
            {
                search.Search(making._itemsets.IndexesOf(length, ordinal), making._itemsets.CountOf(length, ordinal));
            }
        }

        public void Finish() => search.Rules.Finish();
    }
}
