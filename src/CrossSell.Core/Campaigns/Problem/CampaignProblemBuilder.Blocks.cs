namespace CrossSell.Campaigns;

public sealed partial class CampaignProblemBuilder
{
    // Everything that was told of the customer becomes rows over his candidates.
    private void EndCustomer()
    {
        if (_customers.Count == 0)
        {
            return;
        }

        int count = _kinds.Count - _first;
        if (count >= BlockTable.NoGroup)
        {
            Fail($"Customer '{_customers[^1]}' has {count} candidates; there may be {BlockTable.NoGroup - 1}.");
            return;
        }

        _compiler.Begin(count);
        NumberProducts(count);
        for (int e = 0; e < _excluded.Length; e++)
        {
            AddExclusion(e, count);
        }

        for (int cap = 0; cap < _capWindows.Length; cap++)
        {
            if (_capWindows[cap].IsPerOffer)
            {
                AddCapByProduct(cap, count);
            }
            else
            {
                AddCapWindows(cap, count);
            }

            _used[cap].Clear();
            _usedProducts[cap].Clear();
            _limits[cap] = _caps[cap].Limit;
        }

        foreach ((string name, int limit, int[] candidates) in _ownLimits)
        {
            int row = _compiler.AddRow(limit, (ushort)_sources.Add(name));
            foreach (int candidate in candidates)
            {
                _compiler.AddMember(row, candidate - _first);
            }
        }

        _ownLimits.Clear();
        _compiler.End(Math.Max(0, Math.Min(_most ?? count, count)), PlanSource, _places.AsSpan(0, count));
    }

    private (int Product, int Channel, int Slot) Parts(int kind)
    {
        (int rest, int product) = Math.DivRem(kind, _products.Count);
        (int slot, int channel) = Math.DivRem(rest, _channels.Count);
        return (product, channel, slot);
    }

    // Numbers the customer's products from 0, makes the row of each that has several candidates, and finds the same candidate given twice.
    private void NumberProducts(int count)
    {
        Array.Resize(ref _places, Math.Max(count, _places.Length));
        Array.Fill(_firstOfProduct, -1);
        ushort products = 0;
        for (int j = 0; j < count; j++)
        {
            int product = _kinds[_first + j] % _products.Count;
            int first = _firstOfProduct[product];
            if (first < 0)
            {
                _firstOfProduct[product] = j;
                _places[j] = products++;
                continue;
            }

            _places[j] = _places[first];
        }

        for (int product = 0; product < _firstOfProduct.Length; product++)
        {
            if (_firstOfProduct[product] is >= 0 and int first)
            {
                AddProductRow(product, first, count);
            }
        }
    }

    private void AddProductRow(int product, int first, int count)
    {
        int row = -1;
        for (int j = first + 1; j < count; j++)
        {
            if (_places[j] != _places[first])
            {
                continue;
            }

            if (row < 0)
            {
                row = _compiler.AddRow(1, ProductSource);
                _compiler.AddMember(row, first);
            }

            _compiler.AddMember(row, j);
            for (int k = first; k < j; k++)
            {
                if (_kinds[_first + k] == _kinds[_first + j])
                {
                    (_, int channel, int slot) = Parts(_kinds[_first + j]);
                    Fail($"{Named(product, channel, slot)} is there twice.");
                }
            }
        }
    }

    private void AddExclusion(int exclusion, int count)
    {
        int row = _compiler.AddRow(1, (ushort)_sources.Find(_exclusions[exclusion].Name));
        for (int j = 0; j < count; j++)
        {
            if (_excluded[exclusion].Length > 0 && _excluded[exclusion][_kinds[_first + j] % _products.Count])
            {
                _compiler.AddMember(row, j);
            }
        }
    }

    private void AddCapByProduct(int cap, int count)
    {
        for (int product = 0; product < _firstOfProduct.Length; product++)
        {
            if (_firstOfProduct[product] < 0)
            {
                continue;
            }

            int row = _compiler.AddRow(_limits[cap] - _usedProducts[cap].Count(p => p == product), SourceOf(cap));
            for (int j = _firstOfProduct[product]; j < count; j++)
            {
                (int own, int channel, _) = Parts(_kinds[_first + j]);
                if (own == product && _capWindows[cap].Counts(product, channel))
                {
                    _compiler.AddMember(row, j);
                }
            }
        }
    }

    private void AddCapWindows(int cap, int count)
    {
        CapWindows windows = _capWindows[cap];
        windows.Windows(_used[cap], _windows);
        foreach ((int from, int to, int used) in _windows)
        {
            int row = _compiler.AddRow(_limits[cap] - used, SourceOf(cap));
            for (int j = 0; j < count; j++)
            {
                (int product, int channel, int slot) = Parts(_kinds[_first + j]);
                int rank = windows.RankOf(slot);
                if (rank >= from && rank < to && windows.Counts(product, channel))
                {
                    _compiler.AddMember(row, j);
                }
            }
        }
    }

    private ushort SourceOf(int cap) => (ushort)_sources.Find(_caps[cap].Name);
}
