namespace CrossSell;

/// <summary>All scores that a model of rules can give, put in one order when the model is made: so that comparing scores is comparing whole numbers, exactly.</summary>
/// <remarks>
/// Rules and popularities are ranked together: by falling score, a rule before a popularity of the same score, else in the order of rules and of products. Equal
/// scores make one class. What a product is scored by is the thing with the smallest rank that speaks for it. Immutable and thread-safe.
/// </remarks>
internal sealed class ScoreOrder
{
    private ScoreOrder(int rules, int products)
    {
        RankOfRule = new int[rules];
        RankOfPopularity = new int[products];
        RuleOfRank = new int[rules + products];
        ClassOfRank = new uint[rules + products];
        ScoreOfRank = new double[rules + products];
    }

    /// <summary>For each rule its rank.</summary>
    public int[] RankOfRule { get; }

    /// <summary>For each product the rank of its popularity.</summary>
    public int[] RankOfPopularity { get; }

    /// <summary>For each rank the rule that has it, -1 for a popularity.</summary>
    public int[] RuleOfRank { get; }

    /// <summary>For each rank the number of greater scores.</summary>
    public uint[] ClassOfRank { get; }

    /// <summary>For each rank the score.</summary>
    public double[] ScoreOfRank { get; }

    /// <summary>The order of the confidences of rules and the popularities of products. O((rules + products) log (rules + products)), linear in rules that come strongest first.</summary>
    public static ScoreOrder Of(RuleBook book, ReadOnlySpan<double> popularity)
    {
        var order = new ScoreOrder(book.Count, popularity.Length);
        double[] confidence = new double[book.Count];
        for (int rule = 0; rule < confidence.Length; rule++)
        {
            confidence[rule] = book.Confidence(rule);
        }

        int[] rules = Falling(confidence);
        int[] products = Falling(popularity.ToArray());
        int nextRule = 0;
        int nextProduct = 0;
        uint scoreClass = 0;
        for (int rank = 0; rank < order.RuleOfRank.Length; rank++)
        {
            bool isRule = nextProduct == products.Length || (nextRule < rules.Length && confidence[rules[nextRule]] >= popularity[products[nextProduct]]);
            double score = isRule ? confidence[rules[nextRule]] : popularity[products[nextProduct]];
            scoreClass = rank == 0 || score == order.ScoreOfRank[rank - 1] ? scoreClass : scoreClass + 1;
            order.ScoreOfRank[rank] = score;
            order.ClassOfRank[rank] = scoreClass;
            order.RuleOfRank[rank] = isRule ? rules[nextRule] : -1;
            if (isRule)
            {
                order.RankOfRule[rules[nextRule++]] = rank;
            }
            else
            {
                order.RankOfPopularity[products[nextProduct++]] = rank;
            }
        }

        return order;
    }

    /// <summary>A product and the class of what it is scored by, in one number: the smaller is the better offer, of equal scores the earlier product.</summary>
    public ulong KeyOf(int rank, int product) => ((ulong)ClassOfRank[rank] << 32) | (uint)product;

    private static int[] Falling(double[] scores)
    {
        int[] order = new int[scores.Length];
        bool falls = true;
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
            falls &= i == 0 || scores[i] <= scores[i - 1];
        }

        if (!falls)
        {
            Array.Sort(order, (a, b) => scores[a] != scores[b] ? scores[b].CompareTo(scores[a]) : a.CompareTo(b));
        }

        return order;
    }
}
