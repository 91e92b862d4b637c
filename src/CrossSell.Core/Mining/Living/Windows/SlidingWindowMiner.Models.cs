using CrossSell.Mining.Living;

namespace CrossSell.Mining;

public sealed partial class SlidingWindowMiner
{
    /// <summary>The lowest support that may be asked for.</summary>
    internal SupportThreshold LowestSupport => _options.MinSupport;

    /// <summary>Rules, and how often each item of the window occurs, however rarely, of one and the same moment. The items' order is that of <see cref="RuleSet.ItemIds"/>.</summary>
    internal (RuleSet Rules, int[] Counts) MineForModel(RuleOptions options, CancellationToken cancellation)
    {
        lock (_gate)
        {
            RuleSet rules = MineRules(options, cancellation);
            int[] counts = new int[rules.ItemIds.Count];
            (_, int[] places) = _items.Current();
            ReadOnlySpan<int> known = _counts.Known;
            for (int entry = 0; entry < known.Length; entry++)
            {
                ReadOnlySpan<int> items = _counts.Table[entry];
                if (items.Length == 1 && places[items[0]] >= 0)
                {
                    counts[places[items[0]]] = known[entry];
                }
            }

            return (rules, counts);
        }
    }
}
