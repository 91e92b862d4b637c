namespace CrossSell.ML.Ranking;

/// <summary>Keeps the products with the greatest weights of a row; of equal weights, the product that stands first.</summary>
/// <remarks>A weight above 0 and a product fit one number whose order is theirs; numbers are sorted only when there are several times as many as are kept.</remarks>
internal sealed class NearestKeeper(int most)
{
    private ulong[] _keys = new ulong[256];
    private int _count;
    private ulong _least;

    public void Clear() => (_count, _least) = (0, 0);

    /// <summary>Adds a product.</summary>
    /// <param name="product">Its place.</param>
    /// <param name="weight">Above 0.</param>
    public void Add(int product, float weight)
    {
        ulong key = ((ulong)BitConverter.SingleToUInt32Bits(weight) << 32) | ~(uint)product;
        if (key < _least)
        {
            return;
        }

        if (_count == _keys.Length)
        {
            if (_count >= 4L * most)
            {
                Cut();
            }
            else
            {
                Array.Resize(ref _keys, 2 * _count);
            }
        }

        _keys[_count++] = key;
    }

    /// <summary>What is kept, by product.</summary>
    public (int[] Products, float[] Weights) Take()
    {
        if (_count > most)
        {
            Cut();
        }

        // Turned over, the product decides.
        Span<ulong> kept = _keys.AsSpan(0, _count);
        for (int at = 0; at < kept.Length; at++)
        {
            kept[at] = (ulong)~(uint)kept[at] << 32 | (kept[at] >> 32);
        }

        kept.Sort();
        var products = new int[kept.Length];
        var weights = new float[kept.Length];
        for (int at = 0; at < kept.Length; at++)
        {
            products[at] = (int)(kept[at] >> 32);
            weights[at] = BitConverter.UInt32BitsToSingle((uint)kept[at]);
        }

        return (products, weights);
    }

    private void Cut()
    {
        Array.Sort(_keys, 0, _count);
        Array.Copy(_keys, _count - most, _keys, 0, most);
        _count = most;
        _least = _keys[0];
    }
}
