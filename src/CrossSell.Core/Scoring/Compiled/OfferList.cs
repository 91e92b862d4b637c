namespace CrossSell;

/// <summary>The best few offers while rules are looked through, the best first: each product once, by the strongest thing that spoke for it.</summary>
/// <remarks>Keys are those of <see cref="ScoreOrder.KeyOf"/>. Whether something is news about a product is one comparison; the list is looked through only when it is.</remarks>
/// <param name="keys">Room for as many as are wanted.</param>
/// <param name="ranks">As much.</param>
/// <param name="strongest">For each product the strongest rank that spoke for it, <see cref="ScoreScratch.Nothing"/> without; so for all before and after.</param>
/// <param name="touched">Room for a place of each product.</param>
internal ref struct OfferList(Span<ulong> keys, Span<int> ranks, Span<int> strongest, Span<int> touched)
{
    /// <summary>The longest list for which moving places is worth while.</summary>
    public const int Longest = 64;

    /// <summary>Nothing is stronger: so stands a product that is not offered.</summary>
    private const int Closed = -1;

    private readonly Span<ulong> _keys = keys;
    private readonly Span<int> _ranks = ranks;
    private readonly Span<int> _strongest = strongest;
    private readonly Span<int> _touched = touched;
    private int _touches;

    /// <summary>How many offers there are.</summary>
    public int Count { get; private set; }

    /// <summary>No greater key can enter: that of the last offer when the list is full.</summary>
    public ulong Bound { get; private set; } = ulong.MaxValue;

    /// <summary>For each product the strongest rank so far: a greater one is no news.</summary>
    public readonly Span<int> Strongest => _strongest;

    public readonly ulong KeyAt(int place) => _keys[place];

    public readonly int RankAt(int place) => _ranks[place];

    /// <summary>Bars products, given as bits.</summary>
    public void Close(ReadOnlySpan<ulong> products)
    {
        for (int word = 0; word < products.Length; word++)
        {
            for (ulong bits = products[word]; bits != 0; bits &= bits - 1)
            {
                int product = (word << 6) + System.Numerics.BitOperations.TrailingZeroCount(bits);
                _strongest[product] = Closed;
                _touched[_touches++] = product;
            }
        }
    }

    /// <summary>Adds an offer behind all others, unless the product is barred.</summary>
    /// <returns>False when the list is full.</returns>
    public bool Append(ulong key, int rank)
    {
        if (_strongest[(int)(uint)key] == ScoreScratch.Nothing)
        {
            Note(key, rank);
            _keys[Count] = key;
            _ranks[Count++] = rank;
            Bound = Count == _keys.Length ? key : ulong.MaxValue;
        }

        return Count < _keys.Length;
    }

    /// <summary>Offers a product by a stronger rank than before; the list is full, or has the product already, and the key is within <see cref="Bound"/>.</summary>
    public void Offer(ulong key, int rank)
    {
        // A product that is not in the list takes the place of the last one.
        int place = Count - 1;
        while (place >= 0 && (uint)_keys[place] != (uint)key)
        {
            place--;
        }

        place = place < 0 ? Count - 1 : place;
        Note(key, rank);
        for (; place > 0 && _keys[place - 1] > key; place--)
        {
            _keys[place] = _keys[place - 1];
            _ranks[place] = _ranks[place - 1];
        }

        _keys[place] = key;
        _ranks[place] = rank;
        Bound = Count == _keys.Length ? _keys[Count - 1] : ulong.MaxValue;
    }

    /// <summary>Leaves the ranks of products as they were found.</summary>
    public void Dispose()
    {
        foreach (int product in _touched[.._touches])
        {
            _strongest[product] = ScoreScratch.Nothing;
        }

        _touches = 0;
    }

    private void Note(ulong key, int rank)
    {
        ref int rankOf = ref _strongest[(int)(uint)key];
        if (rankOf == ScoreScratch.Nothing)
        {
            _touched[_touches++] = (int)(uint)key;
        }

        rankOf = rank;
    }
}
