namespace CrossSell;

/// <summary>All scores that a model of rules can give, put in one order when the model is made: so that comparing scores is comparing whole numbers, exactly.</summary>
/// <remarks>
/// Rules and popularities are ranked together: by falling score, a rule before a popularity of the same score, else in the order of rules and of products. Equal
/// scores make one class. What a product is scored by is the thing with the smallest rank that speaks for it. Immutable and thread-safe.
/// </remarks>
internal sealed class ScoreOrder
{
    private ScoreOrder(int[] rankOfRule, FlatArray<int> rankOfPopularity, FlatArray<int> ruleOfRank, FlatArray<uint> classOfRank, FlatArray<double> scoreOfRank)
    {
        RankOfRule = rankOfRule;
        RankOfPopularity = rankOfPopularity;
        RuleOfRank = ruleOfRank;
        ClassOfRank = classOfRank;
        ScoreOfRank = scoreOfRank;
    }

    /// <summary>For each rule its rank; empty in an order that comes from a file, for only compiling asks.</summary>
    public int[] RankOfRule { get; }

    /// <summary>For each product the rank of its popularity.</summary>
    public FlatArray<int> RankOfPopularity { get; }

    /// <summary>For each rank the rule that has it, -1 for a popularity.</summary>
    public FlatArray<int> RuleOfRank { get; }

    /// <summary>For each rank the number of greater scores.</summary>
    public FlatArray<uint> ClassOfRank { get; }

    /// <summary>For each rank the score.</summary>
    public FlatArray<double> ScoreOfRank { get; }

    /// <summary>An order as a file holds it.</summary>
    public static ScoreOrder Read(FlatSection.FlatReader columns) => new([], columns.Next<int>(), columns.Next<int>(), columns.Next<uint>(), columns.Next<double>());

    /// <summary>The columns that <see cref="Read"/> takes.</summary>
    public FlatColumn[] Columns() => [FlatColumn.Of(RankOfPopularity), FlatColumn.Of(RuleOfRank), FlatColumn.Of(ClassOfRank), FlatColumn.Of(ScoreOfRank)];

    /// <summary>The order of the confidences of rules and the popularities of products. O((rules + products) log (rules + products)), linear in rules that come strongest first.</summary>
    public static ScoreOrder Of(RuleBook book, ReadOnlySpan<double> popularity)
    {
        int[] rankOfRule = new int[book.Count];
        int[] rankOfPopularity = new int[popularity.Length];
        int[] ruleOfRank = new int[book.Count + popularity.Length];
        uint[] classOfRank = new uint[ruleOfRank.Length];
        double[] scoreOfRank = new double[ruleOfRank.Length];
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
        for (int rank = 0; rank < ruleOfRank.Length; rank++)
        {
            bool isRule = nextProduct == products.Length || (nextRule < rules.Length && confidence[rules[nextRule]] >= popularity[products[nextProduct]]);
            double score = isRule ? confidence[rules[nextRule]] : popularity[products[nextProduct]];
            scoreClass = rank == 0 || score == scoreOfRank[rank - 1] ? scoreClass : scoreClass + 1;
            scoreOfRank[rank] = score;
            classOfRank[rank] = scoreClass;
            ruleOfRank[rank] = isRule ? rules[nextRule] : -1;
            if (isRule)
            {
                rankOfRule[rules[nextRule++]] = rank;
            }
            else
            {
                rankOfPopularity[products[nextProduct++]] = rank;
            }
        }

        return new ScoreOrder(rankOfRule, rankOfPopularity, ruleOfRank, classOfRank, scoreOfRank);
    }

    /// <summary>Whether this is the order of a book's confidences and of popularities, as <see cref="Of"/> makes it. O(rules + products).</summary>
    public bool IsConsistent(RuleBook book, ReadOnlySpan<double> popularity)
    {
        int ranks = book.Count + popularity.Length;
        bool shape = RankOfPopularity.Length == popularity.Length && RuleOfRank.Length == ranks && ClassOfRank.Length == ranks && ScoreOfRank.Length == ranks;
        int rules = 0;
        for (int rank = 0; shape && rank < ranks; rank++)
        {
            int rule = RuleOfRank[rank];
            rules += rule >= 0 ? 1 : 0;
            shape = rule >= -1 && rule < book.Count && (rule < 0 || ScoreOfRank[rank] == book.Confidence(rule))
                && (rank == 0 ? ClassOfRank[0] == 0 : ScoreOfRank[rank - 1] >= ScoreOfRank[rank] && ClassOfRank[rank] - ClassOfRank[rank - 1] == (ScoreOfRank[rank - 1] > ScoreOfRank[rank] ? 1u : 0u));
        }

        for (int product = 0; shape && product < popularity.Length; product++)
        {
            int rank = RankOfPopularity[product];
            shape = (uint)rank < (uint)ranks && RuleOfRank[rank] < 0 && ScoreOfRank[rank] == popularity[product];
        }

        return shape && rules == book.Count;
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
