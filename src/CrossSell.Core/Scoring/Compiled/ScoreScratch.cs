namespace CrossSell;

/// <summary>The work space of one thread, kept between calls so that scoring allocates nothing.</summary>
internal sealed class ScoreScratch
{
    /// <summary>The rank of nothing: greater than that of anything.</summary>
    public const int Nothing = int.MaxValue;

    [ThreadStatic]
    private static ScoreScratch? s_ofThisThread;

    private double[] _values = [];
    private double[] _logits = [];
    private int[] _codes = [];
    private ulong[] _columns = [];
    private int[] _offsets = [];
    private int[] _rows = [];
    private int[] _ranks = [];
    private ulong[] _keys = [];
    private TileCandidate[] _candidates = [];
    private short[] _tileSums = [];
    private ushort[] _places = [];
    private int[] _groups = [];
    private ulong[] _fired = [];

    /// <summary>All zero between calls. There is a bit behind that of the last product.</summary>
    public ulong[] HasBits { get; private set; } = [];

    public ulong[] Excluded { get; private set; } = [];

    /// <summary>For each product the strongest rank that spoke for it; all <see cref="Nothing"/> between calls.</summary>
    public int[] Strongest { get; private set; } = [];

    /// <summary>Room for the products about which something was noted.</summary>
    public int[] Touched { get; private set; } = [];

    /// <summary>Coarse sums of whole tiles of products; all zero between calls.</summary>
    public short[] Sums { get; private set; } = [];

    /// <summary>For each place of a product what the rules say of it (<see cref="RuleGains"/>); all zero between calls.</summary>
    public byte[] Said { get; private set; } = [];

    /// <summary>Which places of products are closed, as bits.</summary>
    public ulong[] Closed { get; private set; } = [];

    public int[] Evidence { get; private set; } = [];

    /// <summary>This thread's work space, large enough for a number of products.</summary>
    public static ScoreScratch For(int products)
    {
        ScoreScratch scratch = s_ofThisThread ??= new ScoreScratch();
        if (scratch.HasBits.Length < Bitset.Words(products + 1))
        {
            scratch.HasBits = new ulong[Bitset.Words(products + 1)];
            scratch.Excluded = new ulong[scratch.HasBits.Length];
            scratch.Strongest = new int[scratch.HasBits.Length << 6];
            scratch.Strongest.AsSpan().Fill(Nothing);
            scratch.Touched = new int[scratch.Strongest.Length];
            scratch.Evidence = new int[scratch.HasBits.Length << 6];
            scratch.Sums = new short[scratch.HasBits.Length << 6];
            scratch.Said = new byte[scratch.HasBits.Length << 6];
            scratch.Closed = new ulong[scratch.HasBits.Length];
        }

        return scratch;
    }

    /// <summary>Room for what is read off a customer's purchases.</summary>
    public Span<double> Values(int count) => Room(ref _values, count);

    /// <summary>Room for a rank of each product, or of each offer.</summary>
    public Span<int> Ranks(int count) => Room(ref _ranks, count);

    /// <summary>Room for a place of each product (<see cref="RuleRows"/>).</summary>
    public Span<ushort> Places(int count) => Room(ref _places, count);

    /// <summary>Room for the groups of rules that fire.</summary>
    public Span<int> Groups(int count) => Room(ref _groups, count);

    /// <summary>A bit for each group of rules; all zero between calls.</summary>
    public Span<ulong> Fired(int groups) => Room(ref _fired, Bitset.Words(groups));

    /// <summary>Room for keys of offers.</summary>
    public Span<ulong> Keys(int count) => Room(ref _keys, count);

    /// <summary>Room for the products' logits.</summary>
    public Span<double> Logits(int count) => Room(ref _logits, count);

    /// <summary>Room for a sum of each tile of products.</summary>
    public Span<short> TileSums(int count) => Room(ref _tileSums, count);

    /// <summary>Room for products that may be among the best.</summary>
    public Span<TileCandidate> Candidates(int count) => Room(ref _candidates, count);

    /// <summary>Room for the codes of a customer's fields.</summary>
    public Span<int> Codes(int count) => Room(ref _codes, count);

    /// <summary>Room for a bit for each column of which something is known.</summary>
    public Span<ulong> Columns(int words) => Room(ref _columns, words);

    /// <summary>Room for the codes that change something.</summary>
    public Span<int> Rows(int count) => Room(ref _rows, count);

    /// <summary>Room for where the rows begin that are added up.</summary>
    public Span<int> Offsets(int count) => Room(ref _offsets, count);

    private static Span<T> Room<T>(ref T[] array, int count)
    {
        if (array.Length < count)
        {
            array = new T[count];
        }

        return array.AsSpan(0, count);
    }
}
