namespace CrossSell;

/// <summary>For few products: what each group of rules says of all of them, in one row, so that a group fires by a few comparisons of vectors instead of one for each of its rules.</summary>
/// <remarks>
/// A row holds a place for each product: that of the group's rule among the rules of the product, the strongest of which has the highest place. 0 is the product's popularity. So the highest
/// place in the rows of all groups that fire is, exactly, what the product is scored by. Immutable and thread-safe.
/// </remarks>
internal sealed class RuleRows
{
    /// <summary>A row is whole vectors of so many places.</summary>
    public const int Multiple = 16;

    private readonly int[] _weakest;
    private readonly int[] _ranks;
    private readonly double[] _terms;

    /// <param name="rows">The rows, one for each group in the order of <see cref="CompiledRules"/>.</param>
    /// <param name="width">How many places a row has.</param>
    /// <param name="weakest">For each product where its popularity stands among <paramref name="ranks"/>; before it stand the rules that can win, the strongest first.</param>
    /// <param name="ranks">The ranks of all that can win.</param>
    /// <param name="terms">What each adds to its product's logit.</param>
    public RuleRows(ushort[] rows, int width, int[] weakest, int[] ranks, double[] terms)
    {
        Rows = rows;
        Width = width;
        _weakest = weakest;
        _ranks = ranks;
        _terms = terms;
    }

    public FlatArray<ushort> Rows { get; }

    public int Width { get; }

    /// <summary>The width of the rows of so many products.</summary>
    public static int WidthOf(int products) => (products + Multiple - 1) / Multiple * Multiple;

    /// <summary>Adds to each product's logit what its highest place stands for.</summary>
    /// <param name="said">The highest place of each product.</param>
    /// <param name="logits">One a product.</param>
    public void AddTerms(ReadOnlySpan<ushort> said, Span<double> logits)
    {
        int[] weakest = _weakest;
        double[] terms = _terms;
        said = said[..logits.Length];
        for (int p = 0; p < logits.Length; p++)
        {
            logits[p] += terms[weakest[p] - said[p]];
        }
    }

    /// <summary>The rank of what a product's highest place stands for.</summary>
    public int RankOf(int product, ushort said) => _ranks[_weakest[product] - said];
}
