namespace CrossSell.Mining.Search;

/// <summary>Keeps itemsets in flat blocks, one list of blocks for each length: count, then items. No object for an itemset.</summary>
internal sealed class StoringReceiver(MiningRun run) : ItemsetReceiver(run)
{
    private readonly List<Shelf?> _shelves = [];

    /// <summary>The blocks of one length; the last entry of each pair is how many numbers of the block are used.</summary>
    public IEnumerable<(int[] Block, int Used)> BlocksOf(int length) =>
        length <= _shelves.Count && _shelves[length - 1] is Shelf shelf ? shelf.Blocks : [];

    /// <summary>Gives the blocks of one length back, when they have been copied.</summary>
    public void Release(int length)
    {
        if (length <= _shelves.Count)
        {
            _shelves[length - 1] = null;
        }
    }

    protected override void Keep(ReadOnlySpan<int> items, int count)
    {
        while (_shelves.Count < items.Length)
        {
            _shelves.Add(null);
        }

        Shelf shelf = _shelves[items.Length - 1] ??= new Shelf();
        Span<int> room = shelf.Next(items.Length + 1, Run);
        room[0] = count;
        items.CopyTo(room[1..]);
    }

    private sealed class Shelf
    {
        private const int LargestBlock = 1 << 18;

        private readonly List<int[]> _full = [];
        private int[] _block = [];
        private int _used;

        public IEnumerable<(int[] Block, int Used)> Blocks => _full.Select(whole => (whole, whole.Length)).Append((_block, _used));

        public Span<int> Next(int size, MiningRun run)
        {
            if (_used == _block.Length)
            {
                if (_used > 0)
                {
                    _full.Add(_block);
                }

                // Blocks hold whole itemsets. Twice the memory is reckoned: the result is a sorted copy.
                int records = Math.Max(1, Math.Min(LargestBlock / size, Math.Max(64, _block.Length / size * 2)));
                run.AddMemory(2L * records * size * sizeof(int));
                _block = GC.AllocateUninitializedArray<int>(records * size);
                _used = 0;
            }

            Span<int> room = _block.AsSpan(_used, size);
            _used += size;
            return room;
        }
    }
}
