using System.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>Writes an itemset with its support as a few words whose order, word by word, is the order of <see cref="Itemsets"/> among those of one length.</summary>
/// <remarks>
/// The first word begins with the support, so that falling supports rise. With at most 64 frequent items a bit for each follows, in the same word where both
/// fit; otherwise the numbers of the items follow, each in as many bits as the largest needs, as many as fit a word.
/// </remarks>
internal sealed class ItemsetCodec
{
    private readonly int[] _numberOf;
    private readonly int[] _items;
    private readonly int _highestCount;
    private readonly int _itemBits;
    private readonly ulong _itemOnes;
    private readonly int _inFirstWord;
    private readonly int _inOtherWords;
    private readonly bool _isBits;
    private readonly bool _isOneWord;

    /// <param name="items">The frequent items, in any order.</param>
    /// <param name="itemCount">How many items there are in all.</param>
    /// <param name="highestCount">The highest support of any.</param>
    public ItemsetCodec(int[] items, int itemCount, int highestCount)
    {
        _items = [.. items];
        Array.Sort(_items);
        _numberOf = new int[itemCount];
        for (int number = 0; number < _items.Length; number++)
        {
            _numberOf[_items[number]] = number;
        }

        _highestCount = highestCount;
        int countBits = BitOperations.Log2((uint)Math.Max(1, _highestCount)) + 1;
        _isBits = _items.Length <= ItemsetWords.MostItems;
        _isOneWord = _items.Length + countBits <= 64;
        _itemBits = _isBits ? Math.Max(1, _items.Length) : BitOperations.Log2((uint)_items.Length) + 1;
        _itemOnes = ulong.MaxValue >> (64 - _itemBits);
        _inFirstWord = (64 - countBits) / _itemBits;
        _inOtherWords = 64 / _itemBits;
    }

    /// <summary>How many words an itemset of some length takes.</summary>
    public int WordsOf(int length)
    {
        if (_isBits)
        {
            return _isOneWord ? 1 : 2;
        }

        return length <= _inFirstWord ? 1 : 1 + ((length - _inFirstWord + _inOtherWords - 1) / _inOtherWords);
    }

    /// <param name="items">The items, ascending.</param>
    /// <param name="count">The support.</param>
    /// <param name="to">As many words as the length takes.</param>
    public void Encode(ReadOnlySpan<int> items, int count, Span<ulong> to)
    {
        ulong word = (ulong)(_highestCount - count);
        if (_isBits)
        {
            ulong absent = _itemOnes;
            foreach (int item in items)
            {
                absent ^= 1UL << (_itemBits - 1 - _numberOf[item]);
            }

            PutBits(word, absent, to);
            return;
        }

        int at = 0;
        int room = _inFirstWord;
        foreach (int item in items)
        {
            if (room == 0)
            {
                to[at++] = word;
                word = 0;
                room = _inOtherWords;
            }

            word = (word << _itemBits) | (uint)_numberOf[item];
            room--;
        }

        to[at] = word;
    }

    /// <summary>Encodes an itemset given as bits.</summary>
    /// <param name="numbers">What <see cref="NumbersOf"/> says of the items that the bits stand for.</param>
    /// <param name="word">The itemset: the highest bit is its smallest item.</param>
    /// <param name="count">The support.</param>
    /// <param name="to">As many words as the length takes.</param>
    public void Encode(ReadOnlySpan<int> numbers, ulong word, int count, Span<ulong> to)
    {
        ulong key = (ulong)(_highestCount - count);
        if (_isBits)
        {
            // With so few items all words of a run are of all frequent items.
            PutBits(key, word ^ _itemOnes, to);
            return;
        }

        int at = 0;
        int room = _inFirstWord;
        while (word != 0)
        {
            if (room == 0)
            {
                to[at++] = key;
                key = 0;
                room = _inOtherWords;
            }

            int bit = BitOperations.Log2(word);
            word ^= 1UL << bit;
            key = (key << _itemBits) | (uint)numbers[bit];
            room--;
        }

        to[at] = key;
    }

    /// <summary>The numbers that stand for some items in the words.</summary>
    public void NumbersOf(ReadOnlySpan<int> items, Span<int> numbers)
    {
        for (int i = 0; i < items.Length; i++)
        {
            numbers[i] = _numberOf[items[i]];
        }
    }

    /// <returns>The support.</returns>
    public int Decode(ReadOnlySpan<ulong> from, Span<int> items)
    {
        ulong word = from[0];
        int at = 0;
        if (_isBits)
        {
            ulong present = ~(_isOneWord ? word : from[1]) & _itemOnes;
            while (present != 0)
            {
                int bit = BitOperations.Log2(present);
                present ^= 1UL << bit;
                items[at++] = _items[_itemBits - 1 - bit];
            }

            return _highestCount - (int)(_isOneWord ? word >> _itemBits : word);
        }

        int count = _highestCount - (int)(word >> (Math.Min(items.Length, _inFirstWord) * _itemBits));
        int inWord = _inFirstWord;
        for (int place = 0; at < items.Length; place++)
        {
            word = from[place];
            int end = Math.Min(items.Length, at + inWord);
            for (int item = end - 1; item >= at; item--)
            {
                items[item] = _items[word & _itemOnes];
                word >>= _itemBits;
            }

            at = end;
            inWord = _inOtherWords;
        }

        return count;
    }

    // Absent items are ones: of two itemsets the one that has the first item in which they differ comes first.
    private void PutBits(ulong key, ulong absent, Span<ulong> to)
    {
        if (_isOneWord)
        {
            to[0] = (key << _itemBits) | absent;
            return;
        }

        to[0] = key;
        to[1] = absent;
    }
}
