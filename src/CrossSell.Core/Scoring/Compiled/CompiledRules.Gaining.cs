namespace CrossSell;

internal sealed unsafe partial class CompiledRules
{
    /// <summary>What the rules add to logits. O(rules log rules).</summary>
    /// <param name="placeOf">The place of each product among the tiles.</param>
    /// <param name="tiles">How many tiles there are.</param>
    /// <param name="gain">What the rule of a rank adds to its product beyond its popularity, 0 or more; NaN leaves it out.</param>
    /// <param name="whole">The rule of a rank and what it adds to its product with its popularity.</param>
    public RuleGains Gains(int[] placeOf, int tiles, Func<int, int, double> gain, Func<int, int, (int Rule, double Term)> whole)
    {
        float[] most = new float[tiles];
        for (int at = 0; at < _ranks.Length; at++)
        {
            int product = (int)(uint)_consequents[at];
            double adds = gain(_ranks[at], product);
            ref float greatest = ref most[placeOf[product] / PropensityTiles.Width];
            greatest = adds > 0 ? Math.Max(greatest, MathF.BitIncrement((float)adds)) : greatest;
        }

        float[] steps = RuleGains.StepsOf(most);
        int groups = _groups.Length - 1;
        var made = new GainGroup[groups + 1];
        var lines = new List<byte>();
        var tileOfLine = new List<int>();
        var singles = new List<uint>(_ranks.Length);
        uint[] own = [];
        for (int group = 0; group < groups; group++)
        {
            made[group] = new GainGroup(_groups[group].First, _groups[group].Second, tileOfLine.Count, singles.Count);
            int count = 0;
            Array.Resize(ref own, Math.Max(own.Length, _groups[group + 1].Start - _groups[group].Start));
            for (int at = _groups[group].Start; at < _groups[group + 1].Start; at++)
            {
                int product = (int)(uint)_consequents[at];
                double adds = gain(_ranks[at], product);
                if (!double.IsNaN(adds))
                {
                    own[count++] = ((uint)placeOf[product] << 8) | RuleGains.ByteOf(adds, steps[placeOf[product] / PropensityTiles.Width]);
                }
            }

            own.AsSpan(0, count).Sort();
            Split(own.AsSpan(0, count), lines, tileOfLine, singles);
        }

        made[groups] = new GainGroup(0, 0, tileOfLine.Count, singles.Count);
        int[] starts = new int[placeOf.Length + 1];
        (int[] ranks, int[] groupsOf) = ByProduct(placeOf.Length, gain, starts);
        byte[] gains = new byte[ranks.Length];
        var rules = new GainRule[ranks.Length];
        for (int product = 0; product < placeOf.Length; product++)
        {
            for (int at = starts[product]; at < starts[product + 1]; at++)
            {
                gains[at] = RuleGains.ByteOf(gain(ranks[at], product), steps[placeOf[product] / PropensityTiles.Width]);
                (int rule, double term) = whole(ranks[at], product);
                rules[at] = new GainRule(term, rule);
            }
        }

        return new RuleGains(made, [.. lines], [.. tileOfLine], [.. singles], most, new ProductRules(starts, gains, groupsOf, rules));
    }

    // A group's gains, in the order of places.
    private static void Split(ReadOnlySpan<uint> own, List<byte> lines, List<int> tileOfLine, List<uint> singles)
    {
        Span<byte> line = stackalloc byte[PropensityTiles.Width];
        for (int from = 0, to; from < own.Length; from = to)
        {
            int tile = (int)(own[from] >> 8) / PropensityTiles.Width;
            for (to = from + 1; to < own.Length && (own[to] >> 8) / PropensityTiles.Width == tile;)
            {
                to++;
            }

            if (to - from < RuleGains.FewestOfLine)
            {
                singles.AddRange(own[from..to]);
                continue;
            }

            line.Clear();
            foreach (uint single in own[from..to])
            {
                line[(int)(single >> 8) % PropensityTiles.Width] = (byte)single;
            }

            lines.AddRange(line);
            tileOfLine.Add(tile);
        }
    }

    // The rules of each product, the strongest first, with their groups.
    private (int[] Ranks, int[] Groups) ByProduct(int products, Func<int, int, double> gain, int[] starts)
    {
        int[] groupOf = new int[_ranks.Length];
        for (int group = 0; group + 1 < _groups.Length; group++)
        {
            for (int at = _groups[group].Start; at < _groups[group + 1].Start; at++)
            {
                int product = (int)(uint)_consequents[at];
                groupOf[at] = double.IsNaN(gain(_ranks[at], product)) ? -1 : group;
                starts[product + 1] += groupOf[at] < 0 ? 0 : 1;
            }
        }

        for (int product = 0; product < products; product++)
        {
            starts[product + 1] += starts[product];
        }

        int[] ranks = new int[starts[products]];
        int[] groups = new int[ranks.Length];
        int[] next = starts.AsSpan(0, products).ToArray();
        for (int at = 0; at < groupOf.Length; at++)
        {
            if (groupOf[at] >= 0)
            {
                int place = next[(int)(uint)_consequents[at]]++;
                ranks[place] = _ranks[at];
                groups[place] = groupOf[at];
            }
        }

        for (int product = 0; product < products; product++)
        {
            Array.Sort(ranks, groups, starts[product], starts[product + 1] - starts[product]);
        }

        return (ranks, groups);
    }
}
