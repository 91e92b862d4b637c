namespace CrossSell;

internal sealed partial class CompiledScorer
{
    private const int FileColumns = 13;

    // A compiled scorer as a file holds it. What rules say beside weights, or of few products, is compiled anew: it depends on both.
    private CompiledScorer(ModelContent content, FlatSection.FlatReader columns)
        : this(content, NeverOffered(content))
    {
        _order = ScoreOrder.Read(columns);
        _index = CompiledRules.Read(columns);
        _ranksOfStarts = columns.Next<int>();
        _ranksOf = columns.Next<int>();
        _byPopularity = columns.Next<ulong>();
        if (!_order.IsConsistent(_book, Popularity(content)) || !_index.IsConsistent(_book, _order, _neverOffered) || !AreRanksConsistent() || !IsPopularityConsistent())
        {
            throw new InvalidDataException("its compiled rules contradict its rules");
        }

        _ruleLogits = RuleLogits();
        CompileTiles();
        CompileRows();
    }

    /// <summary>The scorer as the bytes of a section: its arrays as they lie in memory.</summary>
    public byte[] ToSection() =>
        FlatSection.Write([.. _order.Columns(), .. _index.Columns(), FlatColumn.Of(_ranksOfStarts), FlatColumn.Of(_ranksOf), FlatColumn.Of(_byPopularity)]);

    /// <summary>The scorer of a section, whose arrays stay where they are. O(rules) to make sure that no number of the file leads outside an array; with weights, or up to 128 products, what is compiled of both on top.</summary>
    /// <exception cref="InvalidDataException">The section does not hold a scorer of these rules.</exception>
    public static CompiledScorer FromSection(ModelContent content, ReadOnlyMemory<byte> section) => new(content, FlatSection.Read(section, FileColumns));

    // For each product its rules, each once, the strongest first.
    private bool AreRanksConsistent()
    {
        bool shape = _ranksOfStarts.Length == Products + 1 && _ranksOf.Length == _book.Count && _ranksOfStarts[0] == 0 && _ranksOfStarts[Products] == _ranksOf.Length;
        for (int product = 0; shape && product < Products; product++)
        {
            (int from, int to) = (_ranksOfStarts[product], _ranksOfStarts[product + 1]);
            shape = from <= to && to <= _ranksOf.Length;
            for (int at = from; shape && at < to; at++)
            {
                int rank = _ranksOf[at];
                shape = (uint)rank < (uint)_order.RuleOfRank.Length && _order.RuleOfRank[rank] >= 0 && _book.Consequents[_order.RuleOfRank[rank]] == product && (at == from || _ranksOf[at - 1] < rank);
            }
        }

        return shape;
    }

    // All products that are offered, the most popular first.
    private bool IsPopularityConsistent()
    {
        int open = 0;
        for (int word = 0; word < _neverOffered.Length; word++)
        {
            open += System.Numerics.BitOperations.PopCount(~_neverOffered[word] & Bitset.Used(word, Products));
        }

        bool shape = _byPopularity.Length == open;
        for (int i = 0; shape && i < open; i++)
        {
            int product = (int)(uint)_byPopularity[i];
            shape = (uint)product < (uint)Products && !Bitset.Contains(_neverOffered, product) && _byPopularity[i] == _order.KeyOf(_order.RankOfPopularity[product], product)
                && (i == 0 || _byPopularity[i - 1] < _byPopularity[i]);
        }

        return shape;
    }
}
