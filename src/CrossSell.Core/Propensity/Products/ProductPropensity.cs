namespace CrossSell;

/// <summary>What a trainer learned for all products: an intercept and an effect of every code on every product, as flat numbers that a scorer adds up.</summary>
/// <remarks>
/// Immutable as long as the arrays handed in are not changed. The logit of a product is its intercept, plus for each field the effect of the customer's code,
/// plus <see cref="RuleSlopes"/> times <see cref="RuleLogit"/> of what the rules say. It holds products and columns, and no customer.
/// </remarks>
public sealed class ProductPropensity
{
    private const double LeastRuleScore = 1e-4;

    // Of a mapped model these lie in its file, and become arrays when somebody asks for those.
    private readonly ReadOnlyMemory<double> _effects;
    private readonly ReadOnlyMemory<double> _meanEffects;
    private double[]? _effectArray;
    private double[]? _meanEffectArray;

    /// <summary>How purchases become columns.</summary>
    public required HistoryFeatures History { get; init; }

    /// <summary>The columns that take part.</summary>
    public required IReadOnlyList<PropensityField> Fields { get; init; }

    /// <summary>What was learned about each product, in the model's order.</summary>
    public required IReadOnlyList<ProductPropensityFacts> Products { get; init; }

    /// <summary>How logits become probabilities.</summary>
    public required PropensityLink Link { get; init; }

    /// <summary>The horizon of the probabilities; null with <see cref="PropensityLink.NextProduct"/>.</summary>
    public required TimeSpan? Horizon { get; init; }

    /// <summary>One a product.</summary>
    public required double[] Intercepts { get; init; }

    /// <summary>For each field, code and product, in this order, what the code adds to the product's logit.</summary>
    /// <remarks>Of a mapped model they are copied when they are first asked for.</remarks>
    public required double[] Effects
    {
        get => _effectArray ??= _effects.ToArray();
        init => (_effects, _effectArray) = (value, value);
    }

    /// <summary>For each field and product the mean effect among the training rows: what an effect is measured against when it is explained.</summary>
    /// <remarks>Of a mapped model they are copied when they are first asked for.</remarks>
    public required double[] MeanEffects
    {
        get => _meanEffectArray ??= _meanEffects.ToArray();
        init => (_meanEffects, _meanEffectArray) = (value, value);
    }

    /// <summary>For each product what one unit of <see cref="RuleLogit"/> adds; all 0 where the rules do not help.</summary>
    public required double[] RuleSlopes { get; init; }

    /// <summary>For each product the mean of <see cref="RuleLogit"/> among the training rows.</summary>
    public required double[] RuleMeans { get; init; }

    /// <summary>What was chosen and found, one sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary><see cref="Effects"/> where they lie: good as long as this is reachable. Set behind <see cref="Effects"/>, takes their place.</summary>
    internal ReadOnlyMemory<double> EffectNumbers
    {
        get => _effects;
        init => (_effects, _effectArray) = (value, null);
    }

    /// <summary><see cref="MeanEffects"/> where they lie, in the same way.</summary>
    internal ReadOnlyMemory<double> MeanEffectNumbers
    {
        get => _meanEffects;
        init => (_meanEffects, _meanEffectArray) = (value, null);
    }

    /// <summary>The log odds of a score of rules, held between 0.0001 and 0.9999.</summary>
    /// <param name="score">From 0 to 1.</param>
    public static double RuleLogit(double score)
    {
        double held = Math.Clamp(score, LeastRuleScore, 1 - LeastRuleScore);
        return Math.Log(held / (1 - held));
    }

    /// <summary>What is wrong with the numbers, one sentence each; empty when a scorer can use them.</summary>
    public IReadOnlyList<string> Validate()
    {
        var faults = new List<string>();
        int products = Products.Count;
        long codes = Fields.Sum(field => (long)field.Codes);
        Require(Intercepts, products, nameof(Intercepts));
        Require(_effects.Span, codes * products, nameof(Effects));
        Require(_meanEffects.Span, (long)Fields.Count * products, nameof(MeanEffects));
        Require(RuleSlopes, products, nameof(RuleSlopes));
        Require(RuleMeans, products, nameof(RuleMeans));
        if (!Enum.IsDefined(Link))
        {
            faults.Add($"{nameof(Link)} is {Link:D}; it must be one of {string.Join(", ", Enum.GetNames<PropensityLink>())}.");
        }

        foreach (PropensityField field in Fields)
        {
            if (field.Source is { } source && !History.Columns.Contains(source))
            {
                faults.Add($"Field '{field.Name}' is read off the purchases, and {nameof(History)} has no such column.");
            }
        }

        GC.KeepAlive(this);
        return faults;

        void Require(ReadOnlySpan<double> numbers, long length, string name)
        {
            if (numbers.Length != length)
            {
                faults.Add($"{name} has {numbers.Length} numbers; {length} are needed for {products} products, {Fields.Count} fields and {codes} codes.");
            }
            else if (numbers.ContainsAnyExceptInRange(double.MinValue, double.MaxValue))
            {
                faults.Add($"{name} has a number that is not finite.");
            }
        }
    }
}
