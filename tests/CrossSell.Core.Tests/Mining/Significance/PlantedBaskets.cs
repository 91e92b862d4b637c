using CrossSell.Core.Tests.Mining;

namespace CrossSell.Mining.Tests;

/// <summary>Baskets whose truth is known: items that come independently, and pairs that are planted.</summary>
internal static class PlantedBaskets
{
    /// <summary>Baskets in which each item comes by chance; of each planted pair the second copies the first in 6 of 10 baskets.</summary>
    public static Transactions Draw(int seed, int baskets, int items, double share, params (int First, int Second)[] planted)
    {
        ulong state = ((ulong)(uint)seed << 20) + 12_345;
        List<List<int>> rows = [];
        for (int row = 0; row < baskets; row++)
        {
            bool[] holds = new bool[items];
            for (int item = 0; item < items; item++)
            {
                holds[item] = Uniform() < share;
            }

            foreach ((int first, int second) in planted)
            {
                holds[second] = Uniform() < 0.6 ? holds[first] : holds[second];
            }

            rows.Add([.. Enumerable.Range(0, items).Where(item => holds[item])]);
        }

        // All items stand in one more basket, so that each has its index.
        rows.Add([.. Enumerable.Range(0, items)]);
        return Baskets.Of(rows);

        // SplitMix64: the same baskets for the same seed on every machine.
        double Uniform()
        {
            state += 0x9E3779B97F4A7C15UL;
            ulong bits = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL;
            bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBUL;
            return ((bits ^ (bits >> 31)) >> 11) * (1.0 / (1UL << 53));
        }
    }
}
