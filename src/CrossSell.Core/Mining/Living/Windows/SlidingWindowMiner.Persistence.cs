using CrossSell.Mining.Living;

namespace CrossSell.Mining;

public sealed partial class SlidingWindowMiner
{
    private const string Section = "window";
    private const int Version = 1;

    /// <summary>Writes the window to a file, whole or not at all, so that a later process continues: a crash leaves the old file or the new one.</summary>
    /// <remarks>The file holds the transactions of the window, but no customers and no times of single baskets. docs/formats.md describes it. Up to 2 GB.</remarks>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <exception cref="IOException">The file cannot be written, or would have more than 2 GB.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, ToBytes());
    }

    /// <summary>The bytes that <see cref="Save"/> writes. The same calls give the same bytes.</summary>
    public byte[] ToBytes()
    {
        lock (_gate)
        {
            return SectionedFile.Write([new FileSection(Section, Version, Columns.Write(Write))]);
        }
    }

    /// <summary>Reads a window that <see cref="Save"/> wrote; every checksum is tested before anything is used.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">Memory, threads and itemsets a part from now on; what the window tracks stands in the file. Null for the defaults.</param>
    /// <exception cref="ModelFormatException">The file holds no window, is cut short or damaged, or is of a later version.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="ArgumentException">The limits are not valid.</exception>
    public static SlidingWindowMiner Load(string path, WindowOptions? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return FromBytes(File.ReadAllBytes(path), limits, path);
    }

    /// <summary>Reads a window from bytes, as <see cref="Load"/> does from a file.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="limits">Memory, threads and itemsets a part from now on; null for the defaults.</param>
    /// <param name="source">What to call the bytes in an error.</param>
    /// <exception cref="ModelFormatException">The bytes hold no window, are cut short or damaged, or are of a later version.</exception>
    /// <exception cref="ArgumentException">The limits are not valid.</exception>
    public static SlidingWindowMiner FromBytes(byte[] bytes, WindowOptions? limits = null, string source = "The bytes")
    {
        ArgumentNullException.ThrowIfNull(bytes);
        limits ??= new WindowOptions();
        MiningOptions.ThrowIfInvalid(limits.Validate(), nameof(limits));
        return Columns.Read(SectionedFile.Read(bytes, source), Section, Version, source, reader => Read(reader, limits));
    }

    private void Write(BinaryWriter writer)
    {
        writer.Write(_options.MinSupport.ToString());
        writer.Write(_options.MaxLength ?? 0);
        writer.Write(_options.LeastPartCount);
        writer.Write(_lastSequence);
        writer.Write(FreshRuns);
        Columns.Write(writer, _items.Ids);
        writer.Write(_parts.Count);
        foreach (WindowPart part in _parts)
        {
            part.Write(writer);
        }

        Columns.Write(writer, [.. _blocks.SelectMany(block => new[] { block.First, block.Last, block.Bound })]);
        _counts.Write(writer);
    }

    private static SlidingWindowMiner Read(BinaryReader reader, WindowOptions limits)
    {
        WindowOptions options = limits.Copy();
        options.MinSupport = SupportThreshold.Parse(reader.ReadString());
        int longest = reader.ReadInt32();
        options.MaxLength = longest == 0 ? null : longest;
        options.LeastPartCount = reader.ReadInt32();
        int lastSequence = reader.ReadInt32();
        int freshRuns = reader.ReadInt32();
        WindowItems items = new();
        items.Number(Columns.ReadTexts(reader));
        List<WindowPart> parts = [];
        for (int left = Columns.ReadCount(reader, leastBytesEach: 20); left > 0; left--)
        {
            parts.Add(WindowPart.Read(reader, items.Ids));
            items.Use(parts[^1].Transactions, 1);
        }

        int[] numbers = Columns.ReadNumbers(reader);
        List<WindowBlock> blocks = [.. numbers.Chunk(3).Where(chunk => chunk.Length == 3).Select(chunk => new WindowBlock(chunk[0], chunk[1], chunk[2]))];
        SlidingWindowMiner window = new(options, items, parts, blocks, WindowCounts.Read(reader, items.Ids.Count), lastSequence) { FreshRuns = freshRuns };
        window.ThrowIfInconsistent();
        return window;
    }

    /// <summary>All that the bounds rest on: parts and blocks in order, each part in one block, all items tracked with the counts that they have.</summary>
    private void ThrowIfInconsistent()
    {
        Columns.Require(_parts.Select(part => part.Name).Distinct(StringComparer.Ordinal).Count() == _parts.Count, "a part stands twice");
        Columns.Require(Columns.IsAscending([.. _parts.Select(part => part.Sequence)], _lastSequence + 1), "the parts are not in their order");
        Columns.Require(Columns.IsAscending([.. _blocks.Select(block => block.First)], _lastSequence + 1), "the blocks are not in their order");
        Columns.Require(_blocks.TrueForAll(block => block.First <= block.Last && block.Bound >= 0), "a block has no parts");
        Columns.Require(_blocks.Zip(_blocks.Skip(1)).All(pair => pair.First.Last < pair.Second.First), "blocks overlap");
        Columns.Require(
            _parts.TrueForAll(part => _blocks.Exists(block => block.First <= part.Sequence && part.Sequence <= block.Last)), "a part is in no block");
        long total = _parts.Sum(part => (long)part.Transactions.TotalWeight);
        Columns.Require(total <= int.MaxValue, "there are too many transactions");
        long[] supports = new long[_items.Ids.Count];
        foreach (int[] ofPart in _parts.Select(part => SupportsOf(part.Transactions)))
        {
            for (int item = 0; item < ofPart.Length; item++)
            {
                supports[item] += Math.Max(0, ofPart[item]);
            }
        }

        for (int item = 0; item < supports.Length; item++)
        {
            int entry = _counts.Table.Find([item]);
            Columns.Require(entry >= 0 ? _counts.Known[entry] == supports[item] : !_items.IsUsed(item), "the count of an item is not that of its transactions");
        }

        for (int entry = 0; entry < _counts.Count; entry++)
        {
            Columns.Require(_counts.Known[entry] >= 0 && _counts.Known[entry] <= total, "a count is out of range");
            Columns.Require(_counts.Since[entry] >= 0 && _counts.Since[entry] <= _lastSequence, "an itemset is tracked from a part that never came");
        }
    }
}
