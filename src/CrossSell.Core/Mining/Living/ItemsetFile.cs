using CrossSell.Mining.Living;

namespace CrossSell.Mining;

/// <summary>Itemsets and their counts as bytes: for a file, or on the wire between the machines of a <see cref="PartitionedMiner"/> run.</summary>
/// <remarks>
/// The frame of a model file (docs/formats.md) with a section <c>itemsets</c>: checksummed, data only, the same bytes for the same itemsets. All methods are safe
/// to call from several threads.
/// </remarks>
public static class ItemsetFile
{
    private const string Section = "itemsets";
    private const int Version = 1;

    /// <summary>The bytes of itemsets: 4 an item, 4 an itemset, and the ids.</summary>
    /// <param name="itemsets">What is written.</param>
    public static byte[] ToBytes(Itemsets itemsets)
    {
        ArgumentNullException.ThrowIfNull(itemsets);
        return SectionedFile.Write([new FileSection(Section, Version, Columns.Write(writer => Write(writer, itemsets)))]);
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote. O(bytes); every checksum is tested before anything is used.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="source">What to call them in an error.</param>
    /// <exception cref="ModelFormatException">The bytes hold no itemsets, are cut short or damaged, or are of a later version.</exception>
    public static Itemsets FromBytes(byte[] bytes, string source = "The bytes")
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return Columns.Read(SectionedFile.Read(bytes, source), Section, Version, source, Read);
    }

    /// <summary>Writes itemsets to a file, whole or not at all.</summary>
    /// <param name="itemsets">What is written.</param>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    public static void Save(Itemsets itemsets, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, ToBytes(itemsets));
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFormatException">The file holds no itemsets, is cut short or damaged, or is of a later version.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Itemsets Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return FromBytes(File.ReadAllBytes(path), path);
    }

    private static void Write(BinaryWriter writer, Itemsets itemsets)
    {
        writer.Write(itemsets.TransactionCount);
        Columns.Write(writer, itemsets.ItemIds);
        writer.Write(itemsets.LongestLength);
        for (int length = 1; length <= itemsets.LongestLength; length++)
        {
            int[] counts = new int[itemsets.CountOfLength(length)];
            int[] items = new int[counts.Length * length];
            for (int ordinal = 0; ordinal < counts.Length; ordinal++)
            {
                counts[ordinal] = itemsets.CountOf(length, ordinal);
                itemsets.IndexesOf(length, ordinal).CopyTo(items.AsSpan(ordinal * length));
            }

            Columns.Write(writer, counts);
            Columns.Write(writer, items);
        }
    }

    private static Itemsets Read(BinaryReader reader)
    {
        int transactions = reader.ReadInt32();
        string[] ids = Columns.ReadTexts(reader);
        int longest = reader.ReadInt32();
        Columns.Require(transactions >= 0 && longest >= 0 && longest <= ids.Length, "a number of transactions or of lengths is out of range");
        int[][] counts = new int[longest][];
        int[][] items = new int[longest][];
        for (int length = 1; length <= longest; length++)
        {
            counts[length - 1] = Columns.ReadNumbers(reader);
            items[length - 1] = Columns.ReadNumbers(reader);
            Check(counts[length - 1], items[length - 1], length, ids.Length, transactions);
        }

        return new Itemsets(items, counts, ids, transactions);
    }

    /// <summary>All that <see cref="Itemsets"/> relies on: ascending known items, counts that can be, the promised order.</summary>
    private static void Check(int[] counts, int[] items, int length, int itemCount, int transactions)
    {
        Columns.Require(items.Length == (long)counts.Length * length, "items and counts do not fit together");
        for (int ordinal = 0; ordinal < counts.Length; ordinal++)
        {
            ReadOnlySpan<int> set = items.AsSpan(ordinal * length, length);
            Columns.Require(Columns.IsAscending(set, itemCount), "an itemset is not ascending or names an item that is not there");
            Columns.Require(counts[ordinal] >= 0 && counts[ordinal] <= transactions, "a count is out of range");
            Columns.Require(
                ordinal == 0
                || counts[ordinal] < counts[ordinal - 1]
                || (counts[ordinal] == counts[ordinal - 1] && items.AsSpan((ordinal - 1) * length, length).SequenceCompareTo(set) < 0),
                "the itemsets are not in their order");
        }
    }
}
