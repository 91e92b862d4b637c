namespace CrossSell.Mining.Search;

/// <summary>Keeps itemsets in flat blocks, one list of blocks for each length: count, then items. No object for an itemset.</summary>
internal sealed class StoringReceiver(MiningRun run) : ItemsetReceiver(run)
{
    private readonly List<Shelf?> shelves = [];

    /// <summary>The blocks of one length; the last entry of each pair is how many numbers of the block are used.</summary>
    public IEnumerable<(int[] Block, int Used)> BlocksOf(int length) =>
        length <= shelves.Count && shelves[length - 1] is Shelf shelf ? shelf.Blocks : [];

    /// <summary>Gives the blocks of one length back, when they have been copied.</summary>
    public void Release(int length)
    {
        if (length <= shelves.Count)
        {
            shelves[length - 1] = null;
        }
    }

    protected override void Keep(ReadOnlySpan<int> items, int count)
    {
        while (shelves.Count < items.Length)
        {
            shelves.Add(null);
        }

        Shelf shelf = shelves[items.Length - 1] ??= new Shelf();
        Span<int> room = shelf.Next(items.Length + 1, Run);
        room[0] = count;
        items.CopyTo(room[1..]);
    }

    private sealed class Shelf
    {
        private const int LargestBlock = 1 << 18;

        private readonly List<int[]> full = [];
        private int[] block = [];
        private int used;

        public IEnumerable<(int[] Block, int Used)> Blocks => full.Select(whole => (whole, whole.Length)).Append((block, used));

        public Span<int> Next(int size, MiningRun run)
        {
            if (used == block.Length)
            {
                if (used > 0)
                {
                    full.Add(block);
                }

                // Blocks hold whole itemsets. Twice the memory is reckoned: the result is a sorted copy.
                int records = Math.Max(1, Math.Min(LargestBlock / size, Math.Max(64, block.Length / size * 2)));
                run.AddMemory(2L * records * size * sizeof(int));
                block = GC.AllocateUninitializedArray<int>(records * size);
                used = 0;
            }

            Span<int> room = block.AsSpan(used, size);
            used += size;
            return room;
        }
    }
}
