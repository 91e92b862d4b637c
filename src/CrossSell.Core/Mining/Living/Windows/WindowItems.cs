namespace CrossSell.Mining.Living;

/// <summary>The items of a window: numbered as they first come, and in how many parts each occurs now.</summary>
internal sealed class WindowItems
{
    private readonly Dictionary<string, int> _numberOf = new(StringComparer.Ordinal);
    private readonly List<string> _ids = [];
    private readonly List<int> _uses = [];
    private int[] _sorted = [];

    /// <summary>The ids by number. Grows; never shrinks.</summary>
    public IReadOnlyList<string> Ids => _ids;

    /// <summary>What the numbering takes, about.</summary>
    public long Bytes { get; private set; }

    public bool IsUsed(int item) => _uses[item] > 0;

    /// <summary>The numbers of ids, new or known.</summary>
    public int[] Number(IReadOnlyList<string> ids)
    {
        int[] numbers = new int[ids.Count];
        for (int item = 0; item < numbers.Length; item++)
        {
            string id = ids[item];
            if (!_numberOf.TryGetValue(id, out numbers[item]))
            {
                _numberOf.Add(id, numbers[item] = _ids.Count);
                _ids.Add(id);
                _uses.Add(0);
                Bytes += BytesOf(id);
            }
        }

        return numbers;
    }

    /// <summary>Forgets the numbers from one on, which no part has used.</summary>
    public void TakeBack(int first)
    {
        for (int item = first; item < _ids.Count; item++)
        {
            _numberOf.Remove(_ids[item]);
            Bytes -= BytesOf(_ids[item]);
        }

        _ids.RemoveRange(first, _ids.Count - first);
        _uses.RemoveRange(first, _uses.Count - first);
    }

    /// <summary>Says that a part with these items came (1) or went (-1).</summary>
    public void Use(Transactions part, int change)
    {
        bool[] occurs = new bool[_ids.Count];
        foreach (int item in part.Items)
        {
            occurs[item] = true;
        }

        for (int item = 0; item < occurs.Length; item++)
        {
            _uses[item] += occurs[item] ? change : 0;
        }
    }

    /// <summary>The ids that occur now, in the order of ids, and for each number the place there, -1 for those that do not occur.</summary>
    public (string[] Ids, int[] Places) Current()
    {
        SortNew();
        int[] places = new int[_ids.Count];
        Array.Fill(places, -1);
        List<string> ids = new(_ids.Count);
        foreach (int item in _sorted)
        {
            if (IsUsed(item))
            {
                places[item] = ids.Count;
                ids.Add(_ids[item]);
            }
        }

        return ([.. ids], places);
    }

    // New ids are few: they are sorted and merged into the sorted old ones.
    private void SortNew()
    {
        int old = _sorted.Length;
        if (old == _ids.Count)
        {
            return;
        }

        int[] added = [.. Enumerable.Range(old, _ids.Count - old)];
        Array.Sort(added, (x, y) => ItemIdOrder.Instance.Compare(_ids[x], _ids[y]));
        int[] merged = new int[_ids.Count];
        int left = 0;
        int right = 0;
        for (int place = 0; place < merged.Length; place++)
        {
            bool takesOld = right == added.Length || (left < old && ItemIdOrder.Instance.Compare(_ids[_sorted[left]], _ids[added[right]]) < 0);
            merged[place] = takesOld ? _sorted[left++] : added[right++];
        }

        _sorted = merged;
    }

    private static long BytesOf(string id) => 64 + (2L * id.Length);
}
