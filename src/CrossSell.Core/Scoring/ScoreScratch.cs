namespace CrossSell;

/// <summary>The work space of one thread, kept between calls so that scoring allocates nothing.</summary>
internal sealed class ScoreScratch
{
    [ThreadStatic]
    private static ScoreScratch? s_ofThisThread;

    public int[] BestRule { get; private set; } = [];

    /// <summary>All zero between calls.</summary>
    public ulong[] HasBits { get; private set; } = [];

    public ulong[] Excluded { get; private set; } = [];

    public int[] Evidence { get; private set; } = [];

    /// <summary>This thread's work space, large enough for a number of products.</summary>
    public static ScoreScratch For(int products)
    {
        ScoreScratch scratch = s_ofThisThread ??= new ScoreScratch();
        if (scratch.BestRule.Length < products || scratch.HasBits.Length == 0)
        {
            scratch.BestRule = new int[products];
            scratch.HasBits = new ulong[Math.Max(1, Bitset.Words(products))];
            scratch.Excluded = new ulong[scratch.HasBits.Length];
            scratch.Evidence = new int[products];
        }

        return scratch;
    }
}
