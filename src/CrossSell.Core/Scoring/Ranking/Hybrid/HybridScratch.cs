namespace CrossSell;

/// <summary>The work space of one thread that reads candidates, kept between calls so that scoring allocates nothing.</summary>
internal sealed class HybridScratch
{
    [ThreadStatic]
    private static HybridScratch? s_ofThisThread;

    private float[] _scores = [];
    private double[] _values = [];
    private double[] _logits = [];
    private ulong[] _keys = [];
    private int[] _best = [];

    /// <summary>For each product whether it cannot be offered to the customer; all false between calls.</summary>
    public bool[] Closed { get; private set; } = [];

    /// <summary>The closed products: as many as <see cref="ClosedCount"/>.</summary>
    public int[] ClosedProducts { get; private set; } = [];

    /// <summary>How many products are closed.</summary>
    public int ClosedCount { get; set; }

    /// <summary>For each product whether it is a candidate; all false between calls.</summary>
    public bool[] IsCandidate { get; private set; } = [];

    /// <summary>For each product its place among the customer's purchases, -1 without; all -1 between calls.</summary>
    public int[] OwnedAt { get; private set; } = [];

    /// <summary>The mean score of each part over the open products of the customer who was read last.</summary>
    public float[] Means { get; private set; } = [];

    /// <summary>The standard deviation of the same.</summary>
    public float[] Deviations { get; private set; } = [];

    /// <summary>The candidates.</summary>
    public int[] Candidates { get; private set; } = [];

    /// <summary>How many there are.</summary>
    public int Count { get; set; }

    /// <summary>How many places each feature has in <see cref="Feature"/>: the number of candidates, rounded up to a multiple of four.</summary>
    public int Stride => (Count + 3) & ~3;

    /// <summary>This thread's work space, large enough for a number of products and parts.</summary>
    public static HybridScratch For(int products, int parts, int kept)
    {
        HybridScratch scratch = s_ofThisThread ??= new HybridScratch();
        if (scratch.Closed.Length < products)
        {
            scratch.Closed = new bool[products];
            scratch.ClosedProducts = new int[products];
            scratch.IsCandidate = new bool[products];
            scratch.OwnedAt = new int[products];
            scratch.OwnedAt.AsSpan().Fill(-1);
            scratch.Candidates = new int[products];
        }

        if (scratch.Means.Length < parts)
        {
            scratch.Means = new float[parts];
            scratch.Deviations = new float[parts];
        }

        Grow(ref scratch._scores, (products + 8) * Math.Max(1, parts));
        Grow(ref scratch._keys, products);
        Grow(ref scratch._best, kept);
        return scratch;
    }

    /// <summary>Room for the scores of one part.</summary>
    public Span<float> Scores(int part, int products) => _scores.AsSpan(part * (products + 8), products);

    /// <summary>Room for the best few of a part.</summary>
    public Span<int> Best(int kept) => _best.AsSpan(0, kept);

    /// <summary>Room to find them.</summary>
    public Span<ulong> Keys(int products) => _keys.AsSpan(0, products);

    /// <summary>One feature of all candidates, and up to three places more.</summary>
    public Span<double> Feature(int feature) => _values.AsSpan(feature * Stride, Stride);

    /// <summary>Room for the logits of all candidates, and up to three places more; all 0.</summary>
    public Span<double> Logits()
    {
        Grow(ref _logits, Stride);
        Span<double> logits = _logits.AsSpan(0, Stride);
        logits.Clear();
        return logits;
    }

    public void MakeRoom(int features) => Grow(ref _values, features * Stride);

    private static void Grow<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            array = new T[length];
        }
    }
}
