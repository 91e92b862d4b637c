using CrossSell.Numerics;

namespace CrossSell;

/// <summary>Scores products for one customer and selects the best, without allocating.</summary>
/// <remarks>
/// The score of a product is the confidence of the strongest rule that fires for it, or its popularity (the confidence of the rule without antecedent) where
/// that is higher. With a propensity part the score is the probability instead, in which what the rules say takes part. Immutable and thread-safe; each thread
/// has a scratch of its own.
/// </remarks>
internal sealed partial class CompiledScorer
{
    private readonly RuleBook _book;
    private readonly ScoreOrder _order;
    private readonly CompiledRules _index;
    private readonly FlatArray<int> _ranksOfStarts;
    private readonly FlatArray<int> _ranksOf;
    private readonly FlatArray<ulong> _byPopularity;
    private readonly ulong[] _neverOffered;
    private readonly double[] _ruleLogits;

    public CompiledScorer(ModelContent content)
        : this(content, NeverOffered(content))
    {
        _order = ScoreOrder.Of(content.Rules, Popularity(content));
        _index = CompiledRules.Compile(content.Rules, content.Counts, _order, _neverOffered);
        ulong[] byPopularity = [.. Enumerable.Range(0, Products).Where(p => !Bitset.Contains(_neverOffered, p)).Select(p => _order.KeyOf(_order.RankOfPopularity[p], p)).Order()];
        _byPopularity = byPopularity;
        (_ranksOfStarts, _ranksOf) = RanksOfProducts();
        _ruleLogits = RuleLogits();
        CompileTiles();
        CompileRows();
    }

#pragma warning disable CS8618 // The two constructors that call this one set what is left.
    private CompiledScorer(ModelContent content, ulong[] neverOffered)
#pragma warning restore CS8618
    {
        Products = content.Products.Count;
        _neverOffered = neverOffered;
        _book = content.Rules;
        Propensity = content.Propensity is { } propensity ? new CompiledPropensity(propensity) : null;
    }

    public int Products { get; }

    /// <summary>Null for a model of rules alone.</summary>
    public CompiledPropensity? Propensity { get; }

    /// <summary>Fills <paramref name="best"/> with the best products and returns how many there are.</summary>
    /// <param name="evidence">The products that rules may build on, each once.</param>
    /// <param name="unusual">Of the codes of the customer's fields those that change something (<see cref="CompiledPropensity.Unusual"/>); empty without a propensity part.</param>
    /// <param name="excluded">The products that must not be offered, as bits.</param>
    /// <param name="scratch">This thread's work space.</param>
    /// <param name="best">Where the offers go, best first: by score, then by the order of products.</param>
    public int Select(ReadOnlySpan<int> evidence, ReadOnlySpan<int> unusual, ReadOnlySpan<ulong> excluded, ScoreScratch scratch, Span<ScoredProduct> best)
    {
        if (best.IsEmpty)
        {
            return 0;
        }

        excluded = excluded[.._neverOffered.Length];
        return Propensity is not null ? SelectByProbability(evidence, unusual, excluded, scratch, best)
            : _rows is not null && best.Length <= FewOfRow.Most ? SelectByRows(_rows, evidence, excluded, scratch, best)
            : best.Length <= OfferList.Longest ? SelectFew(evidence, excluded, scratch, best)
            : SelectMany(evidence, excluded, scratch, best);
    }

    /// <summary>What the rules say of every product that is offered at all: the confidence of the strongest rule that fires, or the popularity where that is higher.</summary>
    public void RuleScores(ReadOnlySpan<int> evidence, ScoreScratch scratch, Span<double> scores)
    {
        ReadOnlySpan<int> ranks = Fire(evidence, scratch);
        for (int p = 0; p < Products; p++)
        {
            scores[p] = _order.ScoreOfRank[ranks[p]];
        }
    }

    /// <summary>For each product that is offered at all the rank of the strongest thing that speaks for it: a rule whose antecedent is among the evidence, or its popularity.</summary>
    public ReadOnlySpan<int> Fire(ReadOnlySpan<int> evidence, ScoreScratch scratch)
    {
        Span<int> ranks = scratch.Ranks(Products);
        _order.RankOfPopularity.CopyTo(ranks);
        _index.FireAll(evidence, Mark(evidence, scratch), ranks);
        Unmark(evidence, scratch);
        return ranks;
    }

    /// <summary>The same for one product, whether it is offered or not. O(rules of the product).</summary>
    public int RankFor(ReadOnlySpan<int> evidence, int product, ScoreScratch scratch)
    {
        int rank = RankFor(product, Mark(evidence, scratch));
        Unmark(evidence, scratch);
        return rank;
    }

    /// <summary>The rule that has a rank, -1 when a popularity has it.</summary>
    public int RuleOf(int rank) => _order.RuleOfRank[rank];

