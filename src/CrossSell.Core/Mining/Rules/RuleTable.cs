using System.Runtime.InteropServices;

namespace CrossSell.Mining;

/// <summary>Rules while they are found and after: margins in one list, items (antecedent, then consequent) in another.</summary>
internal sealed class RuleTable
{
    private readonly List<Row> _rows = [];
    private readonly List<int> _items = [];

    public int Count => _rows.Count;

    public void Add(ReadOnlySpan<int> antecedent, ReadOnlySpan<int> consequent, int both, int withAntecedent, int withConsequent)
    {
        int middle = checked(_items.Count + antecedent.Length);
        _items.AddRange(antecedent);
        _items.AddRange(consequent);
        _rows.Add(new Row(middle, antecedent.Length, both, withAntecedent, withConsequent));
    }

    public ReadOnlySpan<int> AntecedentOf(int rule) =>
        CollectionsMarshal.AsSpan(_items).Slice(_rows[rule].Middle - _rows[rule].AntecedentLength, _rows[rule].AntecedentLength);

    public ReadOnlySpan<int> ConsequentOf(int rule)
    {
        int end = rule + 1 < _rows.Count ? _rows[rule + 1].Middle - _rows[rule + 1].AntecedentLength : _items.Count;
        return CollectionsMarshal.AsSpan(_items)[_rows[rule].Middle..end];
    }

    public (int Both, int Antecedent, int Consequent) CountsOf(int rule) => (_rows[rule].Both, _rows[rule].WithAntecedent, _rows[rule].WithConsequent);

    /// <summary>The rules in the order that <see cref="RuleSet"/> promises.</summary>
    public int[] Sort()
    {
        int[] order = [.. Enumerable.Range(0, _rows.Count)];
        Array.Sort(order, Compare);
        return order;
    }

    private int Compare(int left, int right)
    {
        Row x = _rows[left];
        Row y = _rows[right];

        // Confidence falls: x.both / x.antecedent against y.both / y.antecedent, multiplied out.
        int order = ((long)y.Both * x.WithAntecedent).CompareTo((long)x.Both * y.WithAntecedent);
        if (order == 0)
        {
            // Lift is confidence * n / consequent: among equal confidences it falls as the consequent grows.
            order = x.WithConsequent.CompareTo(y.WithConsequent);
        }

        if (order == 0)
        {
            order = y.Both.CompareTo(x.Both);
        }

        if (order == 0)
        {
            order = x.AntecedentLength.CompareTo(y.AntecedentLength);
        }

        if (order == 0)
        {
            order = AntecedentOf(left).SequenceCompareTo(AntecedentOf(right));
        }

        return order != 0 ? order : ConsequentOf(left).SequenceCompareTo(ConsequentOf(right));
    }

    /// <param name="Middle">Where the antecedent ends and the consequent begins.</param>
    /// <param name="AntecedentLength">How many items the antecedent has.</param>
    /// <param name="Both">Transactions with both sides.</param>
    /// <param name="WithAntecedent">Transactions with the antecedent.</param>
    /// <param name="WithConsequent">Transactions with the consequent.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Row(int Middle, int AntecedentLength, int Both, int WithAntecedent, int WithConsequent);
}
