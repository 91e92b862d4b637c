using System.Numerics;

namespace CrossSell.Campaigns;

/// <summary>
/// Turns one customer's limits after another into the rows and groups of a <see cref="BlockTable"/>: a row that can never bind, or that another one implies, is
/// left out; a row that allows none rules its candidates out.
/// </summary>
internal sealed partial class BlockCompiler
{
    private readonly List<int> _candidateStart = [0];
    private readonly List<ushort> _groupOf = [];
    private readonly List<int> _groupStart = [0];
    private readonly List<ushort> _productOf = [];
    private readonly List<int> _groupRowStart = [0];
    private readonly List<ushort> _rowsOfGroup = [];
    private readonly List<int> _rowStart = [0];
    private readonly List<int> _rowLimit = [];
    private readonly List<ushort> _rowSource = [];
    private readonly List<int> _most = [];
    private readonly List<ushort> _mostSource = [];
    private readonly Dictionary<int, ushort> _ruledOutBy = [];

    // The rows of the customer at work; the members of row r are the words from r * _words on.
    private readonly List<(int Limit, ushort Source)> _rows = [];
    private ulong[] _members = new ulong[64];
    private ulong[] _dead = new ulong[1];
    private ulong[] _covered = new ulong[1];
    private ulong[] _signatures = [];
    private int _words;
    private int _count;

    /// <summary>Begins a customer with so many candidates.</summary>
    public void Begin(int candidates)
    {
        _count = candidates;
        _words = (candidates + 63) >> 6;
        _rows.Clear();
        Array.Resize(ref _dead, Math.Max(_words, _dead.Length));
        Array.Clear(_dead);
    }

    /// <summary>Begins a row; its members follow.</summary>
    public int AddRow(int limit, ushort source)
    {
        _rows.Add((Math.Max(0, limit), source));
        if (_members.Length < _rows.Count * _words)
        {
            Array.Resize(ref _members, _rows.Count * _words * 2);
        }

        Members(_rows.Count - 1).Clear();
        return _rows.Count - 1;
    }

    /// <summary>Puts a candidate into a row.</summary>
    public void AddMember(int row, int candidate) => Members(row)[candidate >> 6] |= 1UL << candidate;

    /// <summary>Finishes the customer.</summary>
    /// <param name="most">The most candidates in all.</param>
    /// <param name="mostSource">Where that comes from.</param>
    /// <param name="products">The product of each candidate, counted within the customer.</param>
    public void End(int most, ushort mostSource, ReadOnlySpan<ushort> products)
    {
        RuleOut(most, mostSource);
        int alive = _count - Count(_dead);
        Simplify(alive, ref most, ref mostSource);
        _most.Add(Math.Min(most, alive));
        _mostSource.Add(mostSource);
        Group(most, products);
        foreach ((int limit, ushort source) in _rows)
        {
            _rowLimit.Add(limit);
            _rowSource.Add(source);
        }

        _rowStart.Add(_rowLimit.Count);
        _groupStart.Add(_productOf.Count);
        _candidateStart.Add(_groupOf.Count);
    }

    /// <summary>Everything.</summary>
    public BlockTable Build(IEnumerable<string> sources) => new BlockTable
    {
        CandidateStart = [.. _candidateStart],
        GroupOf = [.. _groupOf],
        GroupStart = [.. _groupStart],
        ProductOf = [.. _productOf],
        GroupRowStart = [.. _groupRowStart],
        RowsOfGroup = [.. _rowsOfGroup],
        RowStart = [.. _rowStart],
        RowLimit = [.. _rowLimit],
        RowSource = [.. _rowSource],
        Most = [.. _most],
        MostSource = [.. _mostSource],
        RuledOutBy = _ruledOutBy,
        Sources = [.. sources],
    }.Measured();

    private Span<ulong> Members(int row) => _members.AsSpan(row * _words, _words);

    private void RuleOut(int most, ushort mostSource)
    {
        for (int r = _rows.Count; r >= 0; r--)
        {
            bool all = r == _rows.Count;
            if ((all ? most : _rows[r].Limit) > 0)
            {
                continue;
            }

            for (int j = 0; j < _count; j++)
            {
                if (all || (Members(r)[j >> 6] >> j & 1) != 0)
                {
                    _dead[j >> 6] |= 1UL << j;
                    _ruledOutBy[_candidateStart[^1] + j] = all ? mostSource : _rows[r].Source;
                }
            }
        }

        for (int r = 0; r < _rows.Count; r++)
        {
            Span<ulong> members = Members(r);
            for (int w = 0; w < _words; w++)
            {
                members[w] &= ~_dead[w];
            }
        }
    }

    private void Simplify(int alive, ref int most, ref ushort mostSource)
    {
        for (int r = 0; r < _rows.Count; r++)
        {
            if (Count(Members(r)) == alive && _rows[r].Limit < most)
            {
                (most, mostSource) = _rows[r];
            }
        }

        int kept = 0;
        for (int r = 0; r < _rows.Count; r++)
        {
            if (Count(Members(r)) <= _rows[r].Limit || _rows[r].Limit >= most || IsImplied(r, kept))
            {
                continue;
            }

            Members(r).CopyTo(Members(kept));
            _rows[kept++] = _rows[r];
        }

        _rows.RemoveRange(kept, _rows.Count - kept);
        most = Math.Min(most, Cover(alive));
    }

    // Rows that hold all candidates between them allow no more than their limits together; chosen one after another, each that holds the most of what is left.
    private int Cover(int alive)
    {
        int allowed = 0;
        Array.Resize(ref _covered, Math.Max(_words, _covered.Length));
        _dead.AsSpan(0, _words).CopyTo(_covered);
        while (alive > 0)
        {
            int best = -1;
            int most = 0;
            for (int r = 0; r < _rows.Count; r++)
            {
                int more = CountWithout(Members(r), _covered) - _rows[r].Limit;
                if (more > most)
                {
                    (best, most) = (r, more);
                }
            }

            if (best < 0)
            {
                return allowed + alive;
            }

            allowed += _rows[best].Limit;
            alive -= most + _rows[best].Limit;
            Span<ulong> members = Members(best);
            for (int w = 0; w < _words; w++)
            {
                _covered[w] |= members[w];
            }
        }

        return allowed;
    }

    private static int CountWithout(ReadOnlySpan<ulong> words, ReadOnlySpan<ulong> without)
    {
        int count = 0;
        for (int w = 0; w < words.Length; w++)
        {
            count += BitOperations.PopCount(words[w] & ~without[w]);
        }

        return count;
    }

    // By a row kept already, or by a later one; of two equal rows the first stays.
    private bool IsImplied(int row, int kept)
    {
        for (int other = 0; other < _rows.Count; other++)
        {
            bool stronger = (other < kept || other > row) && _rows[other].Limit <= _rows[row].Limit && IsWithin(Members(row), Members(other));
            if (stronger && (other < kept || _rows[other].Limit < _rows[row].Limit || !Members(row).SequenceEqual(Members(other))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWithin(ReadOnlySpan<ulong> few, ReadOnlySpan<ulong> many)
    {
        for (int w = 0; w < few.Length; w++)
        {
            if ((few[w] & ~many[w]) != 0)
            {
                return false;
            }
        }

        return true;
    }

    private static int Count(ReadOnlySpan<ulong> words)
    {
        int count = 0;
        foreach (ulong word in words)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }
}
