using System.Runtime.InteropServices;
using CrossSell.Mining.Search;

namespace CrossSell.Mining;

/// <summary>Rules while they are found and after: margins in one array, items (antecedent, then consequent) in another.</summary>
/// <param name="run">Told about memory before it is taken; null when nobody limits it.</param>
internal sealed class RuleTable(MiningRun? run = null)
{
    private Row[] _rows = [];
    private int[] _items = [];
    private int _itemCount;

    public int Count { get; private set; }

    public void Add(ReadOnlySpan<int> antecedent, ReadOnlySpan<int> consequent, int both, int withAntecedent, int withConsequent)
    {
        MakeRoom(Count + 1L, (long)_itemCount + antecedent.Length + consequent.Length);
        antecedent.CopyTo(_items.AsSpan(_itemCount));
        int middle = _itemCount + antecedent.Length;
        consequent.CopyTo(_items.AsSpan(middle));
        _itemCount = middle + consequent.Length;
        _rows[Count++] = new Row(middle, antecedent.Length, both, withAntecedent, withConsequent);
    }

    public ReadOnlySpan<int> AntecedentOf(int rule) => _items.AsSpan(_rows[rule].Middle - _rows[rule].AntecedentLength, _rows[rule].AntecedentLength);

    public ReadOnlySpan<int> ConsequentOf(int rule)
    {
        int end = rule + 1 < Count ? _rows[rule + 1].Middle - _rows[rule + 1].AntecedentLength : _itemCount;
        return _items.AsSpan(_rows[rule].Middle, end - _rows[rule].Middle);
    }

    public (int Both, int Antecedent, int Consequent) CountsOf(int rule) => (_rows[rule].Both, _rows[rule].WithAntecedent, _rows[rule].WithConsequent);

    /// <summary>Confidence as the nearest double: never in the wrong order, though ratios that differ may share one.</summary>
    public double ConfidenceOf(int rule) => (double)_rows[rule].Both / _rows[rule].WithAntecedent;

    /// <summary>One table of several; they are let go one by one as they are copied.</summary>
    public static RuleTable Join(RuleTable?[] parts, MiningRun run)
    {
        if (parts is [RuleTable only])
        {
            return only;
        }

        RuleTable joined = new(run);
        joined.SetRoom(parts.Sum(part => (long)part!.Count), parts.Sum(part => (long)part!._itemCount));
        for (int i = 0; i < parts.Length; i++)
        {
            run.ThrowIfStopped();
            RuleTable part = parts[i]!;
            for (int rule = 0; rule < part.Count; rule++)
            {
                if ((rule & 0xFFFF) == 0)
                {
                    run.ThrowIfStopped();
                }

                Row row = part._rows[rule];
                joined._rows[joined.Count + rule] = row with { Middle = row.Middle + joined._itemCount };
            }

            part._items.AsSpan(0, part._itemCount).CopyTo(joined._items.AsSpan(joined._itemCount));
            joined.Count += part.Count;
            joined._itemCount += part._itemCount;
            run.AddMemory(-part.Bytes);
            parts[i] = null;
        }

        return joined;
    }

    /// <summary>Only some of the rules, in a given order, in a table of just their size.</summary>
    public RuleTable Select(ReadOnlySpan<int> rules)
    {
        RuleTable selected = new(run);
        foreach (int rule in rules)
        {
            (int both, int antecedent, int consequent) = CountsOf(rule);
            selected.Add(AntecedentOf(rule), ConsequentOf(rule), both, antecedent, consequent);
        }

        run?.AddMemory(-Bytes);
        return selected;
    }

    /// <summary>Compares two rules by the order that <see cref="RuleSet"/> promises; 0 only for the same items on the same sides.</summary>
    public int Compare(int left, int right)
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

    private unsafe long Bytes => ((long)_rows.Length * sizeof(Row)) + ((long)_items.Length * sizeof(int));

    private void MakeRoom(long rows, long items)
    {
        if (rows > _rows.Length || items > _items.Length)
        {
            SetRoom(
                rows <= _rows.Length ? _rows.Length : Math.Max(16, rows + (rows / 2)),
                items <= _items.Length ? _items.Length : Math.Max(64, items + (items / 2)));
        }
    }

    private void SetRoom(long rows, long items)
    {
        if (Math.Max(rows, items) > Array.MaxLength)
        {
            throw new MiningLimitException("array length", Array.MaxLength, $"{Count} rules hold {_itemCount} items", []);
        }

        unsafe
        {
            run?.AddMemory(((rows - _rows.Length) * sizeof(Row)) + ((items - _items.Length) * sizeof(int)));
        }

        Array.Resize(ref _rows, (int)rows);
        Array.Resize(ref _items, (int)items);
    }

    /// <param name="Middle">Where the antecedent ends and the consequent begins.</param>
    /// <param name="AntecedentLength">How many items the antecedent has.</param>
    /// <param name="Both">Transactions with both sides.</param>
    /// <param name="WithAntecedent">Transactions with the antecedent.</param>
    /// <param name="WithConsequent">Transactions with the consequent.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Row(int Middle, int AntecedentLength, int Both, int WithAntecedent, int WithConsequent);
}
