namespace CrossSell.Tool;

/// <summary>
/// A separator and an item as the bytes of one word, the first lowest, for those items whose text is short: ids mostly are, and a word is written in one step.
/// </summary>
/// <param name="count">How many items there are.</param>
/// <param name="separator">Stands before each item.</param>
/// <param name="text">An item's text as it is written; null when it is never written as it is.</param>
/// <remarks>Not thread-safe.</remarks>
internal sealed class ShortItems(int count, byte separator, Func<int, byte[]?> text)
{
    private const byte NotShort = byte.MaxValue;

    private readonly ulong[] _words = new ulong[count];
    private readonly byte[] _lengths = new byte[count];

    /// <returns>The number of bytes, separator included; 0 when the item has no such form.</returns>
    public int Of(int item, out ulong word)
    {
        int length = _lengths[item];
        word = _words[item];
        return length is > 0 and not NotShort ? length : length == NotShort ? 0 : Make(item, out word);
    }

    private int Make(int item, out ulong word)
    {
        byte[]? bytes = text(item);
        word = separator;
        if (bytes is null or { Length: 0 or > sizeof(ulong) - 1 })
        {
            _lengths[item] = NotShort;
            return 0;
        }

        for (int i = 0; i < bytes.Length; i++)
        {
            word |= (ulong)bytes[i] << (8 * (i + 1));
        }

        _words[item] = word;
        return _lengths[item] = (byte)(bytes.Length + 1);
    }
}
