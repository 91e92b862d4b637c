using System.Runtime.InteropServices;
using CrossSell.Numerics;

namespace CrossSell.Mining;

/// <summary>Rules whose totals may differ from rule to rule: a 2x2 table for each, and all sides (antecedent, then consequent) in one list of items.</summary>
internal sealed class CountedRules
{
    private readonly List<Row> _rows = [];
    private readonly List<int> _items = [];

    public int Count => _rows.Count;

    public void Add(ReadOnlySpan<int> antecedent, ReadOnlySpan<int> consequent, RuleCounts counts, long withConsequent)
    {
        int middle = checked(_items.Count + antecedent.Length);
        _items.AddRange(antecedent);
        _items.AddRange(consequent);
        _rows.Add(new Row(middle, antecedent.Length, counts, withConsequent));
    }

    public ReadOnlySpan<int> AntecedentOf(int rule) =>
        CollectionsMarshal.AsSpan(_items).Slice(_rows[rule].Middle - _rows[rule].AntecedentLength, _rows[rule].AntecedentLength);

    public ReadOnlySpan<int> ConsequentOf(int rule)
    {
        int end = rule + 1 < _rows.Count ? _rows[rule + 1].Middle - _rows[rule + 1].AntecedentLength : _items.Count;
        return CollectionsMarshal.AsSpan(_items)[_rows[rule].Middle..end];
    }

    public RuleCounts CountsOf(int rule) => _rows[rule].Counts;

    /// <summary>How many transactions hold the consequent at all, wherever that differs from the table.</summary>
    public long WithConsequent(int rule) => _rows[rule].WithConsequent;

    /// <summary>By falling confidence, falling count, then the shorter antecedent, then by the items of both sides. Ratios are compared exactly.</summary>
    public int[] Sort(CancellationToken cancellation)
    {
        int[] order = [.. Enumerable.Range(0, _rows.Count)];
        return CancellableSort.Sort(order, Compare, cancellation);
    }

    private int Compare(int left, int right)
    {
        RuleCounts x = _rows[left].Counts;
        RuleCounts y = _rows[right].Counts;
        int order = Math.BigMul(y.N11, x.N1x).CompareTo(Math.BigMul(x.N11, y.N1x));
        order = order != 0 ? order : y.N11.CompareTo(x.N11);
        order = order != 0 ? order : _rows[left].AntecedentLength.CompareTo(_rows[right].AntecedentLength);
        order = order != 0 ? order : AntecedentOf(left).SequenceCompareTo(AntecedentOf(right));
        return order != 0 ? order : ConsequentOf(left).SequenceCompareTo(ConsequentOf(right));
    }

    /// <param name="Middle">Where the antecedent ends and the consequent begins.</param>
    /// <param name="AntecedentLength">How many items the antecedent has.</param>
    /// <param name="Counts">The rule's table.</param>
    /// <param name="WithConsequent">How many hold the consequent at all.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Row(int Middle, int AntecedentLength, RuleCounts Counts, long WithConsequent);
}
