namespace CrossSell.Campaigns;

/// <content>Candidates that stand in the same rows are one group.</content>
internal sealed partial class BlockCompiler
{
    private void Group(int most, ReadOnlySpan<ushort> products)
    {
        int words = (_rows.Count + 63) >> 6;
        if (_signatures.Length < _count * words)
        {
            _signatures = new ulong[_count * words * 2];
        }

        int groups = 0;
        for (int j = 0; j < _count; j++)
        {
            if ((_dead[j >> 6] >> j & 1) != 0)
            {
                _groupOf.Add(BlockTable.NoGroup);
                continue;
            }

            Span<ulong> signature = _signatures.AsSpan(groups * words, words);
            bool excludes = Sign(j, signature) || most == 1;
            int group = excludes ? Find(signature, groups, words) : groups;
            _groupOf.Add((ushort)group);
            if (group < groups)
            {
                continue;
            }

            groups++;
            _productOf.Add(products[j]);
            for (int r = 0; r < _rows.Count; r++)
            {
                if ((signature[r >> 6] >> r & 1) != 0)
                {
                    _rowsOfGroup.Add((ushort)r);
                }
            }

            _groupRowStart.Add(_rowsOfGroup.Count);
        }
    }

    // The rows that a candidate stands in; whether one of them allows one only.
    private bool Sign(int candidate, Span<ulong> signature)
    {
        signature.Clear();
        bool excludes = false;
        for (int r = 0; r < _rows.Count; r++)
        {
            if ((Members(r)[candidate >> 6] >> candidate & 1) != 0)
            {
                signature[r >> 6] |= 1UL << r;
                excludes |= _rows[r].Limit == 1;
            }
        }

        return excludes;
    }

    private int Find(ReadOnlySpan<ulong> signature, int groups, int words)
    {
        for (int g = 0; g < groups; g++)
        {
            if (signature.SequenceEqual(_signatures.AsSpan(g * words, words)))
            {
                return g;
            }
        }

        return groups;
    }
}
