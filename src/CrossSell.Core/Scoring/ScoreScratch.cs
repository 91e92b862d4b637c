namespace CrossSell;

/// <summary>The work space of one thread, kept between calls so that scoring allocates nothing.</summary>
internal sealed class ScoreScratch
{
    [ThreadStatic]
    private static ScoreScratch? s_ofThisThread;

    private double[] _values = [];
    private double[] _logits = [];
    private int[] _codes = [];

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

    /// <summary>Room for what is read off a customer's purchases.</summary>
    public Span<double> Values(int count) => Room(ref _values, count);

    /// <summary>Room for the products' logits.</summary>
    public Span<double> Logits(int count) => Room(ref _logits, count);

    /// <summary>Room for the codes of a customer's fields.</summary>
    public Span<int> Codes(int count) => Room(ref _codes, count);

    private static Span<T> Room<T>(ref T[] array, int count)
    {
        if (array.Length < count)
        {
            array = new T[count];
        }

        return array.AsSpan(0, count);
    }
}