    private int SelectFew(ReadOnlySpan<int> evidence, ReadOnlySpan<ulong> excluded, ScoreScratch scratch, Span<ScoredProduct> best)
    {
        Span<ulong> keys = scratch.Keys(best.Length + evidence.Length);
        var list = new OfferList(keys[..best.Length], scratch.Ranks(best.Length), scratch.Strongest, scratch.Touched);
        list.Close(excluded);
        for (int i = 0; i < _byPopularity.Length && list.Append(_byPopularity[i], _order.RankOfPopularity[(int)(uint)_byPopularity[i]]);)
        {
            i++;
        }

        _index.Offer(evidence, Mark(evidence, scratch), keys[best.Length..], ref list);
        Unmark(evidence, scratch);
        for (int place = 0; place < list.Count; place++)
        {
            best[place] = Offer((int)(uint)list.KeyAt(place), list.RankAt(place));
        }

        list.Dispose();
        return list.Count;
    }

    private int SelectMany(ReadOnlySpan<int> evidence, ReadOnlySpan<ulong> excluded, ScoreScratch scratch, Span<ScoredProduct> best)
    {
        ReadOnlySpan<int> ranks = Fire(evidence, scratch);
        Span<ulong> keys = scratch.Keys(Products);
        int open = 0;
        for (int word = 0; word < excluded.Length; word++)
        {
            for (ulong bits = Open(word, excluded); bits != 0; bits &= bits - 1)
            {
                int product = (word << 6) + System.Numerics.BitOperations.TrailingZeroCount(bits);
                keys[open++] = _order.KeyOf(ranks[product], product);
            }
        }

        keys[..open].Sort();
        int count = Math.Min(open, best.Length);
        for (int place = 0; place < count; place++)
        {
            int product = (int)(uint)keys[place];
            best[place] = Offer(product, ranks[product]);
        }

        return count;
    }

    private ulong Open(int word, ReadOnlySpan<ulong> excluded) => ~(_neverOffered[word] | excluded[word]) & Bitset.Used(word, Products);

    private static double[] Popularity(ModelContent content) =>
        Array.ConvertAll(content.Counts, count => content.Transactions == 0 ? 0 : (double)count / content.Transactions);

    private static ulong[] NeverOffered(ModelContent content)
    {
        ulong[] neverOffered = new ulong[Bitset.Words(content.Products.Count)];
        for (int p = 0; p < content.Products.Count; p++)
        {
            if (!content.ForSale[p] || content.Counts[p] == 0)
            {
                Bitset.Set(neverOffered, p);
            }
        }

        return neverOffered;
    }

    private double[] RuleLogits() => Propensity is null ? [] : Array.ConvertAll(_order.ScoreOfRank.ToArray(), ProductPropensity.RuleLogit);

    // For each product the rules that speak for it, the strongest first.
    private (int[] Starts, int[] Ranks) RanksOfProducts()
    {
        int[] starts = new int[Products + 1];
        foreach (int product in _book.Consequents)
        {
            starts[product + 1]++;
        }

        for (int p = 0; p < Products; p++)
        {
            starts[p + 1] += starts[p];
        }

        int[] ranks = new int[_book.Count];
        int[] next = starts.AsSpan(0, Products).ToArray();
        for (int rank = 0; rank < _order.RuleOfRank.Length; rank++)
        {
            if (_order.RuleOfRank[rank] is >= 0 and int rule)
            {
                ranks[next[_book.Consequents[rule]]++] = rank;
            }
        }

        return (starts, ranks);
    }

    // The first that fires: they stand strongest first.
    private int RankFor(int product, ReadOnlySpan<ulong> has)
    {
        for (int at = _ranksOfStarts[product]; at < _ranksOfStarts[product + 1]; at++)
        {
            int rank = _ranksOf[at];
            if (rank > _order.RankOfPopularity[product])
            {
                break;
            }

            if (HasAll(has, _book.Antecedent(_order.RuleOfRank[rank])))
            {
                GC.KeepAlive(_book);
                return rank;
            }
        }

        GC.KeepAlive(_book);
        return _order.RankOfPopularity[product];
    }

    private static bool HasAll(ReadOnlySpan<ulong> has, ReadOnlySpan<int> antecedent)
    {
        foreach (int product in antecedent)
        {
            if (!Bitset.Contains(has, product))
            {
                return false;
            }
        }

        return true;
    }

    private ScoredProduct Offer(int product, int rank) => new(product, _order.RuleOfRank[rank], _order.ScoreOfRank[rank]);

    private ReadOnlySpan<ulong> Mark(ReadOnlySpan<int> evidence, ScoreScratch scratch)
    {
        ulong[] has = scratch.HasBits;
        foreach (int product in evidence)
        {
            Bitset.Set(has, product);
        }

        Bitset.Set(has, Products);
        return has;
    }

    private void Unmark(ReadOnlySpan<int> evidence, ScoreScratch scratch)
    {
        ulong[] has = scratch.HasBits;
        foreach (int product in evidence)
        {
            has[product >> 6] = 0;
        }

        has[Products >> 6] = 0;
    }
}
