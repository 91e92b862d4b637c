namespace CrossSell.Testing.Chance;

/// <summary>The name of a stream of chance, hashed once (FNV-1a over the UTF-16 units, 64 bits).</summary>
internal readonly record struct StreamName
{
    public StreamName(string text)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (char c in text)
        {
            hash = (hash ^ c) * 0x100000001B3;
        }

        Key = hash;
    }

    public ulong Key { get; }
}
