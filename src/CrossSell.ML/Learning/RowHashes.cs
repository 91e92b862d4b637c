namespace CrossSell.ML.Learning;

/// <summary>A number for each row that depends on the row's key alone, or without keys on its values, whatever the order of rows and columns.</summary>
internal static class RowHashes
{
    public static ulong[] Of(IReadOnlyList<string> keys) => [.. keys.Select(key => Mix(OfText(key)))];

    public static ulong[] Of(CustomerTable table)
    {
        ulong[] hashes = new ulong[table.Count];
        if (table.HasKeys)
        {
            for (int row = 0; row < hashes.Length; row++)
            {
                hashes[row] = Mix(OfText(table.Key(row)!));
            }

            return hashes;
        }

        foreach (CustomerColumn column in table.Columns)
        {
            ulong name = OfText(column.Name);
            ulong[] levels = [.. column.Kind == CustomerColumnKind.Categorical ? column.Levels.Select(OfText) : []];
            for (int row = 0; row < hashes.Length; row++)
            {
                ulong value = column.IsMissing(row) ? 0
                    : column.Kind == CustomerColumnKind.Categorical ? levels[column.LevelCodes[row]]
                    : BitConverter.DoubleToUInt64Bits(column.Numbers[row] + 0.0);

                // A sum, so that the order of the columns does not matter.
                hashes[row] += Mix(name ^ Mix(value));
            }
        }

        return Array.ConvertAll(hashes, Mix);
    }

    // Fowler, Noll and Vo, 1a, 64 bits.
    private static ulong OfText(string text)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (char c in text)
        {
            hash = (hash ^ c) * 0x100000001B3;
        }

        return hash;
    }

    // The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
