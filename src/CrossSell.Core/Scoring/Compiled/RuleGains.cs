namespace CrossSell;

/// <summary>What rules add to the logits of products, as <see cref="CompiledRules.Fire"/> reads it: for each rule the place of its product and a key.</summary>
/// <remarks>
/// A key is what the rule adds beyond the product's popularity, without its sign and in steps, above the rank turned round. What a stronger rule adds is more, so a product's
/// greatest key is that of the strongest rule, and of equal ones that of the first rank. 0 is the key of no rule. Immutable and thread-safe.
/// </remarks>
internal sealed class RuleGains
{
    private readonly int _rankBits;
    private readonly uint _mask;

    /// <param name="ranks">How many ranks there are: they take as many bits of a key as they need, and steps have the rest.</param>
    /// <param name="rules">For each rule that can win, in the order of <see cref="CompiledRules"/>, its rank, the place of its product, and what it adds, 0 or more.</param>
    /// <param name="places">The number of places, a multiple of <paramref name="width"/>.</param>
    /// <param name="width">How many places make a tile.</param>
    public RuleGains(int ranks, IReadOnlyList<(int Rank, int Place, double Gain)> rules, int places, int width)
    {
        _rankBits = 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)ranks + 1);
        _mask = (1U << _rankBits) - 1;
        double most = 0;
        foreach ((_, _, double gain) in rules)
        {
            most = Math.Max(most, gain);
        }

        double steps = (1U << (32 - _rankBits)) - 1;
        double step = most > 0 ? most / steps : 1;
        Step = (float)step;
        Fires = new ulong[rules.Count];
        MostOfTile = new float[places / width];
        for (int at = 0; at < Fires.Length; at++)
        {
            (int rank, int place, double gain) = rules[at];
            uint key = ((uint)Math.Min(gain / step, steps) << _rankBits) | (_mask - (uint)rank);
            Fires[at] = ((ulong)key << 32) | (uint)place;
            MostOfTile[place / width] = Math.Max(MostOfTile[place / width], MathF.BitIncrement((float)gain));
        }
    }

    /// <summary>For each rule its key above the place of its product.</summary>
    public ulong[] Fires { get; }

    /// <summary>How many bits of a key are the rank.</summary>
    public int RankBits => _rankBits;

    /// <summary>What one step of a key adds: a rule adds as many steps as its key says, and less than one more.</summary>
    public float Step { get; }

    /// <summary>For each tile no less than what any rule adds to any of its products.</summary>
    public float[] MostOfTile { get; }

    /// <summary>The rank that a key was made of.</summary>
    public int RankOf(uint key) => (int)(_mask - (key & _mask));
}
