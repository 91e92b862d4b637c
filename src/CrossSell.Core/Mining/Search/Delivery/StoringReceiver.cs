using System.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>Keeps itemsets as the words of <see cref="ItemsetCodec"/>, one list of blocks for each length. No object for an itemset.</summary>
internal sealed class StoringReceiver(ItemsetCodec codec, MiningRun run) : ItemsetReceiver(run)
{
    private readonly List<Shelf?> _shelves = [];
    private readonly int[] _numbers = new int[ItemsetWords.MostItems];

    /// <summary>The blocks of one length; the last entry of each pair is how many words of the block are used.</summary>
    public IEnumerable<(ulong[] Block, int Used)> BlocksOf(int length) =>
        length <= _shelves.Count && _shelves[length - 1] is Shelf shelf ? shelf.Blocks : [];

    /// <summary>Gives the blocks of one length back, when they have been copied.</summary>
    public void Release(int length)
    {
        if (length <= _shelves.Count && _shelves[length - 1] is Shelf shelf)
        {
            Run.AddMemory(-shelf.Bytes);
            _shelves[length - 1] = null;
        }
    }

    protected override void Keep(ReadOnlySpan<int> items, int count) => codec.Encode(items, count, ShelfOf(items.Length).Next(Run));

    protected override void Keep(ReadOnlySpan<int> items, ReadOnlySpan<ulong> words, ReadOnlySpan<int> counts)
    {
        codec.NumbersOf(items, _numbers);
        for (int i = 0; i < words.Length; i++)
        {
            codec.Encode(_numbers, words[i], counts[i], ShelfOf(BitOperations.PopCount(words[i])).Next(Run));
        }
    }

    private Shelf ShelfOf(int length)
    {
        while (_shelves.Count < length)
        {
            _shelves.Add(null);
        }

        return _shelves[length - 1] ??= new Shelf(length, codec.WordsOf(length));
    }

    private sealed class Shelf(int length, int words)
    {
        private const int LargestBlock = 1 << 17;

        private readonly List<ulong[]> _full = [];
        private ulong[] _block = [];
        private int _used;

        public IEnumerable<(ulong[] Block, int Used)> Blocks => _full.Select(whole => (whole, whole.Length)).Append((_block, _used));

        public long Bytes { get; private set; }

        public Span<ulong> Next(MiningRun run)
        {
            if (_used == _block.Length)
            {
                Grow(run);
            }

            Span<ulong> room = _block.AsSpan(_used, words);
            _used += words;
            return room;
        }

        private void Grow(MiningRun run)
        {
            if (_used > 0)
            {
                _full.Add(_block);
            }

            // Blocks hold whole itemsets. The place of each in the result is reckoned here already, so that a result too large is noticed early.
            int records = Math.Max(1, Math.Min(LargestBlock / words, Math.Max(64, _block.Length / words * 2)));
            long bytes = (long)records * words * sizeof(ulong);
            run.AddMemory(bytes + ((long)records * (length + 1) * sizeof(int)));
            Bytes += bytes;
            _block = GC.AllocateUninitializedArray<ulong>(records * words);
            _used = 0;
        }
    }
}
