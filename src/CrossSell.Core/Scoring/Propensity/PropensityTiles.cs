namespace CrossSell;

/// <summary>The weights of <see cref="CompiledPropensity"/> made coarse, a byte each, to find out quickly which few products may be the best: theirs alone are then added up exactly.</summary>
/// <remarks>
/// <para>
/// Products stand in tiles of 64, as many bytes as a line of the cache has, those that score highest without being known first. The weights of a tile are whole multiples of one scale,
/// 127 at most, so that each is off by half the scale at most and a sum of n of them by n halves. A product whose coarse logit is lower than the last one wanted by more than both
/// can be off is not among the best: what is chosen, and its order, are those of the exact logits, whatever the weights are.
/// </para>
/// <para>
/// Of many tiles one is passed over when even the greatest weights of all its products together do not reach the last one wanted. A code that moves few products has their places beside the
/// amounts; one that moves most has a row. Immutable and thread-safe.
/// </para>
/// </remarks>
internal sealed unsafe partial class PropensityTiles
{
    public const int Width = 64;

    /// <summary>The most codes that are added up: so many bytes fit a sum of 16 bits.</summary>
    public const int MostCodes = 250;

    /// <summary>The most products that are chosen this way: the last one wanted is found by moving places.</summary>
    public const int MostWanted = 64;

    /// <summary>The byte of no weight in a row: without signs two columns are added up by one addition.</summary>
    private const byte Zero = 128;

    /// <summary>With fewer tiles all are added up: hardly one would be passed over.</summary>
    private const int FewestPassedOver = 32;

    private const int SparseShare = 32;
    private const double Greatest = 127;

    /// <summary>The log odds of rules lie between those of 0.0001 and 0.9999.</summary>
    private const double MostGain = 18.5;

    /// <summary>What a sum of two or three numbers of single precision may be off, of their sizes.</summary>
    private const double Rounding = 1e-6;

    private readonly int _tiles;
    private readonly int[] _productAt;
    private readonly FlatArray<byte> _rows;
    private readonly int _stride;
    private readonly int[] _rowOf;
    private readonly int[] _sparseStarts;
    private readonly int[] _sparsePlaces;
    private readonly sbyte[] _sparseAmounts;
    private readonly sbyte[] _greatest;
    private readonly float[] _starts;
    private readonly float[] _greatestStarts;
    private readonly float[] _scales;
    private readonly float[] _slacks;
    private readonly ulong[] _never;
    private readonly ulong[]? _falls;

    /// <summary>Compiles weights. O(codes · products).</summary>
    /// <param name="exact">The weights.</param>
    /// <param name="popularityTerms">For each product what its popularity adds, when no rule says more.</param>
    /// <param name="never">The products that are never chosen, as bits.</param>
    public PropensityTiles(CompiledPropensity exact, ReadOnlySpan<double> popularityTerms, ReadOnlySpan<ulong> never)
    {
        int products = popularityTerms.Length;
        double[] starts = new double[products];
        for (int p = 0; p < products; p++)
        {
            starts[p] = exact.StartOf(p) + popularityTerms[p];
        }

        _productAt = [.. Enumerable.Range(0, products).OrderByDescending(p => starts[p]).ThenBy(p => p)];
        PlaceOf = new int[products];
        for (int place = 0; place < products; place++)
        {
            PlaceOf[_productAt[place]] = place;
        }

        _tiles = Bitset.Words(products);

        // An odd number of lines, so that rows do not meet in the same places of the cache.
        _stride = (_tiles | 1) * Width;
        int codes = exact.FieldStarts[^1];
        int[] moved = new int[codes];
        double[] scales = Scales(exact, moved);
        _rowOf = new int[codes];
        _sparseStarts = new int[codes + 1];
        int dense = 0;
        for (int code = 0; code < codes; code++)
        {
            bool isDense = moved[code] > products / SparseShare;
            _rowOf[code] = isDense ? dense++ : -1;
            _sparseStarts[code + 1] = _sparseStarts[code] + (isDense ? 0 : moved[code]);
        }

        _sparsePlaces = new int[_sparseStarts[codes]];
        _sparseAmounts = new sbyte[_sparsePlaces.Length];
        _greatest = new sbyte[checked((long)codes * _tiles)];
        byte[] rows = new byte[checked((long)dense * _stride)];
        rows.AsSpan().Fill(Zero);
        double[] row = new double[products];
        foreach (int code in Enumerable.Range(0, codes).Where(code => moved[code] > 0))
        {
            exact.Moves(code, row);
            Store(code, row, scales, rows);
        }

        _rows = rows;
        _scales = Array.ConvertAll(scales, scale => (float)scale);
        _starts = new float[_tiles * Width];
        _slacks = new float[_tiles];
        _greatestStarts = new float[_tiles];
        _never = new ulong[_tiles];
        _falls = exact.Propensity.RuleSlopes.AsSpan().ContainsAnyInRange(double.NegativeInfinity, -double.Epsilon) ? new ulong[_tiles] : null;
        for (int place = products; place < _starts.Length; place++)
        {
            Bitset.Set(_never, place);
        }

        for (int place = 0; place < products; place++)
        {
            double slope = exact.Propensity.RuleSlopes[_productAt[place]];
            double start = starts[_productAt[place]];
            _starts[place] = (float)start;
            _greatestStarts[place / Width] = place % Width == 0 ? (float)start : _greatestStarts[place / Width];
            _slacks[place / Width] = (float)Math.Max(_slacks[place / Width], Rounding * (1 + Math.Abs(start) + (MostGain * Math.Abs(slope))));
            if (slope < 0)
            {
                Bitset.Set(_falls, place);
            }

            if (Bitset.Contains(never, _productAt[place]))
            {
                Bitset.Set(_never, place);
            }
        }
    }

    /// <summary>The place of each product among the tiles.</summary>
    public int[] PlaceOf { get; }

    /// <summary>The number of tiles.</summary>
    public int Count => _tiles;

    /// <summary>How many places there are, those behind the last product included.</summary>
    public int Places => _starts.Length;

    // For each tile the unit of its weights; beside it for each code how many products it moves.
    private double[] Scales(CompiledPropensity exact, int[] moved)
    {
        double[] most = new double[_tiles];
        double[] row = new double[PlaceOf.Length];
        foreach (int code in Enumerable.Range(0, moved.Length).Where(exact.Changes))
        {
            exact.Moves(code, row);
            for (int p = 0; p < row.Length; p++)
            {
                moved[code] += row[p] != 0 ? 1 : 0;
                most[PlaceOf[p] / Width] = Math.Max(most[PlaceOf[p] / Width], Math.Abs(row[p]));
            }
        }

        return Array.ConvertAll(most, size => size / Greatest);
    }

    private void Store(int code, double[] row, double[] scales, byte[] rows)
    {
        int next = _sparseStarts[code];
        for (int place = 0; place < row.Length; place++)
        {
            double move = row[_productAt[place]];
            if (move == 0)
            {
                continue;
            }

            int tile = place / Width;
            sbyte amount = (sbyte)Math.Clamp(Math.Round(move / scales[tile]), -Greatest, Greatest);
            ref sbyte greatest = ref _greatest[((long)code * _tiles) + tile];
            greatest = Math.Max(greatest, amount);
            if (_rowOf[code] >= 0)
            {
                rows[(_rowOf[code] * (long)_stride) + place] = (byte)(Zero + amount);
            }
            else
            {
                (_sparsePlaces[next], _sparseAmounts[next++]) = (place, amount);
            }
        }
    }
}
